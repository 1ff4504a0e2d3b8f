import type { NumberedPassage } from '../knowledge/numbered-passage.ts';
import type { TalkKind, TalkStage } from './talk.ts';

/** What the assistant knows of the person it talks with; only what the person may see themselves. */
export interface PersonContext {
  firstName: string;
  /** From the Star Card, most dots first; none without one. */
  strengths: readonly { name: string; dots: number }[];
  flow: readonly string[];
  /** Titles of active goals. */
  goals: readonly string[];
  /** Own words about what moves them, what they want to develop, and how they like to be talked to. */
  motivators: readonly string[];
  developmentAreas: readonly string[];
  respondsTo: readonly string[];
  /** Titles of open action items. */
  actions: readonly string[];
  /** What was chosen in the talk before this one, and on which day it was to be. */
  lastStep?: { topic?: string; step: string; on?: string };
}

/** All that the next move is made from. */
export interface CoachSituation {
  kind: TalkKind;
  /** Where the talk stood when the person said `words`. */
  stage: TalkStage;
  /** Earlier words of this talk, oldest first. */
  said: readonly { role: 'user' | 'assistant'; text: string }[];
  words: string;
  topic?: string;
  /** Ids of questions asked so far. */
  asked: readonly string[];
  /** The person's own ideas so far. */
  options: readonly string[];
  nextStep?: string;
  person: PersonContext;
  /** What the knowledge base holds on it, as far as the person may read it. */
  passages: readonly NumberedPassage[];
  /** Calendar day `YYYY-MM-DD` where the person is. */
  today: string;
}

/** What the assistant says next. The product puts it together, so that there is never more than one question. */
export interface CoachMove {
  /** Where the talk stands after it. */
  stage: TalkStage;
  /** Gives back what was said, in the person's own words; one or two sentences without advice or question. May be ''. */
  reflection: string;
  /** Words of the method or a procedure, verbatim, where they help now. */
  quote?: { passage: number; text: string };
  /** Exactly one question; '' only where the talk closes. */
  question: string;
  /** Names the question, so that it is not asked twice, e.g. `situation.moment`; of a model's own question `<stage>.own`. */
  questionId: string;
  /** Keys as in `ContextUsed.fields`. */
  uses: readonly string[];
  /** The talk's kind as it shows by now. */
  kind?: TalkKind;
  /** The topic, where these words named it. */
  topic?: string;
  /** Ideas that the person named in these words. */
  options?: readonly string[];
  /** The step that the person chose in these words. */
  step?: { text: string; on?: string };
  /** From 1 to 10, where these words say so. */
  confidence?: number;
}

export interface CoachAsked {
  organizationId: string;
  requireOffline: boolean;
  signal: AbortSignal;
}

/** Thinks of the next move: a question tree, or a model held to the same rules. */
export interface CoachMind {
  /** e.g. `coach@1`; of the question tree `tree@1`. Recorded with the talk. */
  readonly promptVersion: string;
  /**
   * @returns the move, and the model that made it
   * @throws AppError MODEL_STOPPED when `signal` ended it; nothing else
   */
  next(
    situation: CoachSituation,
    asked: CoachAsked,
  ): Promise<{ move: CoachMove; model: string; promptVersion: string }>;
}

/** What is wrong with a move; the same rules judge every model, and the evaluation. */
export type MoveFault =
  /** More than one question, or none. */
  | 'one-question'
  /** Can be answered with yes or no. */
  | 'closed-question'
  /** Nothing of the person's own words in it. */
  | 'no-reflection'
  /** Tells what to do, before or inside the question. */
  | 'advice'
  /** A quote that stands in no passage. */
  | 'quote'
  /** Longer than a person reads in chat. */
  | 'too-long'
  /** A step, option or topic that the person did not say. */
  | 'not-their-words';
