import { actionItemWords } from './actions.ts';
import { coachWords } from './coach.ts';
import { careWords } from './care.ts';
import { connectionWords } from './connections.ts';
import { figureWords } from './figures.ts';
import { digestWords } from './digests.ts';
import { followUpWords } from './follow-ups.ts';
import { ownDataWords } from './own-data.ts';
import { importWords } from './imports.ts';
import { promptWords } from './prompts.ts';
import { growthWords } from './growth.ts';
import { planWords } from './plans.ts';
import { meetingWords } from './meetings.ts';
import { noteWords } from './notes.ts';
import { profileWords } from './profiles.ts';
import { exportWords, sessionListWords } from './session-lists.ts';
import { actionWords, summaryWords } from './summaries.ts';
import { uploadWords } from './uploads.ts';
import { writingWords } from './writing.ts';

/**
 * What the assistant says in its own voice, in one place, so that its tone can be read in one sitting: short, plain, warm
 * sentences, to "you". Views put these together with data.
 */
export const words = {
  ...writingWords,
  ...ownDataWords,
  ...figureWords,
  coach: coachWords,
  ...careWords,
  ...growthWords,
  ...planWords,
  ...meetingWords,
  ...noteWords,
  ...profileWords,
  ...connectionWords,
  ...actionItemWords,
  ...importWords,
  ...digestWords,
  audience: {
    direct: 'Only you can see this.',
    shared: (label: string) => `Everyone in ${label} can see this.`,
    hereForYou: 'Only you can see this, here in the channel.',
  },
  progress: {
    thinking: 'Thinking…',
    reading: 'Reading the procedures…',
    transcript: 'Reading the transcript…',
    refining: 'Working on the summary…',
    records: 'Looking through sessions and notes…',
    followUp: 'Writing the follow-up…',
  },
  hello: {
    title: (name: string) => `Hello ${name}, good to see you.`,
    body: [
      'I know your organisation’s coaching method and procedures, and I answer with the exact words they rest on.',
      'I turn session transcripts into summaries that you refine with me in the thread, and I keep quick notes.',
    ].join('\n\n'),
    tryThis: 'Try one of these:',
  },
  help: {
    title: 'What you can ask me',
    ask: '**Ask** – “How do I refund without a receipt?” You get the steps, word for word, and where they stand. In a channel, mention me.',
    session:
      '**Summarise a session** – upload a transcript (from Zoom, Teams, Meet or Otter; VTT, SRT, Word, or text as `Name: what they said`) with a word about it, such as “1:1 with Priya yesterday”. Then refine in the thread: “shorter”, “drop the second win”, “add: call the client by Friday”, “undo”. Once it is approved, **Follow up** drafts a mail, a text message or a call script from it. Your own action items: `/actions`, in Slack `/threadcoach actions`.',
    note: '**Take a note** – `/note @name great empathy on the call #quality`. Only you and your line can see it, until you share it. Find them with `/notes`, in Slack `/threadcoach notes`, or “show my open notes about Priya”.',
    records:
      '**Look back** – “Who struggled with refunds last month?”, “What did I note about Priya?”, “Sessions like this one”. I look only at what you may see.',
    sessions:
      '**Find and export** – “Sessions with Priya last month”, “unapproved summaries”, “export my summaries as CSV”. Files come to your direct message.',
    limits: 'I answer only from your knowledge base. When something is not in there, I say so.',
  },
  thanks: 'You’re welcome.',
  agreed: 'Good. I’m here when you need me.',
  busy: 'You’ve sent me more than I can take at once. I’m still answering your earlier messages, and I left out the newest: please send them again when I’m done.',
  empty: 'I’m here. Ask me about a procedure, or say **help** to see what I can do.',
  unreadable: 'I can read text and transcript files, but not that. Could you write it in words?',
  tooLong: (size: number, limit: number) =>
    `That message has ${size.toLocaleString('en')} characters, and I read up to ${limit.toLocaleString('en')}. Ask a shorter question, or upload a long text as a file.`,
  unknownCommand: (name: string) => `I don’t know the command \`/${name}\`. Here is what I do know:`,
  unknownPerson: (organization: string, email: string | undefined, admins: string) =>
    email === undefined
      ? `I can’t see your e-mail address, so I don’t know who you are at ${organization}. Please ask ${admins} to check the app’s permissions.`
      : `I don’t find ${email} among the people of ${organization}, so I can’t answer here yet. Please ask ${admins} to add you.`,
  notFound: (searched: boolean) =>
    searched
      ? 'I looked in the knowledge base, and I didn’t find anything about that. I don’t answer from anywhere else, so I’d rather say so than guess.'
      : 'I answer from your knowledge base, and that doesn’t seem to be a question for it. Try naming the procedure or the situation you’re in.',
  notFoundNext: 'You could put it in other words, or ask your team leader. Example of what I know:',
  notFoundNextAlone: 'You could put it in other words, or ask your team leader.',
  fallback: (reason: string) => `_${reason}_`,
  edited: 'You changed your message, so here is a fresh answer.',
  editedRefinement:
    'I saw your edit. What I did with your first wording stands – say **undo**, or write the new wording as a new message.',
  movedToDirect: (what: string, label: string) =>
    `Not everyone in ${label} may read ${what}, so I’ve sent it to you in our direct message.`,
  inItsThread: (title: string) =>
    `To refine the summaries of **${title}**, please reply in their thread, under the card. There I know what you mean.`,
  cannotReachDirect: (what: string) =>
    `Not everyone here may read ${what}. Please send it to me in a direct message.`,
  ...uploadWords,
  failed: 'That didn’t work',
  sessions: {
    /** `part` of a long transcript. Names are made safe before. */
    summarising: (
      name: string,
      { number, total, part }: { number: number; total: number; part?: { number: number; of: number } },
    ) =>
      `Summarising ${name}, ${number} of ${total}${part === undefined ? '' : ` · part ${part.number} of ${part.of}`}`,
    /** Where processing stopped, as a sentence; `name` and `part` where there is one. */
    stoppedAt: (
      step: 'parse' | 'match' | 'summarise' | 'verify' | 'post',
      name: string | undefined,
      part: number | undefined,
    ) => {
      const of = `${name === undefined ? '' : ` ${name}`}${part === undefined ? '' : `, part ${part}`}`;
      const doing = {
        parse: 'reading the transcript',
        match: 'finding out who spoke',
        summarise: `summarising${of}`,
        verify: `checking the quotes of the summary${name === undefined ? '' : ` of ${name}`}`,
        post: 'posting the summaries',
      };
      return `I stopped while ${doing[step]}.`;
    },
    retry: 'Try again',
    retryHint: 'What is written already stays; I go on where I stopped.',
    noRetry: (title: string, isDone: boolean) =>
      isDone
        ? `The summaries of **${title}** are written already.`
        : `I’m at work on **${title}** already. Its card shows how far I am.`,
  },
  records: {
    /** What was looked through: `14 sessions and 9 notes`; `where` undefined: a direct message. */
    lookedThrough: (what: string, where: string | undefined, when: string) =>
      `I looked through ${what} that ${where === undefined ? 'you' : `everyone in ${where}`} can see${when}.`,
    nothing: (topic: string) =>
      topic === '' ? 'I found nothing there.' : `I found nothing about “${topic}”.`,
    nothingNext: 'You could name another month or person, or put it in other words.',
    onlyShared: 'There may be more for your eyes: ask me in a direct message.',
    notHere: (where: string) =>
      `People in ${where} may see different notes and sessions, so I can’t look into them here. Ask me in a direct message.`,
    whichPerson: (name: string, candidates: string) =>
      `I know more than one ${name}: ${candidates}. Please ask again with the full name.`,
    corrected: (from: string, to: string) => `I took “${from}” for “${to}”.`,
    behind: 'Some changed just now, and I’m still reading them. Ask again in a minute for those.',
    more: (count: number) => `And ${count} more. A month, a person or another word would narrow it.`,
    similar: (title: string) => `Sessions like **${title}**`,
    noneSimilar: (title: string) =>
      `I found no session that was about the same as **${title}**, among those that I can show here.`,
    both: (topics: string) => `both about ${topics}`,
  },
  feedback: {
    up: '👍 Helpful',
    down: '👎 Not helpful',
    wrong: 'Something’s wrong',
    missing: 'It’s missing',
    tellAdmins: 'Tell the admins',
    sendQuestion: 'Send my question too',
    thanksUp: 'Thank you. Good to know that this helped.',
    thanksDown: (place: string) =>
      `Thank you for telling me. I’ve passed on that an answer${place} didn’t help. If you can say what it was, press below.`,
    thanksWrong: (place: string) => `Thank you. I’ve told the admins that something${place} may be wrong.`,
    thanksMissing: (place: string) => `Thank you. I’ve told the admins that something is missing${place}.`,
    from: (place: string) => ` from **${place}**`,
    in: (place: string) => ` in **${place}**`,
    nameless: 'They see neither your name nor what you asked.',
    withQuestion: 'If your words would help them, you can send those too, still without your name.',
    takeBack: 'Changed your mind? 👍 under the answer takes it back.',
    teamsBox: 'What you wrote in Teams’ own box, I don’t keep or pass on.',
    again: 'I have that already, thank you.',
    formTitle: 'Send my question',
    formIntro: 'The admins read exactly what stands here, without your name. Change it as you like.',
    formLabel: 'Your question',
    formSend: 'Send',
    sent: 'Sent. The admins can read this now, without your name:',
  },
  leftOut: (count: number) =>
    count === 1
      ? '_I left out one sentence that the sources don’t back._'
      : `_I left out ${count} sentences that the sources don’t back._`,
  gaps: {
    title: (total: number) => (total === 1 ? '1 section was reported' : `${total} sections were reported`),
    none: 'Nothing is reported as wrong or missing. When people press “Something’s wrong” or “It’s missing” under an answer, it appears here, without their names.',
    nowhere: 'Not in the knowledge base',
    goneEntry: 'An entry that was retired',
    wrong: (count: number) => `${count} × wrong`,
    missing: (count: number) => `${count} × missing`,
    unhelpful: (count: number) => `${count} × not helpful`,
    latest: (day: string) => `latest on ${day}`,
    more: (count: number) => `and ${count} more: npx threadcoach knowledge gaps`,
    resolve: 'Mark as resolved',
    resolveTitle: 'Resolve these reports?',
    resolveText: 'They leave the list. If it is still so, people can report it again.',
    resolveOk: 'Resolve',
    resolved: (count: number) => (count === 1 ? 'Resolved 1 report.' : `Resolved ${count} reports.`),
    resolvedAlready: 'Those reports are resolved already.',
    next: 'Show more',
    directOnly:
      'I show what people reported in our direct message only, because some sent their questions along. Please ask me there.',
    footer: 'Only you can see this. Nobody’s name is kept with a report.',
  },
  entries: {
    title: (total: number) => (total === 1 ? '1 curated entry' : `${total} curated entries`),
    none: 'There are no curated entries yet. Add a coaching pattern, an example response or a guideline, and people find it when they ask.',
    noneFound: (text: string) => `No entry holds “${text}”. Try fewer words, or a tag.`,
    add: 'Add an entry',
    edit: 'Edit',
    history: 'History',
    retire: 'Retire',
    retireTitle: 'Retire this entry?',
    retireText: 'People don’t find it any more. Its history stays, and you can bring it back.',
    undo: 'Undo',
    next: 'Show more',
    restore: (version: number) => `Restore version ${version}`,
    added: (title: string) => `Added **${title}**. People who may read it can find it now.`,
    saved: (title: string, version: number) =>
      `Saved **${title}** as version ${version}. It can be found like this now.`,
    unchanged: (title: string, version: number) =>
      `**${title}** is the same as before, so it stays at version ${version}.`,
    retired: (title: string) => `Retired **${title}**. It isn’t found any more.`,
    back: (title: string) => `**${title}** is back, and can be found again.`,
    isRetired: 'retired',
    whatChanged: (version: number) => `What version ${version} changed:`,
    formAdd: 'Add an entry',
    formEdit: 'Edit an entry',
    formSave: 'Save',
    fieldTitle: 'Title',
    fieldCategory: 'Category',
    fieldKind: 'What is it?',
    fieldAccess: 'Who may read it?',
    fieldTags: 'Tags',
    tagsHint: 'With commas between, such as: feedback, difficult calls',
    fieldContent: 'Text',
    footer: 'Only you can see this list. What an entry says, everyone with its access can find.',
    categories: {
      methodology: 'Methodology',
      coaching_patterns: 'Coaching patterns',
      team_dynamics: 'Team dynamics',
    },
    kinds: {
      training_prompt: 'Training prompt',
      example_response: 'Example response',
      guidelines: 'Guidelines',
    },
    accesses: {
      all: 'Everyone',
      csr: 'Service people and their leaders',
      sales_rep: 'Sales people and their leaders',
      team_leader: 'Team leaders and above',
      manager: 'Managers and admins',
      admin: 'Admins',
    },
  },
  summaries: summaryWords,
  actions: actionWords,
  followUps: followUpWords,
  prompts: promptWords,
  sessionList: sessionListWords,
  exports: exportWords,
  outOfDate: 'That button is out of date. Please use a newer message, or say what you would like.',
} as const;

/** Questions a newcomer can press instead of thinking one up. */
export const exampleQuestions = [
  'How do I refund without a receipt?',
  'What do I do with an abusive caller?',
  'How do I give feedback with the AST method?',
] as const;
