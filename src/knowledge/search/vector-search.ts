import type { DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import type { Logger } from '../../shared/logger.ts';
import { withTimeLimit } from '../time-limit.ts';
import { VectorStoreUnavailable, type GuardedChroma } from './guarded-chroma.ts';
import type { SearchObserver } from './search-observer.ts';
import type { VectorIndex } from './vector-index.ts';

export interface VectorSearchOptions {
  /** The vectors of an organisation and model. */
  indexOf: (organizationId: string, embeddings: Embeddings) => VectorIndex;
  /** The configured model, taken for granted until the database names another. */
  embeddings: Embeddings;
  /** How questions are embedded for a model that serves; undefined when this process cannot. */
  embeddingsFor: (model: string) => Embeddings | undefined;
  chroma: GuardedChroma;
  logger: Logger;
  observer: SearchObserver;
}

/** What the database says about where to look. */
interface Whereabouts {
  populated: readonly DocumentScope[];
  servingModel: string | undefined;
}

interface VectorMatches {
  /** Cosine by chunk. */
  cosines: ReadonlyMap<string, number>;
  model: string;
}

interface Question {
  organizationId: string;
  scopes: readonly DocumentScope[];
  text: string;
  signal: AbortSignal | undefined;
  /** Chroma is asked when this is settled: what a cached result must not be older than. */
  after: Promise<unknown>;
}

/** Nearest chunks of each scope. */
const vectorCandidates = 16;
/** A hosted model may retry for a minute; a question goes on by words long before. In milliseconds. */
const embeddingTimeoutMs = 5_000;

const sameScope = (x: DocumentScope) => (y: DocumentScope) => x.type === y.type && x.access === y.access;

/**
 * Asks Chroma beside PostgreSQL rather than after it: with the model and the scopes that the organisation had at its last
 * question, put right when the database says otherwise.
 */
export class VectorSearch {
  readonly #options: VectorSearchOptions;
  readonly #remembered = new Map<string, Whereabouts>();
  /** Models that were said to be out of reach, so that it is said once. */
  readonly #unreachable = new Set<string>();

  constructor(options: VectorSearchOptions) {
    this.#options = options;
  }

  /** The rest of the search as a function of what the database found out; undefined: words alone must do. */
  start(question: Question): (found: Whereabouts) => Promise<VectorMatches | undefined> {
    const { organizationId, scopes } = question;
    const remembered = this.#remembered.get(organizationId);
    const model = remembered?.servingModel ?? this.#options.embeddings.model;
    const known = (remembered?.populated ?? []).filter((scope) => scopes.some(sameScope(scope)));
    const ask = this.#asker(question, model);
    const first = ask(known);
    // Awaited below, unless the text search fails before: then nobody is there to hear of it.
    first.catch(() => undefined);
    return async (found) => {
      const others = (remembered?.populated ?? []).filter((scope) => !scopes.some(sameScope(scope)));
      this.#remembered.set(organizationId, { ...found, populated: [...others, ...found.populated] });
      const serving = found.servingModel ?? this.#options.embeddings.model;
      if (serving !== model) {
        const cosines = await this.#asker(question, serving)(found.populated);
        return cosines && { cosines, model: serving };
      }
      const cosines = await first;
      const missed = found.populated.filter((scope) => !known.some(sameScope(scope)));
      if (!cosines || missed.length === 0) return cosines && { cosines, model };
      const rest = await ask(missed);
      return rest && { cosines: new Map([...cosines, ...rest]), model };
    };
  }

  #asker(
    { organizationId, text, signal, after }: Question,
    model: string,
  ): (scopes: readonly DocumentScope[]) => Promise<ReadonlyMap<string, number> | undefined> {
    const { indexOf, chroma, logger, observer } = this.#options;
    const embeddings = this.#embeddingsFor(organizationId, model);
    if (!embeddings || !chroma.available) return () => Promise.resolve(undefined);
    const vector = withTimeLimit(embeddings.embed([text], signal), embeddingTimeoutMs, 'The embedding model')
      .then(([first]) => first ?? [])
      .catch((error: unknown) => {
        if (signal?.aborted) return undefined;
        observer.failed('embedding');
        const reason = error instanceof Error ? error.name : 'unknown';
        logger.warn('a question was not embedded; answering by words alone', { organizationId, reason });
        return undefined;
      });
    return async (scopes) => {
      const [value] = await Promise.all([vector, after]);
      if (value === undefined) return undefined;
      if (scopes.length === 0) return new Map();
      const query = () => indexOf(organizationId, embeddings).search(scopes, value, vectorCandidates);
      return chroma.ask(query, signal).catch((error: unknown) => {
        if (error instanceof VectorStoreUnavailable) return undefined;
        throw error;
      });
    };
  }

  #embeddingsFor(organizationId: string, model: string): Embeddings | undefined {
    const { embeddings, embeddingsFor, logger } = this.#options;
    const found = model === embeddings.model ? embeddings : embeddingsFor(model);
    if (!found && !this.#unreachable.has(model)) {
      this.#unreachable.add(model);
      logger.warn('the serving embedding model is not configured; words alone until the new one is built', {
        organizationId,
        model,
      });
    }
    return found;
  }
}
