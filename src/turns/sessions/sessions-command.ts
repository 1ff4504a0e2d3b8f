import type { UserRepository } from '../../coaching/people/ports.ts';
import { listSessions } from '../../coaching/sessions/list-sessions.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import { sessionListView } from '../../messages/views/session-list.ts';
import type { Command } from '../commands/commands.ts';

const sessionsShown = 10;

/** `/sessions`: the newest sessions that the caller may see, for the caller's eyes. */
export function createSessionsCommand(deps: { users: UserRepository; sessions: SessionRepository }): Command {
  return {
    usage: '',
    description: 'Your latest coaching sessions',
    async run({ actor, reply }) {
      const sessions = await listSessions(deps, actor);
      await reply.sendPrivately(sessionListView(sessions.slice(0, sessionsShown), sessions.length));
    },
  };
}
