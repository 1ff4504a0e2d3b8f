import express from 'express';
import { ThreadcoachTeamsAdapter } from '../../../src/bot/teams/adapter.ts';
import type { TeamsCredentials } from '../../../src/bot/teams/adapter.ts';
import { createTeamsRouter } from '../../../src/bot/teams/receiver.ts';
import type { Intake } from '../../../src/turns/ports.ts';
import type { Query, QueryAnswer } from '../../../src/turns/query.ts';
import type { Turn } from '../../../src/turns/turn.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { serve } from './http-server.ts';

/** The real router and adapter before an inbox that is a list. */
export async function startBot(credentials: TeamsCredentials) {
  const adapter = new ThreadcoachTeamsAdapter(credentials);
  const turns: { turn: Turn; addressed: boolean }[] = [];
  const queries: Query[] = [];
  const waiting: { wanted: (turn: Turn) => boolean; resolve: (turn: Turn) => void }[] = [];
  const state: {
    intake: Intake;
    answer: (query: Query) => QueryAnswer;
  } = {
    intake: () => Promise.resolve({ kind: 'stored', inboxEventId: 'e1', organizationId: 'o1' }),
    answer: () => ({ kind: 'refused', message: 'not now' }),
  };
  const app = express();
  app.disable('x-powered-by');
  app.use(
    createTeamsRouter({
      adapter,
      logger: silentLogger,
      intake: async (turn, options) => {
        const taken = await state.intake(turn, options);
        turns.push({ turn, addressed: options.addressed });
        const index = waiting.findIndex((waiter) => waiter.wanted(turn));
        if (index >= 0) waiting.splice(index, 1)[0]?.resolve(turn);
        return taken;
      },
      answerQuery: (query) => {
        queries.push(query);
        return Promise.resolve(state.answer(query));
      },
    }),
  );
  const server = await serve(app);
  return {
    adapter,
    turns,
    queries,
    state,
    url: `${server.url}/api/messages`,
    /** The next turn that is as wanted, past ones included. */
    turn: (wanted: (turn: Turn) => boolean): Promise<Turn> => {
      const past = turns.find(({ turn }) => wanted(turn));
      if (past) return Promise.resolve(past.turn);
      return new Promise((resolve) => waiting.push({ wanted, resolve }));
    },
    close: server.close,
  };
}
export type TeamsBot = Awaited<ReturnType<typeof startBot>>;
