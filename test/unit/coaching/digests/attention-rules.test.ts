import { reasonsFor, type PersonFacts } from '../../../../src/coaching/digests/attention-rules.ts';
import { planStateOf } from '../../../../src/coaching/digests/plan-status.ts';
import type { AgentFigures } from '../../../../src/coaching/digests/ports.ts';
import { praiseFor } from '../../../../src/coaching/digests/praise-rules.ts';

const now = new Date('2026-11-20T10:00:00Z');
/** Averages of this week and those before, five days each; undefined: none. */
const scoresOf = (
  weeks: readonly (number | undefined)[],
  more: { level?: number; attendance?: number; best?: number } = {},
): AgentFigures => ({
  agentId: 'a',
  weeks: weeks.map((average) =>
    average === undefined ? { sum: 0, days: 0 } : { sum: 5 * average, days: 5 },
  ),
  attendance: [{ sum: 5 * (more.attendance ?? 98), days: 5 }],
  level: more.level === undefined ? { sum: 0, days: 0 } : { sum: 60 * more.level, days: 60 },
  ...(more.best === undefined ? {} : { bestWeek: more.best }),
});
const facts = (change: Partial<PersonFacts>): PersonFacts => ({
  today: '2026-11-20',
  now,
  sessions: [],
  urgent: 0,
  keepsMeetings: false,
  ...change,
});
const kinds = (change: Partial<PersonFacts>) => reasonsFor(facts(change)).map(({ kind }) => kind);
const session = (at: string) => ({
  sessionId: 's',
  facilitatorId: 'l',
  agentId: 'a',
  type: 'REGULAR' as const,
  state: 'scheduled' as const,
  at: new Date(at),
});

describe('who needs attention, and why', () => {
  it('falling by two points or more for two weeks running', () => {
    expect(reasonsFor(facts({ scores: scoresOf([78, 80, 82]) }))).toMatchObject([
      { kind: 'falling', from: 82, to: 78 },
    ]);
    expect(kinds({ scores: scoresOf([78, 80, 81.9]) })).toEqual([]);
    expect(kinds({ scores: scoresOf([80, 78, 82]) })).toEqual([]);
    // This week has too few days yet: the full weeks tell.
    expect(kinds({ scores: scoresOf([undefined, 78, 80, 82]) })).toEqual(['falling']);
    // Weeks that do not follow one another say nothing.
    expect(kinds({ scores: scoresOf([78, 80, undefined, 82]) })).toEqual([]);
  });

  it('five points below their own level of three months', () => {
    expect(kinds({ scores: scoresOf([75], { level: 80 }) })).toEqual(['below-level']);
    expect(kinds({ scores: scoresOf([75.1], { level: 80 }) })).toEqual([]);
    expect(kinds({ scores: scoresOf([60]) })).toEqual([]);
  });

  it('attendance below 90 % this week and last', () => {
    expect(kinds({ scores: scoresOf([80], { attendance: 89.9 }) })).toEqual(['attendance']);
    expect(kinds({ scores: scoresOf([80], { attendance: 90 }) })).toEqual([]);
  });

  it('two overdue items, an urgent note that waits, a missed session, no 1:1 for more than 30 days', () => {
    const overdue = (items: number) => ({ overdue: { agentId: 'a', items, oldest: '2026-11-10' } });
    expect(kinds(overdue(2))).toEqual(['overdue']);
    expect(kinds(overdue(1))).toEqual([]);
    expect(kinds({ urgent: 1, oldestUrgentAt: new Date('2026-11-01') })).toEqual(['urgent-notes']);
    expect(kinds({ sessions: [session('2026-11-18T10:00:00Z')] })).toEqual(['session-missed']);
    expect(kinds({ sessions: [session('2026-11-18T10:00:00Z')], lastMeetingOn: '2026-11-19' })).toEqual([]);
    expect(kinds({ keepsMeetings: true, lastMeetingOn: '2026-10-20' })).toEqual(['no-meeting']);
    expect(kinds({ keepsMeetings: true, lastMeetingOn: '2026-10-21' })).toEqual([]);
    expect(kinds({ keepsMeetings: true, sessions: [session('2026-11-23T10:00:00Z')] })).toEqual([]);
    expect(kinds({ keepsMeetings: false })).toEqual([]);
  });

  it('a check-in of their plan that was not held', () => {
    const plan = { agentId: 'a', startOn: '2026-10-01', endOn: '2026-12-01' };
    expect(kinds({ plan: { ...plan, nextCheckInOn: '2026-11-19' } })).toEqual(['check-in-missed']);
    expect(kinds({ plan: { ...plan, nextCheckInOn: '2026-11-20' } })).toEqual([]);
    expect(kinds({ plan: { ...plan, nextCheckInOn: '2026-11-27', missedOn: '2026-11-13' } })).toEqual([
      'check-in-missed',
    ]);
  });

  it('the heaviest reason comes first, and a size alone outweighs nothing', () => {
    const all = reasonsFor(
      facts({
        scores: scoresOf([20, 50, 90], { level: 90 }),
        overdue: { agentId: 'a', items: 50, oldest: '2026-01-01' },
        urgent: 1,
        oldestUrgentAt: new Date('2026-11-01'),
      }),
    );
    expect(all.map(({ kind, points }) => [kind, points])).toEqual([
      ['falling', 30],
      ['urgent-notes', 25],
      ['below-level', 25],
      ['overdue', 18],
    ]);
  });
});

describe('how a plan stands, in a word', () => {
  const plan = { agentId: 'a', startOn: '2026-10-21', endOn: '2026-12-20' };
  it.each([
    [{ nextCheckInOn: '2026-11-19' }, 'check-in-overdue'],
    [{ nextCheckInOn: '2026-11-27', progress: 5 }, 'check-in-due'],
    [{ nextCheckInOn: '2026-11-28', progress: 41 }, 'on-track'],
    [{ progress: 39 }, 'behind'],
    [{}, 'not-measured'],
  ])('%j is %s', (change, state) => {
    expect(planStateOf({ ...plan, ...change }, '2026-11-20')).toBe(state);
  });
});

describe('praise to give', () => {
  const person = (name: string, scores: AgentFigures | undefined, positive = 0) => ({
    agentId: name,
    name,
    positive,
    ...(scores === undefined ? {} : { scores }),
  });
  it('the best rise, a record, notes nobody shared; one a person, at most three', () => {
    const people = [
      person('Riser', scoresOf([80, 85, 80], { level: 80, best: 84 }), 2),
      person('Record', scoresOf([80, 95, 94], { level: 90, best: 94 })),
      person('Newcomer', scoresOf([80, 99, 98], { best: 90 })),
      person('Noted', undefined, 3),
    ];
    expect(praiseFor(people, {})).toEqual([
      { kind: 'rise', agentId: 'Riser', name: 'Riser', from: 80, to: 85 },
      { kind: 'record', agentId: 'Record', name: 'Record', score: 95 },
      { kind: 'notes', agentId: 'Noted', name: 'Noted', count: 3 },
    ]);
    expect(praiseFor(people, { best: 80, last: 81 }).map(({ kind }) => kind)).toEqual([
      'team-record',
      'rise',
      'record',
    ]);
    expect(praiseFor([person('Steady', scoresOf([80, 80, 78]))], { best: 82, last: 81 })).toEqual([]);
  });
});
