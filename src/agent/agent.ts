import type { Audience } from '../coaching/access/audience.ts';
import type { ConversationMessage } from '../coaching/conversations/conversation.ts';
import type { SearchResult } from '../coaching/knowledge/ports.ts';
import type { Actor } from '../coaching/people/user.ts';
import type { Message } from '../messages/message.ts';

/** Everything one turn of free text brings along. Tools take the person from here, never from a model's arguments. */
export interface AgentInput {
  turnId: string;
  actor: Actor;
  audience: Audience;
  question: string;
  /** The conversation that the question was asked in; undefined: nothing of it is to be written by a tool. */
  conversationKey?: string;
  /** Earlier messages of this conversation, oldest first, without the question. */
  history: readonly ConversationMessage[];
  /** Set in a session's thread. */
  session?: {
    id: string;
    title: string;
    participants: readonly string[];
    /** The summary that this person chose last with "Refine" in this thread. */
    focus?: string;
    /** Key of the place, under which choices are remembered. */
    conversationKey?: string;
  };
  /** The organisation's choice: no outside model. */
  requireOffline: boolean;
  signal: AbortSignal;
  /**
   * Pieces of the answer while it is written, in order. They are a preview: what the outcome holds has been checked and
   * replaces them.
   */
  onText?: (piece: string) => void;
  /** What is being done, in a few words for the person. */
  onProgress?: (text: string) => void;
}

/** Where an answer stands. `quote` is `document.text.slice(start, end)`, chosen by us and not by the model. */
export interface Citation {
  /** The `[n]` mark in the answer's text. */
  number: number;
  documentId: string;
  /** Name (stable key) of the document. */
  document: string;
  title: string;
  version: number;
  /** Heading path joined with ` › `. */
  section: string;
  quote: string;
  start: number;
  end: number;
}

interface SearchDone {
  mode: SearchResult['mode'];
  results: readonly { documentId: string; start: number; end: number; score: number }[];
}

export type AgentOutcome =
  | {
      kind: 'answer';
      /** Markdown with `[n]` marks, each of which is in `citations`. From a model: make it safe before showing it. */
      text: string;
      citations: readonly Citation[];
      grounded: true;
      /** From 0 to 1: how well the quotes support what is said, and how much had to be left out. */
      confidence: number;
      /** Set when the offline model stood in: a sentence that says so and why. */
      fallback?: string;
      /** Sentences of the model that are not in `text`, because no passage backs them. */
      leftOut: number;
      search: SearchDone;
    }
  /** Nothing in the knowledge base answers it. `searched` is false, and `search` missing, when the model never looked. */
  | { kind: 'not-found'; searched: boolean; search?: SearchDone; fallback?: string }
  /**
   * Tools did what was asked, or a question back. `text` is plain and stands alone when there are no views; beside views it
   * is what the conversation keeps of them.
   */
  | { kind: 'handled'; views: readonly Message[]; text?: string; fallback?: string };

/** The one agent. */
export interface Agent {
  /**
   * Answers within 60 s and six tool steps.
   * @throws AppError AGENT_* with `retry: 'later'` when it was stopped, took too long or a tool broke
   */
  answer(input: AgentInput): Promise<AgentOutcome>;
}
