import type { ConnectionKind } from '../../coaching/connections/connection.ts';

const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;

/** What the assistant says about colleagues to talk to; a part of `en.ts`. */
export const connectionWords = {
  connections: {
    listed,
    kinds: {
      expertise: 'expertise',
      language: 'languages',
      strength: 'strengths',
      flow: 'flow',
      challenge: 'current challenges',
    } satisfies Record<ConnectionKind, string>,
    settings: {
      title: 'Connections',
      out: 'You take no part: nobody is suggested to you, and you are suggested to nobody. If you join, colleagues who look for something that you share may find you, and you may find them. Nobody learns that you were suggested until you both say yes to talking.',
      in: (shared: readonly string[]) =>
        shared.length === 0
          ? 'You take part, and share nothing yet, so nobody finds you.'
          : `You take part. To find each other, you share your ${listed(shared)}.`,
      availability: {
        available: 'You are available.',
        busy: 'You are busy: nobody is sent to you for now.',
        unavailable: 'You are unavailable: nobody is sent to you.',
      },
      paused: (until: string) => `Paused until ${until}: nobody is sent to you before.`,
      join: 'Join',
      change: 'Change what I share',
      pause: 'Pause for a month',
      resume: 'Resume',
      leave: 'Leave',
      leaveTitle: 'Leave connections?',
      leaveText: 'What you share for suggestions is deleted at once. You can join again at any time.',
      left: 'You’ve left. Nothing of yours is shared for suggestions any more.',
      saved: 'Saved.',
      pausedNow: 'Paused for a month.',
      resumedNow: 'Welcome back. You can be found again.',
      formTitle: 'Connections',
      formIntro:
        'What you share is taken from your profile, and used only to suggest colleagues. Reasons name only what both of you share.',
      fieldIn: 'Take part?',
      yes: 'Yes',
      no: 'No',
      fieldShare: (kind: string) => `Share my ${kind}?`,
      fieldAvailability: 'Are you available?',
      availabilities: { available: 'Available', busy: 'Busy', unavailable: 'Unavailable' },
      fieldPause: 'Pause until',
      pauseHint: 'Nobody is sent to you before that day. Leave it empty for no pause.',
      save: 'Save',
      badDay: 'Choose a day from tomorrow on, within a year.',
      command: 'Who finds you, and what you share for it',
    },
    invite:
      'I suggest colleagues only among people who take part, and you don’t yet. It’s off until you say so, you choose what you share, and you can leave at any time. Join first, then ask me again.',
    shareFirst: (kinds: readonly string[]) =>
      `Both sides share what I go by, and you keep your ${listed(kinds)} to yourself. Share it, and I look; or ask for something else.`,
    profileFirst: (kinds: readonly string[]) =>
      `Your profile says nothing yet about your ${listed(kinds)}, so I have nothing to go by. Add it to your profile, then ask me again.`,
    nobody: 'I know of nobody who shares that just now.',
    unclear: 'Tell me what you are looking for, such as “who could help me with refunds in Spanish?”',
    onlyDirect: 'I suggest people only in our direct message, where nobody else reads along. Ask me there.',
    found: (count: number) =>
      count === 1 ? 'One person you could talk to' : `${count} people you could talk to`,
    foundIntro: 'They know nothing of this until you ask me to ask them.',
    askName: (name: string) => `Ask ${name}`,
    notThem: (name: string) => `Not ${name}`,
    others: 'Show others',
    dismissed: (name: string) =>
      `All right: I won’t suggest ${name} again, nor you to them. They hear nothing of it.`,
    points: {
      expertise: (items: readonly string[]) => `knows ${listed(items)}`,
      language: (items: readonly string[]) => `speaks ${listed(items)}`,
      strength: (items: readonly string[]) => `is strong in ${listed(items)}`,
      flow: (items: readonly string[]) => `finds flow in ${listed(items)}`,
      challenge: (items: readonly string[]) => `wants to get better at ${listed(items)}, too`,
    } satisfies Record<ConnectionKind, (items: readonly string[]) => string>,
    complements: 'where you have fewer dots',
    ask: {
      title: (name: string) => `Ask ${name}`.slice(0, 24),
      intro: (name: string) =>
        `${name} reads exactly this, with your name, and says yes or no. Nothing else of what you told me travels.`,
      label: 'Your message',
      send: 'Send',
      draft: (name: string, topic: string) =>
        `Hello ${name}, could we talk${topic === '' ? '' : ` about ${topic}`} some time this week? I would value your view.`,
      button: 'Write the message',
      asked: (name: string) =>
        `I’ve asked ${name}. If it fits, I bring the two of you together. If I hear nothing within a week, I let you know.`,
    },
    request: {
      summary: 'A colleague would like to talk with you',
      title: (name: string) => `${name} would like to talk with you`,
      source: (name: string) => `${name}, through me`,
      why: (reason: string) => `I suggested you because you share that you ${reason}.`,
      until: (day: string) =>
        `It’s your choice. After a no, or no answer by ${day}, they hear that it doesn’t fit just now, and never why.`,
      yes: 'Yes, introduce us',
      no: 'No, thanks',
      notThem: 'Not this person',
      pause: 'Pause for a month',
      accepted: (name: string) => `Good. I’ve introduced you and ${name}.`,
      declined: 'All right. They hear that it doesn’t fit just now, and nothing else.',
      excluded:
        'All right. You won’t be suggested to each other again; they hear only that it doesn’t fit just now.',
      paused: 'All right, paused for a month. They hear that it doesn’t fit just now, and nothing else.',
      you: {
        expertise: (items: readonly string[]) => `know ${listed(items)}`,
        language: (items: readonly string[]) => `speak ${listed(items)}`,
        strength: (items: readonly string[]) => `are strong in ${listed(items)}`,
        flow: (items: readonly string[]) => `find flow in ${listed(items)}`,
        challenge: (items: readonly string[]) => `want to get better at ${listed(items)}`,
      } satisfies Record<ConnectionKind, (items: readonly string[]) => string>,
    },
    closed: (name: string) => `It doesn’t fit just now with ${name}. Shall I look for somebody else?`,
    intro: {
      summary: 'I’m introducing you to each other',
      topic: (one: string, other: string) => `${one} and ${other}`,
      text: (one: string, other: string) => `**${one}**, **${other}**: you both said yes to talking.`,
      first: {
        expertise_match: (one: string, other: string) =>
          `${one}, to begin with: what would you most like to hear from ${other}?`,
        complementary_strengths: (one: string, other: string) =>
          `To begin with: ${other}, how do you go about a day like ${one}’s?`,
        similar_challenge: (one: string, other: string) =>
          `To begin with: ${one} and ${other}, what have you each tried so far?`,
      },
      footer: 'Only the two of you and I are here. I read only what mentions me.',
      link: (name: string) => `You and **${name}** both said yes to talking.`,
      open: (name: string, url: string) => `[Open a chat with ${name}](${url})`,
      write: (name: string, email: string) => `Write to ${name} at ${email}.`,
    },
  },
} as const;
