import { LRUCache } from 'lru-cache';
import type { DocumentScope } from '../../coaching/knowledge/can-read.ts';
import type { SearchResult } from '../../coaching/knowledge/ports.ts';
import type { Clock } from '../../shared/clock.ts';

/** All that a result depends on beside the documents themselves. */
export interface CacheKey {
  organizationId: string;
  /** What the audience may read, not who they are: the same scopes find the same. */
  scopes: readonly DocumentScope[];
  /** The configured embedding model. */
  model: string;
  query: string;
  limit: number;
  maxCharacters: number;
}

interface Entry {
  revision: string;
  result: SearchResult;
}

const maxAgeMs = 24 * 3_600_000;
/** Characters of the passages kept, over all tenants; in memory about twice as many bytes. */
const maxCharacters = 16_000_000;
/** What an entry without passages takes. */
const entryOverhead = 500;

const sizeOf = ({ result }: Entry, key: string): number =>
  result.passages.reduce((sum, { text }) => sum + 2 * text.length, entryOverhead + key.length);

/** Capitals and spacing do not change what is asked. */
const normalised = (query: string): string =>
  query.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();

/** JSON keeps the parts apart, whatever stands in them. */
const toText = ({ organizationId, scopes, model, query, ...limits }: CacheKey): string =>
  JSON.stringify([
    organizationId,
    scopes.map(({ type, access }) => `${type}/${access}`).sort(),
    model,
    limits.limit,
    limits.maxCharacters,
    normalised(query),
  ]);

/**
 * Results of searches, for a day at most. One is handed out only while the revision of its scopes is the one it was found
 * under, so a change anywhere, by any process, ends it at once; the caller reads the revision from the database.
 */
export class SearchCache {
  readonly #entries: LRUCache<string, Entry>;

  constructor(clock: Clock) {
    this.#entries = new LRUCache({
      maxSize: maxCharacters,
      sizeCalculation: sizeOf,
      ttl: maxAgeMs,
      // Each look asks the clock.
      ttlResolution: 0,
      perf: { now: () => clock.now().getTime() },
    });
  }

  /** Whether it is worth while to read the revision before anything else. */
  has(key: CacheKey): boolean {
    return this.#entries.has(toText(key));
  }

  get(key: CacheKey, revision: string): SearchResult | undefined {
    const entry = this.#entries.get(toText(key));
    return entry?.revision === revision ? entry.result : undefined;
  }

  set(key: CacheKey, revision: string, result: SearchResult): void {
    this.#entries.set(toText(key), { revision, result });
  }
}
