import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { faultsOf } from './check-move.ts';
import type { CoachAsked, CoachMind, CoachMove, CoachSituation, MoveFault } from './coach-mind.ts';

/** After so many questions of one talk the tree, which brings it to an end, goes on. */
const questionsAtMost = 16;

/** What a model proposed, and why it may not be said. */
export interface RefusedMove {
  move: CoachMove;
  faults: readonly MoveFault[];
}

/** A model that proposes moves; what it proposes is not said before it is checked. */
export interface MoveProposer {
  /** e.g. `coach@1`. */
  readonly promptVersion: string;
  /** Name of the model. */
  readonly model: string;
  /**
   * @param refused set when it is asked again: what it proposed before
   * @throws AppError MODEL_STOPPED when `asked.signal` ended it; anything else means that it has no move
   */
  propose(situation: CoachSituation, asked: CoachAsked, refused?: RefusedMove): Promise<CoachMove>;
}

/**
 * A model held to the method: a move with a fault is asked for once more with the faults named, and after that the question
 * tree asks. Organisations that allow no outside model get the tree at once. Never throws but MODEL_STOPPED.
 */
export function guardedMind(proposer: MoveProposer, tree: CoachMind, logger: Logger): CoachMind {
  const { promptVersion, model } = proposer;

  const proposed = async (situation: CoachSituation, asked: CoachAsked): Promise<CoachMove | undefined> => {
    let refused: RefusedMove | undefined;
    for (const lastTry of [false, true]) {
      const move = await proposer.propose(situation, asked, refused);
      const faults = faultsOf(move, situation);
      if (faults.length === 0) return move;
      refused = { move, faults };
      // Names of rules, never what was said.
      logger.info('a coaching move was refused', {
        organizationId: asked.organizationId,
        promptVersion,
        faults: faults.join(' '),
        lastTry,
      });
    }
    return undefined;
  };

  return {
    promptVersion,
    async next(situation, asked) {
      if (asked.requireOffline || situation.asked.length >= questionsAtMost)
        return tree.next(situation, asked);
      try {
        const move = await proposed(situation, asked);
        if (move !== undefined) return { move, model, promptVersion };
      } catch (error) {
        if (isStopped(error) || asked.signal.aborted) throw stoppedBy(error);
        logger.warn('the question tree coaches instead of the model', {
          organizationId: asked.organizationId,
          promptVersion,
          code: error instanceof AppError ? error.code : 'unknown',
        });
      }
      return tree.next(situation, asked);
    },
  };
}

const isStopped = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'MODEL_STOPPED';

const stoppedBy = (error: unknown): AppError =>
  isStopped(error)
    ? error
    : new AppError({
        code: 'MODEL_STOPPED',
        message: 'The call was stopped.',
        retry: 'later',
        cause: error,
      });
