/** What is said in and about coaching talks, beside the questions, which belong to the coach. */
export const coachWords = {
  /** Stands where others could look over a shoulder: says nothing of what the talk is about. */
  summary: 'A question from your coach',
  summaryEnd: 'Our coaching talk is done',
  directOnly: 'I coach in our direct message, where only you can read along. Write to me there.',
  directOnlyTalks: 'What we talk about stays in our direct message. Ask me there.',
  source: (title: string, version: number, section: string) =>
    `${title}, version ${version}${section === '' ? '' : ` › ${section}`}`,
  ended: 'That is your step.',
  endedWithout: 'We can leave it there for today.',
  stopped: 'Of course. We stop here.',
  stoppedWithStep: 'Of course. We stop here, and your step stays.',
  comeBack: 'Write to me whenever you want to go on.',
  thanks: 'Thank you for thinking it through. Next time I’ll ask what came of it.',
  fieldTopic: 'Topic',
  fieldStep: 'Your step',
  fieldDay: 'Day',
  fieldSure: 'How sure you are',
  sure: (confidence: number) => `${confidence} of 10`,
  keepAsGoal: 'Keep as a goal',
  talksTitle: 'What we have talked about',
  noTalks: 'We haven’t had a coaching talk yet. Say **coach me**, or tell me what you are stuck with.',
  talkedOn: (day: string) => day,
  noStep: 'No step chosen',
  step: (text: string, day: string | undefined) =>
    `You chose “${text}”${day === undefined ? '' : `, ${day}`}`,
  stillOpen: 'we are still at it',
  rate: 'How useful was our talk?',
  rateSummary: 'One question about our talk',
  ratings: ['Not at all', 'A little', 'Fairly', 'Useful', 'Very useful'],
  rated: (label: string) => `Noted: “${label}”. Thank you.`,
  editedInTalk:
    'I saw your edit. What we said since stands; put it in a new message if you want to go on from it.',
  help: '**Be coached** – “coach me”, “I keep getting angry at callers”, “help me plan my growth”. I ask, you find your own next step. “What have we talked about?” Only in our direct message, and only you can read it.',
} as const;
