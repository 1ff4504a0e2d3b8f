import { acceptConnection, declineConnection } from '../../coaching/connections/answer-request.ts';
import type { ConnectionFlowDeps } from '../../coaching/connections/ask-person.ts';
import { pauseConnections } from '../../coaching/connections/change-settings.ts';
import type { RefreshTermsDeps } from '../../coaching/connections/refresh-terms.ts';
import { connectionAnsweredView } from '../../messages/views/connection-request.ts';
import type { ActionHandlers } from '../actions.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import type { ConnectionPoster } from './connection-poster.ts';

export interface AnswerTurnDeps extends ConnectionFlowDeps, RefreshTermsDeps {
  users: RefreshTermsDeps['users'];
  poster: ConnectionPoster;
}

type AnswerAction =
  'connection.accept' | 'connection.decline' | 'connection.decline-pause' | 'connection.exclude';

/** What the one who was asked answers. A press counts only from them, and only while the question is open. */
export function createAnswerTurns(deps: AnswerTurnDeps): Pick<ActionHandlers, AnswerAction> {
  type Pressed = ContextOf<'action'>;
  const declining = (answer: 'declined' | 'excluded' | 'paused') =>
    refusing(async (context: Pressed) => {
      const { actor, turn, reply } = context;
      const id = turn.value;
      const { requestorId } = await declineConnection(deps, actor, { id, exclude: answer === 'excluded' });
      if (answer === 'paused') await pauseConnections(deps, actor);
      await reply.replace(turn.messageId, connectionAnsweredView(answer, ''));
      const asker = { organizationId: actor.organizationId, userId: requestorId };
      await deps.poster.tellClosed(asker, id, context);
    });
  return {
    'connection.accept': refusing(async (context) => {
      const { actor, turn, reply, event } = context;
      const press = { id: turn.value, isRetry: event.attempts > 1 };
      const { suggestion, introduce } = await acceptConnection(deps, actor, press);
      if (introduce) await deps.poster.introduce(suggestion, context);
      const asker = await deps.users.findById(actor.organizationId, suggestion.requestorId);
      await reply.replace(turn.messageId, connectionAnsweredView('accepted', asker?.name ?? ''));
    }),
    'connection.decline': declining('declined'),
    'connection.decline-pause': declining('paused'),
    'connection.exclude': declining('excluded'),
  };
}
