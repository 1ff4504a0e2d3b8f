/** Vectors for texts. One instance stands for one model: collections are keyed by `model` and `dimension`. */
export interface Embeddings {
  /** Stable name, part of the collection's key, e.g. `use-lite-0.2` or `text-embedding-3-small`. */
  readonly model: string;
  readonly dimension: number;
  /** Same order as `texts`; unit length not promised. @throws AppError MODEL_* */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<number[][]>;
}

/** What one call of a model cost; recorded for each call, never with its text. */
export interface ModelCall {
  organizationId: string;
  /** `answer`, `summary`, `refine`, `embed`. */
  purpose: string;
  /** e.g. `answer@3`: file name and version of the prompt. */
  promptVersion: string;
  model: string;
  inputTokens: number;
  outputTokens: number;
  durationMs: number;
  /** `ok`, `fallback` (the offline model answered), or an error code. */
  outcome: string;
}

export interface ModelCallRepository {
  record(call: ModelCall): Promise<void>;
}
