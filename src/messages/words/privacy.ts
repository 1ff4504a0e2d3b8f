const messages = (count: number): string => (count === 1 ? '1 message' : `${count} messages`);

/** What the assistant says about who sees what, forgetting and deletion; a part of `en.ts`. */
export const privacyWords = {
  title: 'Your privacy',
  intro: 'What you tell me in our direct message is yours. This is who can see what:',
  seen: [
    '**Our conversations, and the questions you ask** – only you. No leader, no admin and no colleague, by no way of mine: not by search, reports, exports or the command line.',
    '**Your goals, how you write, your wellbeing** – only you.',
    '**Your profile** – each field says who sees it, and you decide about what you wrote.',
    '**Your figures and plans** – you, your leaders and admins.',
    '**Notes and summaries of sessions** – those who wrote them and their line; an approved summary of yours, you too.',
    '**Counts** – that people talk with me may be shown as a number, for five people or more.',
    '**Who runs the servers** holds the database and its keys, and is trusted by your organisation.',
  ],
  kept: ({ conversationDays, suggestionDays, eventDays }: Periods) =>
    `I keep conversations for ${span(conversationDays)}; then they are sealed into an archive that only your own export opens. Suggestions of colleagues go after ${span(suggestionDays)}, and ids of messages after ${span(eventDays)}.`,
  canDo: 'Say “forget this” at any time, or choose:',
  exportButton: 'Export my data',
  forgetButton: 'Forget our conversations',
  forgetThis: 'Forget this talk',
  forgetTitle: 'Forget all our conversations?',
  forgetText:
    'Every talk, message and question goes for good, and nobody can bring it back. Your goals, profile and notes stay.',
  forgetOk: 'Forget it all',
  deleteButton: 'Delete me',
  deleteTitle: 'Delete you',
  deleteIntro:
    'Everything that is yours goes for good: conversations, goals, profile, figures, plans, templates, and what others noted about you. In sessions of several people your lines are removed. What you made for others stays under “Former colleague”. You can’t use me afterwards unless an admin adds you again. If you want a copy, export your data first.',
  deleteField: 'Type: delete me',
  deleteSubmit: 'Delete me for good',
  deleteRefused: 'Please type the two words “delete me”, or close this to keep everything.',
  deleted:
    'Done. You are deleted here, and I’m not keeping anything of yours. What stands in this chat is yours to delete. All the best to you.',
  everythingAsk: 'Shall I forget all our conversations? It can’t be undone.',
  forgotten: (what: 'talk' | 'exchange', count: number) =>
    what === 'talk'
      ? `I’ve forgotten that talk: ${messages(count)}, what it came to, and what you asked in it.`
      : `I’ve forgotten that: ${messages(count)}, and what you asked.`,
  goalsStay: (count: number) =>
    count === 1
      ? 'The goal you made in it stays. You can drop it in **/goals**.'
      : `The ${count} goals you made in it stay. You can drop them in **/goals**.`,
  allForgotten: (count: number) =>
    `I’ve forgotten all our conversations: ${messages(count)}, every talk, and every question you asked. Your goals, profile and notes stay.`,
  takenBack: 'I took my messages out of this chat where I can.',
  copies: 'What you wrote still stands in your chat app until you delete it there.',
  nothing: 'I find nothing like that. It may be forgotten already.',
  which: 'Which do you mean? Choose one, and I forget it for good.',
  option: (at: string, isTalk: boolean, count: number) =>
    `${at} · ${isTalk ? 'a talk' : 'a question'}, ${messages(count)}`,
  forgetOption: (number: number) => `Forget ${number}`,
  exporting: 'Gathering what is yours…',
  exported: 'Here is everything I keep of you that is yours to have.',
  exportCareful: 'It holds private words: keep it where only you can open it. Start with README.txt.',
  inDirect: 'That is between us: I’ve answered you in our direct message.',
  footer: 'Only you can see this.',
} as const;

interface Periods {
  conversationDays: number;
  suggestionDays: number;
  eventDays: number;
}

/** `2 years`, `90 days` */
const span = (days: number): string => {
  if (days % 365 !== 0) return `${days} days`;
  return days === 365 ? 'one year' : `${days / 365} years`;
};
