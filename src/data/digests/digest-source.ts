import type pg from 'pg';
import {
  weeksShown,
  type AgentFigures,
  type DigestFigures,
  type DigestPerson,
  type DigestSession,
  type DigestSource,
  type LastMeeting,
  type OpenNoteCounts,
  type OverdueItems,
  type RunningPlan,
  type Tally,
} from '../../coaching/digests/ports.ts';
import { mondayOf } from '../../coaching/digests/weeks.ts';
import { shiftDay } from '../../coaching/performance/own-scores.ts';
import { roles, userStatuses } from '../../coaching/people/user.ts';
import { sessionTypes } from '../../coaching/sessions/session.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import {
  meetingsText,
  notesText,
  overdueText,
  peopleText,
  plansText,
  scoresText,
  sessionsText,
} from './digest-statements.ts';

/** Nulls as they come from the database; what is null is left out. */
type Nullable<T> = { [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };
type Loose<T, K extends keyof T> = Omit<Nullable<T>, K> & Record<K, string>;

export function createDigestSource(pool: ScopedPool): DigestSource {
  return {
    async people(organizationId) {
      const { rows } = await pool.runInScope<Loose<DigestPerson, 'role' | 'status'>>(
        { organizationId },
        { name: 'digest-people', text: peopleText, values: [organizationId] },
      );
      return rows.map(({ teamLeaderId, managerId, role, status, ...person }) => ({
        ...person,
        role: oneOf(roles, role),
        status: oneOf(userStatuses, status),
        ...(teamLeaderId === null ? {} : { teamLeaderId }),
        ...(managerId === null ? {} : { managerId }),
      }));
    },

    figuresOf(organizationId, { today, now, people, facilitatorIds, withPlans }) {
      const ids = people.map(({ id }) => id);
      const sunday = shiftDay(mondayOf(today), 6);
      // One instant for all: a digest does not count an item twice that is being changed.
      return pool.withScope(
        { organizationId },
        async (client): Promise<DigestFigures> => {
          const read = async <R extends object>(
            name: string,
            text: string,
            ...values: readonly unknown[]
          ): Promise<R[]> =>
            (await client.query<R & pg.QueryResultRow>({ name, text, values: [organizationId, ...values] }))
              .rows;
          const [scores, overdue, sessions, meetings, notes, plans] = await Promise.all([
            read<ScoreRow>('digest-scores', scoresText, ids, sunday, today),
            read<OverdueItems>(
              'digest-overdue',
              overdueText,
              ids,
              people.map((person) => person.today),
            ),
            read<Loose<DigestSession, 'type' | 'state'>>(
              'digest-sessions',
              sessionsText,
              facilitatorIds,
              now,
            ),
            read<LastMeeting>('digest-meetings', meetingsText, facilitatorIds, today),
            read<Nullable<OpenNoteCounts>>('digest-notes', notesText, ids, now),
            withPlans ? read<Nullable<RunningPlan>>('digest-plans', plansText, ids, today) : [],
          ]);
          return {
            scores: scores.map(toFigures),
            overdue,
            sessions: sessions.map(toSession),
            meetings,
            notes: notes.map(({ oldestUrgentAt, ...counts }) => ({
              ...counts,
              ...(oldestUrgentAt === null ? {} : { oldestUrgentAt }),
            })),
            plans: plans.map(toPlan),
          };
        },
        { snapshot: true },
      );
    },
  };
}

type ScoreRow = { agentId: string; levelSum: number; levelDays: number; bestWeek: number | null } & Record<
  `${'s' | 'd' | 'p' | 'q'}${number}`,
  number
>;

function toFigures(row: ScoreRow): AgentFigures {
  const tally = (sum: 's' | 'p', days: 'd' | 'q', week: number): Tally => ({
    sum: row[`${sum}${week}`] ?? 0,
    days: row[`${days}${week}`] ?? 0,
  });
  return {
    agentId: row.agentId,
    weeks: Array.from({ length: weeksShown }, (_, week) => tally('s', 'd', week)),
    attendance: [tally('p', 'q', 0), tally('p', 'q', 1)],
    level: { sum: row.levelSum, days: row.levelDays },
    ...(row.bestWeek === null ? {} : { bestWeek: row.bestWeek }),
  };
}

const sessionStates = ['scheduled', 'no_show'] as const;

const toSession = ({
  agentId,
  type,
  state,
  ...session
}: Loose<DigestSession, 'type' | 'state'>): DigestSession => ({
  ...session,
  type: oneOf(sessionTypes, type),
  state: oneOf(sessionStates, state),
  ...(agentId === null ? {} : { agentId }),
});

const toPlan = ({ nextCheckInOn, progress, missedOn, ...plan }: Nullable<RunningPlan>): RunningPlan => ({
  ...plan,
  ...(nextCheckInOn === null ? {} : { nextCheckInOn }),
  ...(progress === null ? {} : { progress }),
  ...(missedOn === null ? {} : { missedOn }),
});
