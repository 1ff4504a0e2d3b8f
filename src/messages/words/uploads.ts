/** What the assistant says about files that people upload, and about who speaks in them; a part of `en.ts`. */
export const uploadWords = {
  speakers: {
    ask: (speaker: string, candidate: string | undefined) =>
      candidate === undefined ? `Who is “${speaker}”?` : `Is “${speaker}” **${candidate}**?`,
    askSeveral: (speaker: string) => `Who is “${speaker}”? It may be one of these.`,
    until: 'Until you say so, nobody is matched, and nobody gets to read this summary.',
    yes: (candidate: string) => `Yes, ${candidate}`,
    somebodyElse: 'Somebody else…',
    newClient: 'New client…',
    nobody: 'Nobody I know',
    whoIs: (speaker: string) => `Who is “${speaker}”?`,
    isUser: (speaker: string, person: string) =>
      `“${speaker}” is **${person}**, who may read their own summary once it is approved.`,
    isClient: (speaker: string, person: string) => `“${speaker}” is **${person}**, a client.`,
    isNobody: (speaker: string) => `“${speaker}” stays a name in this session only.`,
    change: 'Change',
    pickTitle: 'Who is it?',
    pickLabel: 'One of your people and clients',
    addressLabel: 'Or the e-mail address',
    addressHint: 'For somebody who is not in the list.',
    choose: 'Choose somebody, or write an e-mail address.',
    clientTitle: 'New client',
    clientIntro: 'Somebody you coach who has no account here.',
    save: 'Save',
    outOfDate: 'That button is out of date. Please use a newer message.',
  },
  uploads: {
    known: (title: string, day: string) =>
      `I know this file already: it is **${title}**, ${day}. I changed nothing. If you do want another session of it, upload it again with the words “as a new session”.`,
    show: 'Show it',
    planned: (title: string) => `I took this as your planned session **${title}**.`,
    choose: 'You have several planned sessions around that time. Is this transcript one of them?',
    none: 'None of these',
    attached: (title: string) => `This transcript now belongs to **${title}**.`,
    separate: 'It stays a session of its own.',
  },
  documents: {
    reading: 'Reading the document…',
    ask: 'I’ve read it, and nobody finds it yet. What is it, and who may read it?',
    typeLabel: 'What is it?',
    accessLabel: 'Who may read it?',
    adminsOnly: (file: string, admins: string) =>
      `**${file}** looks like a document for the knowledge base, and only admins add those. Please send it to ${admins}. If it is a session’s transcript, export it as VTT, SRT or TXT and upload that.`,
    movedToDirect: 'I’ve read the document. What I need to know about it, I ask you in our direct message.',
    cannotReachDirect: 'Please send me documents for the knowledge base in a direct message.',
    loading: (title: string, progress: { done: number; total: number } | undefined) =>
      progress === undefined
        ? `${title}: reading…`
        : `${title}: reading… ${progress.done.toLocaleString('en')} of ${progress.total.toLocaleString('en')} sections`,
    loaded: (title: string, version: number, sections: number, unchanged: number | undefined) =>
      `Loaded: ${title}, version ${version}, ${sections.toLocaleString('en')} ${sections === 1 ? 'section' : 'sections'}${
        unchanged === undefined || unchanged === 0 ? '' : `; ${unchanged.toLocaleString('en')} unchanged`
      }.`,
    failed: (title: string, reason: string) => `I could not load ${title}. ${reason}`.trim(),
    unchanged: (title: string, version: number) =>
      `${title} is in the knowledge base already, word for word: version ${version} stays as it is.`,
    discarded: 'Not loaded. I’ve let the file go.',
    replaced: 'This upload is no longer there: a later one took its place, or it was let go.',
    notAdmin: 'Only admins add documents to the knowledge base.',
    choose: 'Please choose one of the list.',
  },
} as const;
