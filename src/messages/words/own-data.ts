const plural = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;

/** What the assistant says about a person's own figures, plan and sessions; a part of `en.ts`. */
export const ownDataWords = {
  charts: {
    title: (title: string, from: string, to: string) => `${title}, ${from} to ${to}.`,
    at: (value: string, day: string) => `${value} on ${day}`,
    nothing: (name: string) => `${name}: no figures.`,
    one: (name: string, at: string) => `${name}: ${at}.`,
    course: (
      name: string,
      {
        first,
        last,
        change,
        lowest,
        highest,
      }: Record<'first' | 'last' | 'change' | 'lowest' | 'highest', string>,
    ) => `${name}: ${first}, ${last}, ${change}; lowest ${lowest}, highest ${highest}.`,
    up: (by: string) => `up ${by}`,
    down: (by: string) => `down ${by}`,
    same: 'no change',
    target: (value: string) => `Target: ${value}.`,
    /** In the picture, at its line. */
    targetLine: (value: string) => `Target ${value}`,
  },
  ownData: {
    help: '**See how you are doing** – “How am I doing?”, “my handle time this month”, “my plan”, “when is my next session?”, “what changed since last time?” Or `/me`, in Slack `/threadcoach me`. Only you see it.',
    command: 'Your own scores, items, plan and next session',
    shown: 'The person was shown what they asked for.',
    footer: 'Only you can see this message. Your figures are known to your leaders and admins too.',
    planFooter: 'Only you can see this message. The plan is known to your leaders and admins too.',
    /** In a channel, to one person. */
    onlyDirect: 'Your plan is for our direct message. Ask me there: “my plan”.',
    overview: {
      title: 'How you are doing',
      summary: 'Your overview',
      items: (count: number, overdue: number) =>
        count === 0
          ? 'None open'
          : overdue === 0
            ? `${count} open`
            : `${count} open, ${overdue} past their day`,
      labels: { items: 'Action items', session: 'Next session', plan: 'Your plan' },
      noSession: 'None planned',
      more: 'Say “my scores”, “my action items”, “my plan” or “what changed since last time” for more.',
    },
    scores: {
      summary: 'Your scores',
      title: (label: string) => `Your ${label}`,
      all: 'Your scores',
      none: (from: string, to: string) =>
        `There are no figures for you from ${from} to ${to}. They come from your organisation’s own systems; your leader or an admin can have them imported. You can ask for other days, such as “my scores last month”.`,
      noneOf: (label: string) => `Your ${label.toLowerCase()} was not measured in that time.`,
      average: (label: string, value: string, from: string, to: string) =>
        `**${label}**: ${value} on average from ${from} to ${to}`,
      days: (count: number) => plural(count, 'day', 'days'),
      against: {
        better: (by: string, days: string) => `, better by ${by} than the ${days} before`,
        worse: (by: string, days: string) => `, down by ${by} on the ${days} before`,
        worseUp: (by: string, days: string) => `, up by ${by} on the ${days} before, where less is better`,
        steady: (_by: string, days: string) => `, about the same as the ${days} before`,
        more: (by: string, days: string) => `, ${by} more than the ${days} before`,
        less: (by: string, days: string) => `, ${by} less than the ${days} before`,
      },
      part: (value: string, mark: string) => `${value}${mark}`,
      marks: {
        better: ' ▲ better',
        worse: ' ▼ lower',
        steady: ' – steady',
        more: ' ▲ more',
        less: ' ▼ less',
      },
      worseUp: ' ▲ longer',
      best: (value: string, day: string) => `Best day: ${value} on ${day}.`,
      worst: (value: string, day: string) => `Hardest day: ${value} on ${day}.`,
      without: (days: number) => `${plural(days, 'weekday has', 'weekdays have')} no figures.`,
      weeks: 'By week',
      week: (monday: string, value: string, days: number) =>
        `Week of ${monday}: ${value} (${plural(days, 'day', 'days')})`,
    },
    plan: {
      summary: 'Your plan',
      title: 'Your plan',
      none: 'You have no plan running.',
      until: (end: string, days: number) =>
        days < 0
          ? `It was planned until ${end}.`
          : days === 0
            ? `It ends today, ${end}.`
            : `It runs until ${end}: ${plural(days, 'day', 'days')} left.`,
      checkIn: (day: string) => `Next check-in: ${day}.`,
      noCheckIn: 'No check-in is planned.',
      why: (reason: string) => `What it is about: ${reason}`,
      targets: 'Where you stand',
      target: (label: string, now: string, target: string) => `${label}: ${now} now, ${target} is the target`,
      noFigures: (label: string, target: string) => `${label}: ${target} is the target`,
      began: (start: string) => `began at ${start}`,
      states: {
        reached: 'reached',
        'on-track': 'on track',
        behind: 'not there yet',
        unknown: 'no figures yet',
      },
      now: '“Now” is the average of your last seven days with figures.',
      mandatory: 'What belongs to it',
      nothing: 'Nothing is written down.',
      lastUpdate: (day: string, text: string) => `Last note, ${day}: ${text}`,
    },
    session: {
      summary: 'Your next session',
      footer: 'Only you can see this message.',
      title: 'Your next session',
      none: 'No session is planned for you.',
      when: (kind: string, at: string, zone: string) => `**${kind}** on ${at} (${zone})`,
      with: (name: string) => `With ${name}.`,
      own: (title: string) => `You lead it: ${title}.`,
      kinds: {
        WORKSHOP: 'Workshop',
        INDIVIDUAL: 'Coaching session',
        REGULAR: '1:1',
        FOLLOW_UP: 'Follow-up',
        PIP_CHECK: '1:1',
        URGENT: '1:1',
      },
    },
    changes: {
      summary: 'What changed for you',
      title: 'What changed for you',
      since: {
        session: (day: string) => `Since your session on ${day}:`,
        look: (day: string) => `Since you last asked, on ${day}:`,
        none: (day: string) => `There was no session yet, so this is since ${day}:`,
      },
      nothing: 'Nothing changed.',
      scores: 'Scores',
      score: (label: string, was: string, now: string) => `${label}: ${was} before, ${now} since`,
      items: 'Action items',
      added: (title: string) => `New: ${title}`,
      done: (title: string) => `Done: ${title}`,
      overdue: (title: string) => `Past its day: ${title}`,
      summaries: 'Summaries that were approved',
      summaryOf: (title: string, day: string) => `${title}, ${day}`,
      plan: 'Your plan',
      began: 'It began.',
      session: 'Next session',
    },
  },
} as const;
