const plural = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${many}`;

/** What the assistant says in a leader's digest; a part of `en.ts`. */
export const digestWords = {
  digest: {
    help: '**Lead a team?** – “Give me my team digest” or “what needs my attention?”: scores, who needs you and why, what is due, whom to praise. Or `/digest`, in Slack `/threadcoach digest`.',
    command: 'How your team is doing, who needs you and why',
    shown: 'The person was shown their digest.',
    summary: 'Your team digest',
    titles: {
      own: 'Your team this week',
      teams: 'Your teams this week',
      organization: 'Your organisation this week',
      of: (name: string) => `${name}’s team this week`,
      teamsOf: (name: string) => `${name}’s teams this week`,
    },
    footer: 'Only you can see this. Those above you and admins can ask for the same.',
    nobody:
      'Nobody reports to you here, so there is no digest for you yet. If you lead a team, ask an admin to enter it. Your own figures: “how am I doing?”',
    onlyDirect: 'There is more in our direct message.',
    score: {
      now: (score: string) => `**${score}** on average this week so far`,
      last: (score: string) => `**${score}** on average last week`,
      up: (by: string, than: string) => `, up ${by} on ${than}`,
      down: (by: string, than: string) => `, down ${by} on ${than}`,
      steady: (than: string) => `, about the same as ${than}`,
      lastWeek: (score: string) => `last week (${score})`,
      weekBefore: 'the week before',
      then: (score: string) => `Last week as a whole: ${score}`,
      measured: (measured: number, people: number) =>
        measured === people
          ? `All ${people} have figures.`
          : `${measured} of ${plural(people, 'person', 'people')} have figures.`,
      none: (people: number) =>
        `There are no figures of this week or last for ${plural(people, 'person', 'people')}. An admin can import them.`,
    },
    chart: {
      team: 'Team average by week',
      organization: 'Average by week',
      series: 'This team',
      all: 'Average',
      level: 'Three months before',
    },
    teams: {
      title: 'Teams',
      none: 'Without a leader',
      line: (name: string, score: string, change: string, needing: number) =>
        `${name}: ${score}${change}${needing === 0 ? '' : `, ${needing} to look at`}`,
      noScore: 'no figures',
      up: (by: string) => ` ▲ ${by}`,
      down: (by: string) => ` ▼ ${by}`,
      more: (count: number) => `and ${plural(count, 'more team', 'more teams')}`,
      show: (name: string) => `Show ${name}’s team`,
    },
    attention: {
      title: (count: number, shown: number) =>
        count > shown ? `Needs your attention: the first ${shown} of ${count}` : 'Needs your attention',
      nobody: 'Nobody stands out. Good.',
      reasons: {
        'check-in-missed': (day: string) => `plan check-in of ${day} not held`,
        'urgent-notes': (count: number, day: string) =>
          `${plural(count, 'urgent note', 'urgent notes')} open since ${day}`,
        falling: (from: string, to: string) => `down two weeks running, ${from} to ${to}`,
        'below-level': (now: string, level: string) => `${now}, own level is ${level}`,
        attendance: (percent: string) => `attendance ${percent}`,
        overdue: (items: number, day: string) => `${plural(items, 'item', 'items')} overdue, since ${day}`,
        'session-missed': (day: string) => `session of ${day} not held`,
        'no-meeting': (day: string | undefined) =>
          day === undefined ? 'no 1:1 in three months' : `last 1:1 on ${day}`,
      },
    },
    agenda: {
      title: 'Due and overdue',
      nothing: 'Nothing is due or overdue.',
      due: (when: string, what: string) => `${when}: ${what}`,
      missed: (when: string, what: string) => `Not held, ${when}: ${what}`,
      what: (kind: string, names: string) => (names === '' ? kind : `${kind} with ${names}`),
      others: (name: string, count: number) => `${name} and ${plural(count, 'other', 'others')}`,
      overdue: (name: string, items: number, day: string) =>
        `${name}: ${plural(items, 'item', 'items')} overdue, the oldest since ${day}`,
      plan: (name: string, state: string) => `${name}’s plan: ${state}`,
      more: (count: number) => `and ${count} more`,
      states: {
        'check-in-overdue': (day: string) => `check-in of ${day} is overdue`,
        'check-in-due': (day: string) => `check-in on ${day}`,
        'on-track': () => 'on track',
        behind: () => 'not there yet',
        'not-measured': () => 'no progress computed yet',
      },
      labels: {
        due: 'Sessions in the next 7 days',
        missed: 'Sessions not held',
        overdue: 'Overdue items',
        plans: 'Plans running',
      },
      items: (items: number, people: number) =>
        items === 0 ? 'none' : `${items}, of ${plural(people, 'person', 'people')}`,
      plans: (running: number, checkIns: number, behind: number) =>
        [
          `${running}`,
          ...(checkIns === 0 ? [] : [`${plural(checkIns, 'check-in', 'check-ins')} due`]),
          ...(behind === 0 ? [] : [`${behind} not there yet`]),
        ].join(', '),
    },
    praise: {
      title: 'Worth a word of praise',
      rise: (name: string, from: string, to: string) => `${name}: up from ${from} to ${to} last week`,
      record: (name: string, score: string) => `${name}: ${score} last week, the best in three months`,
      notes: (name: string, count: number) =>
        `${name}: ${plural(count, 'positive note', 'positive notes')} not shared yet`,
      'team-record': (score: string) => `Together: ${score} last week, the best in six weeks`,
    },
  },
} as const;
