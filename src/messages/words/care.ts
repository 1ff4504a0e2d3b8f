/** What the assistant says when a person must help, and about who in the organisation does; a part of `en.ts`. */
export const careWords = {
  care: {
    /** In notifications: neutral, whoever looks over a shoulder. */
    summary: 'A message for you',
    crisis:
      'I’m glad you told me. What you write sounds very heavy, and I’m only a program: please talk to a person now. You don’t have to manage this alone.',
    concern:
      'Thank you for telling me. That is a lot to carry, and nobody should carry it alone. I’m only a program, so please bring in a person now.',
    strained:
      'That sounds like a lot, and I’m sorry it is so hard right now. You don’t have to sort it out alone.',
    goOn: 'If you’d like, we can look at it together: tell me what weighs most on you at the moment. Or ask me anything else.',
    danger: (numbers: string) => `**If you are in danger now, call ${numbers}.**`,
    dangerToOthers: (numbers: string) =>
      `**If somebody is in danger now, call ${numbers}**, and say where they are if you know it.`,
    unknownNumbers: 'your local emergency number (112 in Europe, 999 in the UK, 911 in North America)',
    talk: (number: string) => `Somebody to talk to, at any hour: **${number}**.`,
    talkUnknown: 'Somebody to talk to, at any hour: findahelpline.com lists them by country.',
    people: 'People here who can help:',
    leader: 'Please tell your team leader, too, as soon as you can.',
    nobodyTold:
      'I’ve told nobody, and I won’t: that is up to you. I don’t look into what you wrote any further.',
    procedure: 'What our procedure says',
    procedureQuestion: 'What is the procedure when somebody may be in danger?',
    ask: (name: string) => `Ask ${name} to write to me`,
    askTitle: (name: string) => `Ask ${name}?`,
    askText: (name: string) =>
      `${name} gets one message: that you would like to hear from them. Not what you wrote, and not why.`,
    askOk: 'Yes, ask',
    asked: (name: string) =>
      `I’ve asked **${name}** to write to you. They know that you’d like to hear from them, and nothing else.`,
    askedAlready: (name: string) => `**${name}** has my message from today already.`,
    cannotAsk: (name: string, reach: string) =>
      `I can’t write to **${name}** here. You reach them so: ${reach}`,
    isYou: 'That is you.',
    request: (person: string, email: string) =>
      `**${person}** (${email}) asks you to get in touch with them. They asked me to tell you, and I told nobody else.`,
    handOver: {
      legal: 'That is about your rights, and I’d only be guessing. Please ask a person who knows:',
      medical: 'That is about your health, and I can’t judge it. Please ask a person who can:',
      pay: 'That is about your pay, which I can’t see. Please ask a person who can:',
      people: 'That is about your employment, and a person should answer it:',
    },
    handOverNobody: (admins: string) =>
      `That is for a person to answer, and your organisation hasn’t told me who. Please ask ${admins}.`,
    policies: 'What the policies say:',
    noPolicy: 'I looked for a policy about it as well, and found none in the knowledge base.',
  },
  contacts: {
    title: 'Who can help',
    none: 'No contacts are set yet. Admins add them here: somebody for a crisis, for questions of law, health and pay, and in the personnel department.',
    noneAsk: (admins: string) => `No contacts are set yet. Please ask ${admins}.`,
    missingCrisis: 'Nobody is named for a crisis yet. People in need get the emergency numbers alone.',
    kinds: {
      crisis: 'In a crisis',
      emergency: 'In an emergency at work',
      people: 'Personnel department',
      legal: 'Your rights and your contract',
      medical: 'Your health',
      pay: 'Your pay',
    },
    inCountry: (country: string) => `in ${country}`,
    add: 'Add a contact',
    edit: (name: string) => `Edit ${name}`,
    remove: (name: string) => `Remove ${name}`,
    removeTitle: 'Remove this contact?',
    removeText: 'I won’t name them any more.',
    removeOk: 'Remove',
    saved: (name: string) => `Saved **${name}**.`,
    removed: 'Removed.',
    formAdd: 'Add a contact',
    formEdit: 'Edit a contact',
    formSave: 'Save',
    fieldKind: 'What for?',
    fieldName: 'Name',
    fieldRole: 'Role',
    roleHint: 'Such as: Employee counsellor',
    fieldReach: 'How to reach them',
    reachHint: 'A phone number, an address or a link. For a crisis, a number that is answered.',
    fieldNote: 'When, and what people should know',
    fieldCountry: 'Only for a country?',
    countryHint: 'Two letters, such as GB. Empty: for everyone.',
    fieldAccount: 'Their account here',
    accountHint: 'Their e-mail address, so that people can have me ask them to write. Empty: they can’t.',
    fieldPosition: 'Place in the list',
    positionHint: '1 is first among those for the same. Empty: where it is, or last.',
    footer: 'Only you can see this message. Everyone in your organisation can see the contacts.',
  },
  insight: {
    title: (month: string) => `Coaching in ${month}`,
    shown: (count: number, people: number) =>
      `About **${count}** of ${people} people had a coaching talk with me.`,
    how: 'Rounded to fives, and shown only where at least five people did and at least five did not. Who, and about what, nobody can see.',
    suppressed: (people: number) =>
      `I don’t show a count for these ${people} people: it would have to stand for at least five who had a talk and five who had none, so that it points to nobody.`,
  },
} as const;
