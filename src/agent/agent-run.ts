import type { NumberedPassage } from '../coaching/knowledge/numbered-passage.ts';
import type { Passage, SearchResult } from '../coaching/knowledge/ports.ts';
import type { Message } from '../messages/message.ts';
import type { Clock } from '../shared/clock.ts';
import type { AgentInput } from './agent.ts';
import type { StreamedText } from './streamed-text.ts';

/** What happens during one turn: the run's context, shared by middleware and tools. Never stored. */
export class AgentRun {
  readonly input: AgentInput;
  /** Ends with the person's own signal or the turn's time limit. */
  readonly signal: AbortSignal;
  readonly text: StreamedText;
  readonly views: Message[] = [];
  toolSteps = 0;
  /** Calls whose arguments did not fit the tool. */
  misfits = 0;
  /** Set once a tool other than the search has run. */
  acted = false;
  searched = false;
  mode: SearchResult['mode'] = 'hybrid';
  /** What the conversation keeps of the views. */
  spoken: string | undefined;
  /** The sentence that announces the offline model; once set, the turn stays with it. */
  fallback: string | undefined;
  /** A tool's refusal, in its own words for the person. */
  refusal: string | undefined;
  readonly #passages: NumberedPassage[] = [];
  readonly #startedAt: number;

  constructor(input: AgentInput, signal: AbortSignal, text: StreamedText, startedAt: Date) {
    this.#startedAt = startedAt.getTime();
    this.input = input;
    this.signal = signal;
    this.text = text;
  }

  get passages(): readonly NumberedPassage[] {
    return this.#passages;
  }

  /** True when the tools have said all there is to say. */
  get isOver(): boolean {
    return this.views.length > 0 || this.refusal !== undefined;
  }

  elapsedMs(clock: Clock): number {
    return clock.now().getTime() - this.#startedAt;
  }

  /** Gives passages their numbers; one that was found before keeps its own. */
  number(found: readonly Passage[]): NumberedPassage[] {
    return found.map((passage) => {
      const known = this.#passages.find(
        ({ passage: other }) =>
          other.documentId === passage.documentId &&
          other.start === passage.start &&
          other.end === passage.end,
      );
      if (known) return known;
      const numbered = { number: this.#passages.length + 1, passage };
      this.#passages.push(numbered);
      return numbered;
    });
  }
}
