import type { ProfileFieldKey } from '../../coaching/profiles/field-catalogue.ts';

/** What the assistant says about profiles; a part of `en.ts`. */
export const profileWords = {
  profiles: {
    help: '**Your profile** – “fill in my profile” asks you a few short questions; “set my learning style to visual”, “who can see my star card?”, “hide my aspirations”; all of it: `/profile`, in Slack `/threadcoach profile`. You say who sees each part.',
    title: 'Your profile',
    titleOf: (name: string) => `${name}’s profile`,
    intro: 'What coaching draws on. Under each entry stands who sees it.',
    empty:
      'There isn’t much in your profile yet. I can ask you a few short questions, and you say for each answer who may see it.',
    emptyOf: (name: string) => `${name} shows nothing here that you may see.`,
    onlySome: (name: string) => `This is what ${name} shows to you. There may be more.`,
    groups: {
      professional: 'Your work',
      strengths: 'Strengths',
      learning: 'Learning and feedback',
      motivation: 'Motivation',
      patterns: 'Patterns',
      coaching: 'Coaching',
      future: 'Where you are going',
      wellbeing: 'Wellbeing',
    },
    groupsOf: {
      professional: 'Work',
      strengths: 'Strengths',
      learning: 'Learning and feedback',
      motivation: 'Motivation',
      patterns: 'Patterns',
      coaching: 'Coaching',
      future: 'Future',
      wellbeing: 'Wellbeing',
    },
    seenBy: { private: 'Only you', line: 'You, your leaders and admins', organization: 'Everyone' },
    /** As others read it. */
    seenByOf: (name: string) => ({
      private: `Only ${name}`,
      line: `${name}, their leaders and admins`,
      organization: 'Everyone',
    }),
    sees: {
      private: 'Only you can see it: no leader, no admin, nobody else.',
      line: 'You, your leaders and your organisation’s admins can see it.',
      organization: 'Everyone in your organisation can see it.',
    },
    willSee: {
      private: 'Only you will see your answer.',
      line: 'You, your leaders and your organisation’s admins will see your answer.',
      organization: 'Everyone in your organisation will see your answer.',
    },
    alwaysPrivate: 'It stays yours alone; I have no way to show it to anybody.',
    writtenBy: {
      you: 'written by you',
      them: 'written by themselves',
      leader: (name: string | undefined) => `written by ${name ?? 'a leader'}`,
      import: (name: string | undefined) => (name === undefined ? 'imported' : `imported by ${name}`),
      directory: 'from your organisation’s list of people',
    },
    fill: 'Fill in with me',
    goOn: 'Go on with the questions',
    editGroup: (group: string) => `Edit: ${group}`,
    writeAbout: (name: string) => `Write about ${name}`,
    showAll: 'Show my profile',
    undo: 'Undo',
    choose: {
      private: 'Only me',
      line: 'Me, my leaders and admins',
      organization: 'Everyone',
    },
    fieldIs: (label: string, value: string) => `**${label}**: ${value}`,
    fieldEmpty: (label: string) => `**${label}** is empty.`,
    seesWhenWritten: {
      private: 'Once you write it, only you see it.',
      line: 'Once you write it, you, your leaders and your organisation’s admins see it.',
      organization: 'Once you write it, everyone in your organisation sees it.',
    },
    saved: 'Saved.',
    outcomes: {
      saved: 'Saved.',
      'shown-differently': 'Changed.',
      removed: 'It’s gone from your profile.',
      unchanged: 'Nothing changed: it stands like that already.',
    },
    undone: 'Taken back. It is as it was.',
    savedAbout: (name: string) => `Saved. ${name} sees it in their profile, with your name.`,
    keptOwn: (name: string, labels: string) =>
      `I left ${labels} as it is: what ${name} wrote about themselves stands.`,
    who: (candidates: readonly string[]) =>
      candidates.length === 0
        ? 'I don’t know whom you mean. Write `/profile @name`.'
        : `Whom do you mean: ${candidates.join(', ')}? Write \`/profile\` with the full name.`,
    formTitle: 'Your profile',
    formTitleOf: 'About a colleague',
    formIntro: 'Leave empty what you don’t want to fill. What you empty is taken away.',
    formIntroOf: (name: string) =>
      `${name} sees everything you write here, with your name. What ${name} wrote themselves isn’t listed: it stands.`,
    formNothing: (name: string) =>
      `${name} wrote all of this themselves, so there is nothing left for you to write.`,
    formSees: (label: string) => `Who sees “${label}”?`,
    formDots: (strength: string) => `Dots for ${strength}`,
    formListHint: 'One a line, or parted by commas.',
    formSave: 'Save',
    none: '– nothing –',
    footer: 'Only you can see this message.',
    footerOf: (name: string) => `Only you can see this message. ${name} sees the whole of it.`,
    inDirect: 'Your profile is between you and me. Write “fill in my profile” in our direct message.',
  },
  questions: {
    title: (number: number, total: number) => `Your profile, ${number} of ${total}`,
    ask: {
      expertise:
        'What do people come to you for? Name a few things you know well, such as “refunds, phone orders, Spanish customers”.',
      learning_style: 'How do you learn best?',
      feedback_method: 'How do you like to get feedback?',
      motivators: 'What motivates you at work? A few words, such as “recognition, growth, calm”.',
      development_areas: 'What would you like to get better at?',
      star_card:
        'Your Star Card: spread nine dots over the five strengths, as you see yourself this month. Write for instance “thinking 3, planning 2, acting 1, feeling 2, imagination 1”.',
      flow: 'When did you last forget the clock at work? Choose two words for how you were then: steady, quick, thorough, curious, connected, independent, playful, caring, precise, bold – or words of your own.',
      best_coaching_time: 'When is a good time for you to be coached?',
      aspirations: 'Where would you like to go from here? One or two sentences.',
    } satisfies Partial<Record<ProfileFieldKey, string>>,
    askOther: (label: string) => `What shall I write for “${label}”?`,
    standing: (value: string) => `Your profile says now: ${value}. Skip to leave it so.`,
    choices: 'Or write it in your own words.',
    answered: (label: string, value: string, sees: string) => `Saved. **${label}**: ${value}. ${sees}`,
    pick: 'Pick the dots',
    skip: 'Skip',
    back: 'Back',
    stop: 'Stop for now',
    stopped: 'Stopped. What you answered is in your profile. Say “go on with my profile” whenever you like.',
    finished: (filled: number, total: number) =>
      filled === total
        ? 'That was the last question, and all of them are answered. Thank you!'
        : `That was the last question: ${filled} of ${total} are answered. “Fill in my profile” asks the others again.`,
    allThere: 'You have answered all my questions already. You can change any answer below.',
    movedOn: 'That question is behind us.',
    footer: 'Only you can see this conversation. Skip what you don’t want to answer.',
    formTitle: 'Your answer',
    visibilityChosen: 'All right.',
  },
} as const;
