import { shiftDay } from '../performance/own-scores.ts';
import type { Reason } from './digest.ts';
import type { AgentFigures, DigestSession, OverdueItems, RunningPlan } from './ports.ts';
import { averageOfTally, enoughDays, recentWeeks } from './weeks.ts';

/** From where on a rule speaks; scores are points of the composite, 0 to 100. */
export const thresholds = {
  /** A week that much below the week before counts as a fall; two in a row need attention. */
  fallPoints: 2,
  /** That much below the own level of the thirteen weeks before. */
  belowLevelPoints: 5,
  /** Days with figures that a level takes. */
  levelDays: 15,
  /** Percent, average of this week and last. */
  attendancePercent: 90,
  overdueItems: 2,
  /** Days without a 1:1. */
  meetingDays: 30,
} as const;

/** What each reason weighs; a fall and a gap weigh more the larger they are, items the more they are. */
const weights = {
  'check-in-missed': 30,
  'urgent-notes': 25,
  falling: 20,
  'below-level': 15,
  attendance: 15,
  overdue: 8,
  'session-missed': 10,
  'no-meeting': 6,
} as const satisfies Record<Reason['kind'], number>;

/** No reason can outweigh all others by its size alone. */
const mostForSize = 10;

/** What is known of one person, as the reader may see it. */
export interface PersonFacts {
  /** The reader's calendar day. */
  today: string;
  scores?: AgentFigures;
  overdue?: OverdueItems;
  plan?: RunningPlan;
  /** Planned or missed. */
  sessions: readonly DigestSession[];
  urgent: number;
  oldestUrgentAt?: Date;
  /** Of the last 1:1 within three months. */
  lastMeetingOn?: string;
  /** Whether 1:1s are kept here at all for this team: where nobody ever had one, their absence says nothing. */
  keepsMeetings: boolean;
  now: Date;
}

type Weighed = Reason & { points: number };

/** Why a person needs attention, the heaviest reason first; empty: they do not. */
export function reasonsFor(facts: PersonFacts): Weighed[] {
  return [
    ...checkIn(facts),
    ...urgentNotes(facts),
    ...falling(facts),
    ...belowLevel(facts),
    ...attendance(facts),
    ...overdue(facts),
    ...missed(facts),
    ...noMeeting(facts),
  ].sort((one, other) => other.points - one.points);
}

const weigh = (reason: Reason, size = 0): Weighed[] => [
  { ...reason, points: weights[reason.kind] + Math.min(mostForSize, Math.round(size)) },
];

function checkIn({ plan, today }: PersonFacts): Weighed[] {
  const on =
    plan?.nextCheckInOn !== undefined && plan.nextCheckInOn < today ? plan.nextCheckInOn : plan?.missedOn;
  return on === undefined ? [] : weigh({ kind: 'check-in-missed', on });
}

const urgentNotes = ({ urgent, oldestUrgentAt }: PersonFacts): Weighed[] =>
  urgent === 0 || oldestUrgentAt === undefined
    ? []
    : weigh({ kind: 'urgent-notes', count: urgent, since: oldestUrgentAt }, urgent - 1);

/** Two falls in a row, in weeks that follow one another. */
function falling({ scores }: PersonFacts): Weighed[] {
  const [latest, before, first] = recentWeeks(scores?.weeks ?? []);
  if (latest === undefined || before === undefined || first === undefined) return [];
  if (first - before < thresholds.fallPoints || before - latest < thresholds.fallPoints) return [];
  return weigh({ kind: 'falling', from: first, to: latest }, first - latest);
}

function belowLevel({ scores }: PersonFacts): Weighed[] {
  const [now] = recentWeeks(scores?.weeks ?? []);
  if (scores === undefined || now === undefined || scores.level.days < thresholds.levelDays) return [];
  const level = scores.level.sum / scores.level.days;
  if (level - now < thresholds.belowLevelPoints) return [];
  return weigh({ kind: 'below-level', now, level }, level - now);
}

function attendance({ scores }: PersonFacts): Weighed[] {
  const both = (scores?.attendance ?? []).reduce(
    (all, { sum, days }) => ({ sum: all.sum + sum, days: all.days + days }),
    { sum: 0, days: 0 },
  );
  const percent = averageOfTally(both);
  if (percent === undefined || both.days < enoughDays || percent >= thresholds.attendancePercent) return [];
  return weigh({ kind: 'attendance', percent }, thresholds.attendancePercent - percent);
}

const overdue = ({ overdue: found }: PersonFacts): Weighed[] =>
  found === undefined || found.items < thresholds.overdueItems
    ? []
    : weigh({ kind: 'overdue', items: found.items, oldest: found.oldest }, found.items);

/** A session that took place all the same later is none. */
function missed({ sessions, lastMeetingOn, now }: PersonFacts): Weighed[] {
  const last = sessions
    .filter(({ at }) => at < now)
    .sort((one, other) => other.at.getTime() - one.at.getTime())[0];
  if (last === undefined) return [];
  const day = last.at.toISOString().slice(0, 10);
  return lastMeetingOn !== undefined && lastMeetingOn >= day
    ? []
    : weigh({ kind: 'session-missed', at: last.at });
}

function noMeeting({ today, lastMeetingOn, keepsMeetings, sessions, now }: PersonFacts): Weighed[] {
  if (!keepsMeetings || sessions.some(({ at }) => at >= now)) return [];
  if (lastMeetingOn !== undefined && lastMeetingOn >= shiftDay(today, -thresholds.meetingDays)) return [];
  return weigh({ kind: 'no-meeting', ...(lastMeetingOn === undefined ? {} : { lastOn: lastMeetingOn }) });
}
