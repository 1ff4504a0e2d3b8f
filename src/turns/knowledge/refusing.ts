import { failureView } from '../../messages/views/talk.ts';
import { AppError } from '../../shared/errors.ts';
import type { TurnContext } from '../turn-context.ts';

/** A "no" with its reason is said to the person who asked, without a reference, and the turn is done. Faults go on. */
export const refusing =
  <C extends TurnContext>(run: (context: C) => Promise<void>) =>
  async (context: C): Promise<void> => {
    try {
      await run(context);
    } catch (error) {
      if (!(error instanceof AppError) || error.retry === 'later' || error.userMessage === undefined)
        throw error;
      await context.reply.sendPrivately(failureView(error.userMessage));
    }
  };
