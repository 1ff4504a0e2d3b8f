import type { TalkStage } from '../../../src/coaching/talks/talk.ts';

/** What a person reads in answer to their words, and what was recorded with it. */
export interface TalkAnswer {
  /** As it is read, quotes and sources included. */
  text: string;
  /** Where the talk stands now. */
  stage: TalkStage;
  citations: readonly { document: string; version: number; section: string; quote: string }[];
  /** Keys of what was drawn on, as in `ContextUsed.fields`. */
  uses: readonly string[];
  model: string;
  promptVersion: string;
  /** Set when the talk ended, with the step that was chosen, where one was. */
  closed?: { step?: string };
}

/** One conversation, whatever is behind it. */
export interface TalkDriver {
  say(words: string): Promise<TalkAnswer>;
}
