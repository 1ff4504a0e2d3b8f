/** What stands in and around lists of sessions. */
export const sessionListWords = {
  title: (shown: number, total: number, atLeast: boolean) =>
    total === 1
      ? '1 session'
      : shown < total
        ? `The newest ${shown} of ${atLeast ? 'more than ' : ''}${total.toLocaleString('en')} sessions`
        : `${total.toLocaleString('en')} sessions`,
  older: 'Older sessions',
  open: 'Open',
  more: 'Show more',
  about: (topic: string) => `About “${topic}”.`,
  none: 'No sessions yet. Upload a transcript with a word about the session, such as “1:1 with Priya yesterday”, and I write a summary for each participant.',
  noneFitting:
    'No session fits that. Try fewer words, another month, or `/sessions` for all of them. I look only at what you may see.',
  tooMany: 'To see the others, name a person, a month or a state: “with Priya in October”, “unapproved”.',
  notHere: (place: string) =>
    `There is no session that everyone in ${place} may see. Ask me in a direct message, and I show you yours.`,
  whichPerson: (name: string, candidates: string) => `Which ${name} do you mean: ${candidates}?`,
  beforeIt:
    'It is still to come. Upload its transcript afterwards, and I write a summary for each participant.',
  withoutTranscript:
    'It was held without a transcript. Upload one, and I write a summary. What its leader wrote down stands in `/1on1`.',
  notHeld: 'It did not take place, so there is nothing to summarise.',
  onlyShared: 'Only sessions that everyone here may see.',
  states: {
    draft: (count: number) => (count === 1 ? '1 summary to approve' : `${count} summaries to approve`),
    approved: 'approved',
    working: 'being read',
    failed: 'could not be read',
    scheduled: 'scheduled',
    running: 'running',
    noTranscript: 'held, without a transcript',
    missed: 'did not take place',
    empty: 'nobody to summarise',
  },
} as const;

/** What is said about files of summaries. */
export const exportWords = {
  working: 'Putting the file together…',
  formTitle: 'Export summaries',
  formSubmit: 'Export',
  format: 'As',
  formats: {
    csv: 'Spreadsheet (CSV)',
    markdown: 'Text to read (Markdown)',
    json: 'Data for another program (JSON)',
  },
  from: 'First day',
  to: 'Last day',
  who: 'Who',
  whoHint: 'Left empty, everybody whose summaries you may see.',
  include: 'Also',
  includes: {
    evidence: 'The words that each line rests on',
    drafts: 'Summaries that are not approved',
    both: 'Both',
  },
  includeHint: 'Left empty, approved summaries alone.',
  orInWords: 'Or in one line: /export as CSV, with Priya in October',
  choose: 'Please choose one.',
  wrongOrder: 'The last day is before the first one.',
  noDay: 'Please give a day like 2026-11-20.',
  whichPerson: (candidates: string) =>
    `Several people have that name: ${candidates}. Please write the whole name.`,
  ready: (summaries: number, sessions: number, format: string) =>
    `${summaries.toLocaleString('en')} ${summaries === 1 ? 'summary' : 'summaries'} of ${sessions.toLocaleString('en')} ${
      sessions === 1 ? 'session' : 'sessions'
    }, as ${format}.`,
  careful: 'It holds what was said in confidence: please share it only with people who may read it.',
  inDirect: 'I’ve sent you the file in our direct message, where only you can see it.',
  nothing:
    'There is no summary to export that fits. Approved summaries that you may see are exported; say “including drafts” for the others.',
  tooLarge:
    'That would be a file of more than 20 MB. Please choose fewer months, or one person: “export as CSV, with Priya in October”.',
  declined: 'All right, I keep the file to myself.',
} as const;
