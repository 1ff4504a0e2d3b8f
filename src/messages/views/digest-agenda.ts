import type { Digest, PlanStatus, SessionEntry } from '../../coaching/digests/digest.ts';
import { wallTimeOf } from '../../coaching/follow-ups/wall-time.ts';
import type { Block } from '../message.ts';
import { words } from '../words/en.ts';
import { dayOfInstant, shortDay, shortName } from './digest-parts.ts';

const { agenda: say } = words.digest;
const { kinds } = words.ownData.session;

/** Lines of each kind; what is left out is counted. */
const shown = { due: 3, missed: 2, overdue: 3, plans: 3 } as const;

/** Of one team: what is due and overdue, by name. */
export function agendaLines({ sessions, overdue, plans = [] }: Digest, timezone: string): Block {
  const lines = [
    ...some(sessions.missed, shown.missed, (session) =>
      say.missed(dayOfInstant(session.at, timezone), what(session)),
    ),
    ...some(sessions.due, shown.due, (session) => say.due(when(session.at, timezone), what(session))),
    ...some(plans, shown.plans, (plan) => say.plan(shortName(plan.name), stateOf(plan))),
    ...some(overdue, shown.overdue, ({ name, items, oldest }) =>
      say.overdue(shortName(name), items, shortDay(oldest)),
    ),
  ];
  const items = (lines.length === 0 ? [say.nothing] : lines).map((text) => ({ text }));
  return { kind: 'lines', title: say.title, items, empty: say.nothing };
}

/** Of several teams: how much there is of it. */
export function agendaFields({ sessions, overdue, plans }: Digest): Block {
  const items = overdue.reduce((sum, person) => sum + person.items, 0);
  const count = (wanted: readonly PlanStatus['state'][]): number =>
    (plans ?? []).filter(({ state }) => wanted.includes(state)).length;
  return {
    kind: 'fields',
    items: [
      { label: say.labels.due, value: String(sessions.due.length) },
      { label: say.labels.missed, value: String(sessions.missed.length) },
      { label: say.labels.overdue, value: say.items(items, overdue.length) },
      ...(plans === undefined
        ? []
        : [
            {
              label: say.labels.plans,
              value: say.plans(plans.length, count(['check-in-overdue', 'check-in-due']), count(['behind'])),
            },
          ]),
    ],
  };
}

function some<T>(all: readonly T[], most: number, toText: (item: T) => string): string[] {
  const more = all.length - most;
  const texts = all.slice(0, most).map(toText);
  const last = texts.at(-1);
  return more <= 0 || last === undefined ? texts : [...texts.slice(0, -1), `${last} (${say.more(more)})`];
}

/** `24 Nov, 14:30` */
const when = (at: Date, timezone: string): string =>
  `${dayOfInstant(at, timezone)}, ${wallTimeOf(at, timezone).time}`;

function what({ type, names: [first, ...others] }: SessionEntry): string {
  const who = first === undefined ? '' : shortName(first);
  return say.what(kinds[type], others.length === 0 ? who : say.others(who, others.length));
}

function stateOf({ state, nextCheckInOn }: PlanStatus): string {
  return say.states[state](nextCheckInOn === undefined ? '' : shortDay(nextCheckInOn));
}
