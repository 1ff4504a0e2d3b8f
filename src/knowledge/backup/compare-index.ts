import { ChromaConnectionError } from 'chromadb';
import type { IndexExpectations, IndexScope } from '../../coaching/knowledge/backup-ports.ts';
import { collectionName } from '../search/collection-name.ts';
import type { VectorInventory } from '../search/vector-inventory.ts';

/** One collection beside the namespace that it should hold the vectors of. */
export interface IndexComparison extends IndexScope {
  collection: string;
  model: string;
  /** Vectors that PostgreSQL has. */
  expected: number;
  /** Vectors that Chroma has. */
  found: number;
  missing: readonly string[];
  /** Of chunks that are gone, or stand in another namespace. */
  extra: readonly string[];
  /** Of a chunk that is right, with the metadata of another organisation, namespace, document or version. */
  wrong: readonly string[];
  /** The collection cannot be read. */
  broken: boolean;
}

export interface CompareDeps {
  inventory: VectorInventory;
  expectations: IndexExpectations;
}

const isAway = (error: unknown): boolean =>
  error instanceof ChromaConnectionError ||
  (error instanceof Error && / within \d+ ms$/u.test(error.message));

/** @throws what Chroma's client throws when it cannot be reached */
async function compareScope(
  { inventory, expectations }: CompareDeps,
  organizationId: string,
  scope: IndexScope,
  embeddings: { model: string; dimension: number },
): Promise<IndexComparison> {
  const { type, access } = scope;
  const collection = collectionName(organizationId, scope, embeddings);
  // Chroma first: a version that comes into force in between is missing at worst, and adding it again changes nothing.
  const stored = await inventory.vectors(collection).catch((error: unknown) => {
    if (isAway(error)) throw error;
    return undefined;
  });
  const expected = new Map(
    (await expectations.expected(organizationId, scope, embeddings.model)).map((vector) => [
      vector.chunkId,
      vector,
    ]),
  );
  const found = stored ?? new Map<string, Record<string, unknown>>();
  const should = { organizationId, type, access };
  const isWrong = (chunkId: string): boolean => {
    const vector = expected.get(chunkId);
    const metadata = found.get(chunkId);
    if (vector === undefined || metadata === undefined) return false;
    const all = { ...should, documentId: vector.documentId, version: vector.version };
    // Records carry what their kind needs: only what is there is compared.
    return Object.entries(all).some(([key, value]) => key in metadata && metadata[key] !== value);
  };
  return {
    type,
    access,
    collection,
    model: embeddings.model,
    expected: expected.size,
    found: found.size,
    missing: [...expected.keys()].filter((id) => !found.has(id)),
    extra: [...found.keys()].filter((id) => !expected.has(id)),
    wrong: [...found.keys()].filter(isWrong),
    broken: stored === undefined,
  };
}

/** Compares the collections that serve with PostgreSQL, id by id. @throws what Chroma's client throws */
export async function compareScopes(
  deps: CompareDeps,
  organizationId: string,
  embeddings: { model: string; dimension: number },
): Promise<IndexComparison[]> {
  const compared: IndexComparison[] = [];
  for (const scope of await deps.expectations.scopes(organizationId))
    compared.push(await compareScope(deps, organizationId, scope, embeddings));
  return compared;
}

export interface IndexState {
  /** Of the model that is configured. */
  scopes: IndexComparison[];
  /** Of other models that have vectors in PostgreSQL: only what is too much there matters. */
  others: IndexComparison[];
  /** Collections under the organisation's name that belong to no namespace and model of it. */
  foreign: string[];
}

/** Compares all of an organisation's collections, those that nothing serves from too. @throws what Chroma's client throws */
export async function compareIndex(
  deps: CompareDeps,
  organizationId: string,
  embeddings: { model: string; dimension: number },
): Promise<IndexState> {
  const names = await deps.inventory.collections(organizationId);
  const scopes = await compareScopes(deps, organizationId, embeddings);
  const models = (await deps.expectations.models(organizationId)).filter(
    ({ model }) => model !== embeddings.model,
  );
  const others: IndexComparison[] = [];
  for (const scope of scopes) {
    for (const model of models) {
      if (names.includes(collectionName(organizationId, scope, model)))
        others.push(await compareScope(deps, organizationId, scope, model));
    }
  }
  const known = new Set([...scopes, ...others].map(({ collection }) => collection));
  return { scopes, others, foreign: names.filter((name) => !known.has(name)) };
}

/** Vectors that are missing, too much or wrong, as a share of those that should be there. 0: complete. */
export function deviationOf(scopes: readonly IndexComparison[]): number {
  const off = scopes.reduce(
    (sum, { missing, extra, wrong }) => sum + missing.length + extra.length + wrong.length,
    0,
  );
  const expected = scopes.reduce((sum, scope) => sum + scope.expected, 0);
  return off / Math.max(1, expected);
}
