import { ownActions } from '../../coaching/actions/own-actions.ts';
import { ownNextSession } from '../../coaching/performance/own-next-session.ts';
import { ownPlan } from '../../coaching/performance/own-plan.ts';
import { ownScores, todayOf } from '../../coaching/performance/own-scores.ts';
import type { OwnDataRequest } from '../../coaching/performance/read-request.ts';
import { whatChanged, type WhatChangedDeps } from '../../coaching/performance/what-changed.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { readPeriod } from '../../coaching/records/read-period.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import type { Message } from '../../messages/message.ts';
import { ownActionsView } from '../../messages/views/action-items.ts';
import { ownChangesView, ownOverviewView, ownSessionView } from '../../messages/views/own-data.ts';
import { ownPlanView } from '../../messages/views/own-plan.ts';
import { ownScoresView } from '../../messages/views/own-scores.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';

export interface OwnDataDeps extends WhatChangedDeps {
  dates: DateReader;
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
      return ownScoresView(
        await ownScores(deps, actor, { ...within, ...(metric === undefined ? {} : { metric }) }),
      );
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
