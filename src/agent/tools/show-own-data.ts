import { ownActions } from '../../coaching/actions/own-actions.ts';
import { ownNextSession } from '../../coaching/performance/own-next-session.ts';
import { ownPlan } from '../../coaching/performance/own-plan.ts';
import { ownScores, shiftDay, todayOf } from '../../coaching/performance/own-scores.ts';
import type { OwnDataRequest } from '../../coaching/performance/read-request.ts';
import { whatChanged, type WhatChangedDeps } from '../../coaching/performance/what-changed.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { readPeriod } from '../../coaching/records/read-period.ts';
import type { AnnotationRepository } from '../../coaching/performance/annotation-ports.ts';
import type { CustomMetric } from '../../coaching/performance/custom-metric.ts';
import type { CustomMetricRepository } from '../../coaching/performance/custom-metric-ports.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import type { Message } from '../../messages/message.ts';
import { ownActionsView } from '../../messages/views/action-items.ts';
import { ownCustomView } from '../../messages/views/custom-metrics.ts';
import { ownChangesView, ownOverviewView, ownSessionView } from '../../messages/views/own-data.ts';
import { ownPlanView } from '../../messages/views/own-plan.ts';
import { ownScoresView } from '../../messages/views/own-scores.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';

export interface OwnDataDeps extends WhatChangedDeps {
  dates: DateReader;
  /** What leaders wrote beside figures; undefined: nothing is shown of it. */
  annotations?: Pick<AnnotationRepository, 'list'>;
  /** Figures of the organisation's own; undefined: none. */
  customMetrics?: Pick<CustomMetricRepository, 'list' | 'days'>;
}

/**
 * What a person asked for of their own data, as they will see it; for a tool, a command and plain words alike.
 * @param said the words that name the days
 * @param direct false: it will be shown to the person alone, but in a shared place. A plan is for the direct message.
 * @throws AppError METRIC_002
 */
export async function showOwnData(
  deps: OwnDataDeps,
  actor: Actor,
  { request, said, direct }: { request: OwnDataRequest; said: string; direct: boolean },
): Promise<Message> {
  const { period } = readPeriod(said, todayOf(deps.clock, actor), deps.dates);
  const within = period === undefined ? {} : { period };
  switch (request.what) {
    case 'scores': {
      const { metric } = request;
      const scores = await ownScores(deps, actor, { ...within, ...(metric === undefined ? {} : { metric }) });
      const notes = await deps.annotations?.list(actor.organizationId, [actor.id], scores.period);
      return ownScoresView(scores, notes);
    }
    case 'actions':
      return ownActionsView(await ownActions(deps, actor));
    case 'plan':
      return direct
        ? ownPlanView(await ownPlan(deps, actor))
        : sayView('talk.own-plan', words.ownData.onlyDirect, words.audience.direct);
    case 'session':
      return ownSessionView(await ownNextSession(deps, actor), actor);
    case 'changes': {
      const changed = await whatChanged(deps, actor, {
        since: request.sinceLook === true ? 'look' : 'session',
      });
      const own = { organizationId: actor.organizationId, userId: actor.id };
      await deps.ownHistory.markSeen(own, deps.clock.now());
      return ownChangesView(changed, actor, direct);
    }
    case 'overview': {
      const [scores, actions, session, plan] = await Promise.all([
        ownScores(deps, actor, within),
        ownActions(deps, actor),
        ownNextSession(deps, actor),
        direct ? ownPlan(deps, actor) : undefined,
      ]);
      return ownOverviewView({ scores, actions, session, plan }, actor.timezone);
    }
  }
}

const customDays = 30;

/** The custom figure that words name, by its label or its column; the longest of several. */
export async function customMetricIn(
  { customMetrics }: Pick<OwnDataDeps, 'customMetrics'>,
  { organizationId }: Actor,
  said: string,
): Promise<CustomMetric | undefined> {
  const plain = (text: string) =>
    ` ${text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  const words = plain(said);
  const named = ((await customMetrics?.list(organizationId)) ?? []).filter(
    ({ key, label }) => words.includes(plain(label)) || words.includes(plain(key)),
  );
  return named.sort((one, other) => other.label.length - one.label.length)[0];
}

/** One custom figure of the actor's own; without days named the last thirty. @param said the words that name the days */
export async function showOwnCustom(
  { customMetrics, clock, dates }: Pick<OwnDataDeps, 'customMetrics' | 'clock' | 'dates'>,
  actor: Actor,
  metric: CustomMetric,
  said: string,
): Promise<Message> {
  const today = todayOf(clock, actor);
  const { period = {} } = readPeriod(said, today, dates);
  const to = period.to === undefined || period.to > today ? today : period.to;
  const range = { from: period.from ?? shiftDay(to, 1 - customDays), to };
  const days = (await customMetrics?.days(actor.organizationId, actor.id, metric.id, range)) ?? [];
  return ownCustomView(metric, days, range);
}
