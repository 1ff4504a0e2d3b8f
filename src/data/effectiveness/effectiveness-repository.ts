import {
  defaultDays,
  firstDueOn,
  saidPrefix,
  type Averages,
  type MeasuredCase,
} from '../../coaching/effectiveness/measure.ts';
import type { EffectivenessRepository } from '../../coaching/effectiveness/ports.ts';
import { isMetric } from '../../coaching/performance/metric.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { isUuid } from '../sessions/is-uuid.ts';
import { readWorked } from './read-worked.ts';

const columns = `id, organization_id, session_id, agent_id, leader_id, primary_issue, intervention_method,
  intervened_on::text, measurement_days, metrics_before, metrics_after, improvement_percent::float8,
  sustained_30, sustained_90, success_factors, failure_factors, recommended, next_due_on::text`;

interface Row {
  id: string;
  organization_id: string;
  session_id: string | null;
  agent_id: string;
  leader_id: string | null;
  primary_issue: string;
  intervention_method: string;
  intervened_on: string;
  measurement_days: number;
  metrics_before: Averages | null;
  metrics_after: Averages | null;
  improvement_percent: number | null;
  sustained_30: boolean | null;
  sustained_90: boolean | null;
  success_factors: string[];
  failure_factors: string[];
  recommended: boolean;
  next_due_on: string | null;
}

function toCase(row: Row): MeasuredCase {
  if (!isMetric(row.primary_issue)) throw new Error('An intervention is about a figure that nobody knows.');
  return {
    id: row.id,
    organizationId: row.organization_id,
    agentId: row.agent_id,
    issue: row.primary_issue,
    method: row.intervention_method,
    on: row.intervened_on,
    days: row.measurement_days,
    successFactors: row.success_factors,
    failureFactors: row.failure_factors,
    recommended: row.recommended,
    ...(row.session_id === null ? {} : { sessionId: row.session_id }),
    ...(row.leader_id === null ? {} : { leaderId: row.leader_id }),
    ...(row.metrics_before === null ? {} : { before: row.metrics_before }),
    ...(row.metrics_after === null ? {} : { after: row.metrics_after }),
    ...(row.improvement_percent === null ? {} : { improvement: row.improvement_percent }),
    ...(row.sustained_30 === null ? {} : { sustained30: row.sustained_30 }),
    ...(row.sustained_90 === null ? {} : { sustained90: row.sustained_90 }),
    ...(row.next_due_on === null ? {} : { nextDueOn: row.next_due_on }),
  };
}

/** What fits `numeric(7,2)`. */
const mostPercent = 99_999.99;
const methodLength = 100;

/** Factors of one kind: computed anew, what the leader said stays; or the other way round. */
const replaced = (column: string, computed: string) => `
  ${column} = (SELECT coalesce(array_agg(f ORDER BY n), '{}') FROM (
    SELECT f, n FROM unnest(${computed}) WITH ORDINALITY AS t(f, n)
    UNION ALL
    SELECT f, 1000 + n FROM unnest(${column}) WITH ORDINALITY AS t(f, n) WHERE starts_with(f, '${saidPrefix}')) all_of)`;
const saidAnew = (column: string, said: string) => `
  ${column} = (SELECT coalesce(array_agg(f ORDER BY n), '{}') FROM (
    SELECT f, n FROM unnest(${column}) WITH ORDINALITY AS t(f, n) WHERE NOT starts_with(f, '${saidPrefix}')
    UNION ALL
    SELECT f, 1000 + n FROM unnest(${said}) WITH ORDINALITY AS t(f, n)) all_of)`;

export function createEffectivenessRepository(pool: ScopedPool): EffectivenessRepository {
  const cases = async (organizationId: string, name: string, where: string, values: readonly unknown[]) => {
    const text = `SELECT ${columns} FROM coaching_effectiveness WHERE organization_id = $1 AND ${where}`;
    const statement = { name: `effect-${name}`, text, values: [organizationId, ...values] };
    return (await pool.runInScope<Row & Record<string, unknown>>({ organizationId }, statement)).rows.map(
      toCase,
    );
  };
  return {
    ...readWorked(pool),

    async begin(organizationId, { sessionId, agentId, leaderId, issue, method, on, days = defaultDays }) {
      const values = [
        organizationId,
        sessionId ?? null,
        agentId,
        leaderId,
        issue,
        method.trim().replace(/\s+/g, ' ').slice(0, methodLength),
        on,
        days,
        firstDueOn({ on, days }),
      ];
      await pool.runInScope(
        { organizationId },
        {
          name: 'effect-begin',
          // Without a session the same person, figure, day and method is the same intervention.
          text: `INSERT INTO coaching_effectiveness (organization_id, session_id, agent_id, leader_id, primary_issue,
                   intervention_method, intervened_on, measurement_days, next_due_on)
                 SELECT $1, $2, $3, $4, $5::text, $6::text, $7::date, $8, $9
                  WHERE $2::uuid IS NOT NULL OR NOT EXISTS (
                    SELECT FROM coaching_effectiveness e WHERE e.organization_id = $1 AND e.session_id IS NULL
                       AND e.agent_id = $3 AND e.primary_issue = $5 AND e.intervened_on = $7::date
                       AND lower(e.intervention_method) = lower($6))
                 ON CONFLICT (session_id, primary_issue) DO UPDATE
                    SET intervention_method = EXCLUDED.intervention_method, updated_at = now()
                  WHERE coaching_effectiveness.metrics_after IS NULL`,
          values,
        },
      );
    },

    async find(organizationId, id) {
      return isUuid(id) ? (await cases(organizationId, 'find', 'id = $2', [id]))[0] : undefined;
    },

    due: (organizationId, today, limit) =>
      cases(organizationId, 'due', 'next_due_on <= $2 ORDER BY next_due_on, id LIMIT $3', [today, limit]),

    async circumstances(organizationId, { agentId, sessionId }, { from, to }) {
      const { rows } = await pool.runInScope<{
        engagement: number | null;
        receptiveness: number | null;
        understanding: number | null;
        completed: number;
        overdue: number;
      }>(
        { organizationId },
        {
          name: 'effect-circumstances',
          text: `SELECT o.engagement, o.receptiveness, o.understanding, i.completed, i.overdue
                   FROM (SELECT count(*) FILTER (WHERE state IN ('completed', 'verified'))::int AS completed,
                                count(*) FILTER (WHERE due_on BETWEEN $3::date AND $4::date
                                  AND (state IN ('open', 'in_progress') OR (completed_at AT TIME ZONE 'UTC')::date > due_on))::int AS overdue
                           FROM action_items
                          WHERE organization_id = $1 AND owner_user_id = $2 AND state <> 'cancelled'
                            AND (due_on BETWEEN $3::date AND $4::date
                              OR (completed_at AT TIME ZONE 'UTC')::date BETWEEN $3::date AND $4::date)) i
                   LEFT JOIN one_on_ones o ON o.organization_id = $1 AND o.session_id = $5`,
          values: [organizationId, agentId, from, to, sessionId ?? null],
        },
      );
      const { engagement, receptiveness, understanding, completed = 0, overdue = 0 } = rows[0] ?? {};
      return {
        observed: {
          ...(engagement == null ? {} : { engagement }),
          ...(receptiveness == null ? {} : { receptiveness }),
          ...(understanding == null ? {} : { understanding }),
        },
        items: { completed, overdue },
      };
    },

    async keep(organizationId, id, readDueOn, measured) {
      const { before, after, improvement, sustained30, sustained90, nextDueOn, factors } = measured;
      const { rowCount } = await pool.runInScope(
        { organizationId },
        {
          name: 'effect-keep',
          text: `UPDATE coaching_effectiveness SET metrics_before = $4, metrics_after = $5, improvement_percent = $6,
                   sustained_30 = $7, sustained_90 = $8, next_due_on = $9, updated_at = now(),
                   ${replaced('success_factors', '$10::text[]')}, ${replaced('failure_factors', '$11::text[]')}
                 WHERE organization_id = $1 AND id = $2 AND next_due_on = $3::date`,
          values: [
            organizationId,
            id,
            readDueOn,
            before === undefined ? null : JSON.stringify(before),
            after === undefined ? null : JSON.stringify(after),
            improvement === undefined ? null : Math.max(-mostPercent, Math.min(mostPercent, improvement)),
            sustained30 ?? null,
            sustained90 ?? null,
            nextDueOn ?? null,
            factors?.success ?? [],
            factors?.failure ?? [],
          ],
        },
      );
      return rowCount === 1;
    },

    measuredBy: (organizationId, leaderId, agentIds, limit) =>
      cases(
        organizationId,
        'measured-by',
        `leader_id = $2 AND agent_id = ANY ($3::uuid[]) AND metrics_after IS NOT NULL
         ORDER BY intervened_on DESC, id LIMIT $4`,
        [leaderId, agentIds, limit],
      ),

    async review(organizationId, id, { helped, hindered, recommended }) {
      const said = (words: readonly string[]) => words.map((word) => `${saidPrefix}${word}`);
      await pool.runInScope(
        { organizationId },
        {
          name: 'effect-review',
          text: `UPDATE coaching_effectiveness SET recommended = $5, updated_at = now(),
                   ${saidAnew('success_factors', '$3::text[]')}, ${saidAnew('failure_factors', '$4::text[]')}
                 WHERE organization_id = $1 AND id = $2`,
          values: [organizationId, id, said(helped), said(hindered), recommended],
        },
      );
    },
  };
}
