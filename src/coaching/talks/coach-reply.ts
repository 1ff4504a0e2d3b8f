import type { Talk } from './talk.ts';

/** What the coach says in one turn, put together by the product: at most one question, at most one row of choices. */
export interface CoachReply {
  /** As the talk is once this was said. */
  talk: Talk;
  reflection: string;
  /** '' where the talk is over. */
  question: string;
  /** Verbatim words of the method or a procedure. */
  quote?: { text: string; title: string; version: number; section: string };
  /** The person's own ideas to choose a step from; the index is the one in the talk's `progress.options`. */
  choices: readonly string[];
  /** Set where the talk is over: it came to its end, or the person ended it. */
  ending?: 'closed' | 'stopped';
  /** Whether to ask, this once, how the talk was. */
  asksSatisfaction: boolean;
}

/** A reply as the caller shows it. `M` is the caller's kind of message, which JSON can hold. */
export interface Presented<M> {
  /** What the conversation keeps as the assistant's words. */
  text: string;
  messages: readonly M[];
}

/** Puts a reply into messages. */
export type Present<M> = (reply: CoachReply) => Presented<M> | Promise<Presented<M>>;
