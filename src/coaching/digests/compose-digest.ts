import { reasonsFor } from './attention-rules.ts';
import type { DigestFacts } from './digest-facts.ts';
import type { Attention, Digest, PlanStatus, ScoreTrend, SessionEntry, TeamLine } from './digest.ts';
import { planStateOf } from './plan-status.ts';
import { weeksShown, type DigestPerson, type DigestSession, type Tally } from './ports.ts';
import { praiseFor } from './praise-rules.ts';
import type { Sight, Team } from './teams.ts';
import { addTallies, averageOfTally, mondayBefore } from './weeks.ts';

const attentionAtMost = 5;

export interface DigestView {
  scope: Digest['scope'];
  leader?: { id: string; name: string };
  teams: readonly Team[];
  sight: Sight;
  /** The reader's calendar day. */
  today: string;
  now: Date;
  /** False where others may read along: then plans are mentioned nowhere, not as a reason and not as a kind of session. */
  withPlans: boolean;
}

/** One reader's digest; pure, so that a thousand of them cost one set of statements. */
export function composeDigest(facts: DigestFacts, view: DigestView): Digest {
  const { teams, today } = view;
  const members = teams.flatMap((team) => team.members);
  const attention = teams.flatMap((team) => attentionIn(facts, view, team)).sort(byUrgency);
  const tallies = weeklyTallies(facts, members);
  const level = averageOfTally(addTallies(levelsOf(facts, members)));
  const full = tallies.slice(2).flatMap((week) => averageOfTally(week) ?? []);
  const { last } = trendOfTallies(tallies);
  return {
    scope: view.scope,
    ...(view.leader === undefined ? {} : { leader: view.leader }),
    today,
    people: members.length,
    measured: members.filter(({ id }) => isMeasured(facts, id)).length,
    score: trendOfTallies(tallies),
    weeks: tallies
      .flatMap((tally, index) => {
        const average = averageOfTally(tally);
        return average === undefined ? [] : [{ monday: mondayBefore(today, index), average }];
      })
      .reverse(),
    ...(level === undefined ? {} : { level }),
    teams: teams.length < 2 ? [] : teamLines(facts, teams, attention),
    attention: attention.slice(0, attentionAtMost),
    needing: attention.length,
    sessions: sessionsOf(facts, view, members),
    overdue: members
      .flatMap(({ id, name }) => {
        const found = facts.overdue.get(id);
        return found === undefined ? [] : [{ ...found, name }];
      })
      .sort((one, other) => other.items - one.items || compare(one.oldest, other.oldest)),
    ...(view.withPlans ? { plans: plansOf(facts, members, today) } : {}),
    praise: praiseFor(
      members.map(({ id, name }) => ({
        agentId: id,
        name,
        positive: seenNotes(facts, view.sight, id).reduce((sum, { positive }) => sum + positive, 0),
        ...optional('scores', facts.scores.get(id)),
      })),
      // Of fewer weeks there is no best one.
      full.length < weeksShown - 3 || last === undefined ? {} : { best: Math.max(...full), last },
    ),
  };
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  // Safe cast: one key with its value, or none.
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

const byUrgency = (one: Attention, other: Attention): number =>
  other.points - one.points || compare(one.name, other.name);

const seenNotes = ({ notes }: DigestFacts, sight: Sight, agentId: string) =>
  (notes.get(agentId) ?? []).filter(({ authorId }) => sight(authorId));

/** Nobody is asked about who is away. */
function attentionIn(facts: DigestFacts, view: DigestView, { leader, members }: Team): Attention[] {
  const { sight, withPlans, today, now } = view;
  const meetingsOf = (id: string) =>
    (facts.meetings.get(id) ?? []).filter(({ facilitatorId }) => sight(facilitatorId));
  const keepsMeetings = members.some(({ id }) => meetingsOf(id).length > 0);
  return members.flatMap(({ id, name, status }) => {
    if (status !== 'ACTIVE') return [];
    const notes = seenNotes(facts, sight, id);
    const oldest = notes.flatMap(({ oldestUrgentAt }) => oldestUrgentAt ?? []).sort((a, b) => +a - +b)[0];
    const lastMeetingOn = meetingsOf(id)
      .map(({ day }) => day)
      .sort()
      .at(-1);
    const reasons = reasonsFor({
      today,
      now,
      keepsMeetings,
      sessions: (facts.sessions.get(id) ?? []).filter(({ facilitatorId }) => sight(facilitatorId)),
      urgent: notes.reduce((sum, { urgent }) => sum + urgent, 0),
      ...optional('oldestUrgentAt', oldest),
      ...optional('lastMeetingOn', lastMeetingOn),
      ...optional('scores', facts.scores.get(id)),
      ...optional('overdue', facts.overdue.get(id)),
      ...optional('plan', withPlans ? facts.plans.get(id) : undefined),
    });
    if (reasons.length === 0) return [];
    const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
    return [{ agentId: id, name, ...optional('leaderId', leader?.id), points, reasons }];
  });
}

const isMeasured = ({ scores }: DigestFacts, id: string): boolean =>
  (scores.get(id)?.weeks.slice(0, 2) ?? []).some(({ days }) => days > 0);

function weeklyTallies({ scores }: DigestFacts, members: readonly DigestPerson[]): Tally[] {
  const known = members.flatMap(({ id }) => scores.get(id) ?? []);
  return Array.from({ length: weeksShown }, (_, week) =>
    addTallies(known.flatMap(({ weeks }) => weeks[week] ?? [])),
  );
}

const levelsOf = ({ scores }: DigestFacts, members: readonly DigestPerson[]): Tally[] =>
  members.flatMap(({ id }) => scores.get(id)?.level ?? []);

function trendOfTallies(tallies: readonly Tally[]): ScoreTrend {
  const [now, last, before] = tallies.map(averageOfTally);
  return { ...optional('now', now), ...optional('last', last), ...optional('before', before) };
}

/** Those that fell most since last week first, then those with most people in need. */
function teamLines(facts: DigestFacts, teams: readonly Team[], attention: readonly Attention[]): TeamLine[] {
  const changeOf = ({ now, last, before }: ScoreTrend): number =>
    now !== undefined && last !== undefined
      ? now - last
      : last !== undefined && before !== undefined
        ? last - before
        : 0;
  const needing = new Map<string | undefined, number>();
  for (const { leaderId } of attention) needing.set(leaderId, (needing.get(leaderId) ?? 0) + 1);
  return teams
    .map(({ leader, members }) => ({
      ...optional('leaderId', leader?.id),
      ...optional('leader', leader?.name),
      people: members.length,
      score: trendOfTallies(weeklyTallies(facts, members)),
      needing: needing.get(leader?.id) ?? 0,
    }))
    .sort((one, other) => changeOf(one.score) - changeOf(other.score) || other.needing - one.needing);
}

function sessionsOf(
  facts: DigestFacts,
  view: DigestView,
  members: readonly DigestPerson[],
): Digest['sessions'] {
  const entries = new Map<string, SessionEntry & { names: string[] }>();
  const add = (session: DigestSession, name?: string): void => {
    if (!view.sight(session.facilitatorId)) return;
    const entry = entries.get(session.sessionId);
    const names = name === undefined ? [] : [name];
    if (entry !== undefined) entry.names.push(...names);
    // What kind of session it is would tell of the plan.
    else {
      const type = session.type === 'PIP_CHECK' && !view.withPlans ? 'REGULAR' : session.type;
      entries.set(session.sessionId, { type, at: session.at, names });
    }
  };
  for (const { id, name } of members) for (const session of facts.sessions.get(id) ?? []) add(session, name);
  for (const { leader } of view.teams) {
    for (const session of leader === undefined ? [] : (facts.unnamedSessions.get(leader.id) ?? []))
      add(session);
  }
  const all = [...entries.values()].sort((one, other) => +one.at - +other.at);
  return {
    due: all.filter(({ at }) => at >= view.now),
    missed: all.filter(({ at }) => at < view.now),
  };
}

const order: readonly PlanStatus['state'][] = [
  'check-in-overdue',
  'check-in-due',
  'behind',
  'not-measured',
  'on-track',
];

function plansOf({ plans }: DigestFacts, members: readonly DigestPerson[], today: string): PlanStatus[] {
  return members
    .flatMap(({ id, name }) => {
      const plan = plans.get(id);
      if (plan === undefined) return [];
      const state = planStateOf(plan, today);
      return [{ agentId: id, name, state, ...optional('nextCheckInOn', plan.nextCheckInOn) }];
    })
    .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}
