import { BaseCallbackHandler } from '@langchain/core/callbacks/base';

/**
 * Passes a model's text on while it grows. A try that fails half-way is repeated from its first word; what the person
 * has seen already is not sent twice, and a try that goes another way stays silent (the finished answer replaces all).
 */
export class StreamedText {
  readonly #emit: ((piece: string) => void) | undefined;
  #shown = '';

  constructor(emit: ((piece: string) => void) | undefined) {
    this.#emit = emit;
  }

  /**
   * A handler for one try; it also makes the model stream. All calls stream, heard or not, so that there is one path
   * to test. `isOpen` false: nothing is passed on yet.
   */
  handler(isOpen: () => boolean): BaseCallbackHandler {
    return new TokenHandler((soFar) => {
      if (isOpen()) this.#show(soFar);
    });
  }

  #show(soFar: string): void {
    if (!soFar.startsWith(this.#shown)) return;
    const piece = soFar.slice(this.#shown.length);
    if (piece === '') return;
    this.#shown = soFar;
    this.#emit?.(piece);
  }
}

class TokenHandler extends BaseCallbackHandler {
  override name = 'threadcoach-text';
  // Without this mark LangChain would call the model without streaming.
  lc_prefer_streaming = true;
  override awaitHandlers = true;
  readonly #onText: (soFar: string) => void;
  #soFar = '';

  constructor(onText: (soFar: string) => void) {
    super();
    this.#onText = onText;
  }

  override handleLLMNewToken(token: string): void {
    this.#soFar += token;
    this.#onText(this.#soFar);
  }
}
