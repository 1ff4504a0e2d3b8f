import { canSeeSession } from '../../coaching/sessions/can-see-session.ts';
import { decodeSessionFilter } from '../../coaching/sessions/filter-code.ts';
import { listSessions, type ListSessionsDeps } from '../../coaching/sessions/list-sessions.ts';
import { sessionNotFound } from '../../coaching/sessions/session-errors.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import type { CoachingSession } from '../../coaching/sessions/session.ts';
import type { SummaryRepository } from '../../coaching/summaries/ports.ts';
import type { Summary } from '../../coaching/summaries/summary.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import { openedSessionView } from '../../messages/views/opened-session.ts';
import type { SessionCardState } from '../../messages/views/session-card.ts';
import { sessionListView } from '../../messages/views/session-list.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { TurnContext } from '../turn-context.ts';

export interface SessionListDeps extends ListSessionsDeps {
  users: UserRepository;
  sessions: SessionRepository;
  summaries: SummaryRepository;
}

/** What is shown to one person alone holds what that person may see, whoever else is in the place. */
const forTheirEyes = ({ actor }: TurnContext) => ({ kind: 'direct', actor }) as const;

/** `/sessions` with words such as `with Priya last month`: the caller's sessions, for the caller's eyes. */
export function createSessionsCommand(deps: ListSessionsDeps): Command {
  return {
    usage: 'with Priya last month',
    description: 'Your coaching sessions: newest first, or those you describe',
    async run(context) {
      const audience = forTheirEyes(context);
      const listing = await listSessions(deps, { audience, text: context.turn.text });
      await context.reply.sendPrivately(sessionListView(audience, listing));
    },
  };
}

/** The buttons under lists of sessions. */
export function createSessionListActions(
  deps: SessionListDeps,
): Pick<ActionHandlers, 'session.open' | 'session.more'> {
  return {
    'session.more': refusing(async (context) => {
      const asked = decodeSessionFilter(context.turn.value);
      if (asked === undefined) throw outOfDate();
      const audience = forTheirEyes(context);
      const listing = await listSessions(deps, { audience, ...asked });
      await context.reply.sendPrivately(sessionListView(audience, listing, asked.after !== undefined));
    }),
    'session.open': refusing(async ({ actor, turn, reply, event }) => {
      const { organizationId } = actor;
      const session = await deps.sessions.find(organizationId, turn.value);
      if (session === undefined || !(await canSeeSession(deps, actor, session))) throw sessionNotFound();
      const [participants, summaries, facilitator] = await Promise.all([
        deps.sessions.participants(organizationId, session.id),
        deps.summaries.listBySession(organizationId, session.id),
        deps.users.findById(organizationId, session.facilitatorId),
      ]);
      const card = {
        session,
        participants,
        facilitator: facilitator?.name ?? 'Somebody who has left',
        state: stateOf(session, summaries, event.id),
        inThread: false,
      };
      await reply.sendPrivately(openedSessionView(card, summaries));
    }),
  };
}

function stateOf(
  { processing }: CoachingSession,
  summaries: readonly Summary[],
  referenceId: string,
): SessionCardState {
  switch (processing) {
    case 'none':
    case 'completed':
      return { kind: 'done', summaries };
    case 'failed':
      return { kind: 'failed', reason: '', referenceId };
    case 'pending':
    case 'processing':
      return { kind: 'working', done: summaries.length };
  }
}

const outOfDate = (): AppError =>
  new AppError({
    code: 'SESSION_040',
    message: 'a button of a list of sessions with a value that names none',
    userMessage: words.outOfDate,
  });
