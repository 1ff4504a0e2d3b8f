import { subDays } from 'date-fns';
import { ownActions } from '../actions/own-actions.ts';
import type { ActionItemRepository } from '../actions/ports.ts';
import type { Actor } from '../people/user.ts';
import { averageOf, scoreMetrics, trendOf, type MetricKey, type Trend } from './metric.ts';
import { ownNextSession, type OwnNextSession, type OwnNextSessionDeps } from './own-next-session.ts';
import { ownPlan, type OwnPlanDeps } from './own-plan.ts';
import { shiftDay, todayOf } from './own-scores.ts';
import type { OwnHistory } from './ports.ts';

/** Where there was no session yet, and they never looked. */
const daysWithout = 14;
/** Scores before are averaged over this many days, so that one good or bad day is no change. */
const daysBefore = 14;

export interface WhatChanged {
  since: Date;
  /** What it is counted from; undefined: two weeks. */
  from?: { kind: 'session'; date: string } | { kind: 'look' };
  /** Averages since then against the two weeks before; without those that stayed. */
  scores: readonly { metric: MetricKey; was: number; now: number; trend: Trend }[];
  /** Titles of action items. */
  added: readonly string[];
  done: readonly string[];
  overdue: readonly string[];
  /** Sessions whose summary for this person was approved. */
  summaries: readonly { title: string; date: string }[];
  /** What was written about their plan, and whether it began since; undefined: there is none. */
  plan?: { began: boolean; updates: readonly string[]; nextCheckInOn?: string };
  /** Planned since then. */
  nextSession?: OwnNextSession;
}

export interface WhatChangedDeps extends OwnPlanDeps, OwnNextSessionDeps {
  actions: Pick<ActionItemRepository, 'listByOwner'>;
  ownHistory: OwnHistory;
}

/**
 * What changed for the asker since the last session that they took part in, or with `since: 'look'` since they last asked
 * this; where there is none, since the other, else over two weeks. Looking is remembered with `markSeen`.
 */
export async function whatChanged(
  deps: WhatChangedDeps,
  actor: Actor,
  { since: wanted = 'session' }: { since?: 'session' | 'look' } = {},
): Promise<WhatChanged> {
  const own = { organizationId: actor.organizationId, userId: actor.id };
  const now = deps.clock.now();
  const [session, seenAt] = await Promise.all([
    deps.ownHistory.lastSession(own, now),
    deps.ownHistory.seenAt(own),
  ]);
  const start = startOf(wanted, session, seenAt);
  const since = start?.since ?? subDays(now, daysWithout);
  const [items, open, summaries, scores, plan, next] = await Promise.all([
    deps.ownHistory.itemsSince(own, since),
    ownActions(deps, actor),
    deps.ownHistory.summariesSince(own, since),
    scoresMoved(deps, actor, since),
    ownPlan(deps, actor),
    ownNextSession(deps, actor),
  ]);
  return {
    since,
    ...(start === undefined ? {} : { from: start.from }),
    scores,
    ...items,
    overdue: open.filter(({ overdue }) => overdue).map(({ title }) => title),
    summaries,
    ...(plan === undefined
      ? {}
      : {
          plan: {
            began: plan.plan.startOn >= todayOf({ now: () => since }, actor),
            updates: plan.plan.updates.filter(({ at }) => at >= since).map(({ text }) => text),
            ...(plan.plan.nextCheckInOn === undefined ? {} : { nextCheckInOn: plan.plan.nextCheckInOn }),
          },
        }),
    ...(next !== undefined && next.session.createdAt >= since ? { nextSession: next } : {}),
  };
}

type Start = { since: Date; from: NonNullable<WhatChanged['from']> } | undefined;

function startOf(
  wanted: 'session' | 'look',
  session: { date: string; at: Date } | undefined,
  seenAt: Date | undefined,
): Start {
  const bySession: Start =
    session === undefined ? undefined : { since: session.at, from: { kind: 'session', date: session.date } };
  const byLook: Start = seenAt === undefined ? undefined : { since: seenAt, from: { kind: 'look' } };
  return wanted === 'look' ? (byLook ?? bySession) : (bySession ?? byLook);
}

async function scoresMoved(
  { figures, clock }: WhatChangedDeps,
  actor: Actor,
  since: Date,
): Promise<WhatChanged['scores']> {
  const from = todayOf({ now: () => since }, actor);
  const days = await figures.days(
    actor.organizationId,
    actor.id,
    shiftDay(from, -daysBefore),
    todayOf(clock, actor),
  );
  // The day itself was known, or half over: it counts to what was before.
  const [before, after] = [days.filter(({ day }) => day <= from), days.filter(({ day }) => day > from)];
  return scoreMetrics.flatMap((metric) => {
    const [was, now] = [averageOf(before, metric), averageOf(after, metric)];
    if (was === undefined || now === undefined) return [];
    const trend = trendOf(metric, now - was);
    return trend === 'steady' ? [] : [{ metric, was, now, trend }];
  });
}
