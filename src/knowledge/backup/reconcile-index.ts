import type { ChunkStore } from '../../coaching/knowledge/chunk-store.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import type { Logger } from '../../shared/logger.ts';
import { AppError } from '../../shared/errors.ts';
import { indexPending } from '../ingest/index-pending.ts';
import { embedMissing } from '../ingest/embed-missing.ts';
import { organizationOfCollection } from '../search/collection-name.ts';
import type { VectorIndex } from '../search/vector-index.ts';
import {
  compareIndex,
  compareScopes,
  deviationOf,
  type CompareDeps,
  type IndexComparison,
} from './compare-index.ts';
import { indexAway } from './errors.ts';

export interface ReconcileDeps extends CompareDeps {
  chunks: ChunkStore;
  indexOf: (organizationId: string) => VectorIndex;
  embeddings: Embeddings;
  logger: Logger;
}

/** One namespace's proof: what PostgreSQL has, what Chroma had, what was wrong, and what Chroma has now. */
export interface NamespaceProof {
  type: string;
  access: string;
  expected: number;
  found: number;
  missing: number;
  extra: number;
  wrong: number;
  /** Undefined in a dry run. */
  after?: number;
  complete: boolean;
}

export interface ReconcileReport {
  model: string;
  dryRun: boolean;
  namespaces: NamespaceProof[];
  /** Collections of namespaces or models that there are none of, and, where asked for, of organisations. */
  foreignCollections: string[];
  /** Missing, extra and wrong vectors by expected ones, before the repair. */
  deviation: number;
  /** Every namespace holds exactly the vectors that PostgreSQL has, with the right scope. */
  complete: boolean;
}

const isComplete = ({ missing, extra, wrong, broken }: IndexComparison): boolean =>
  !broken && missing.length + extra.length + wrong.length === 0;

async function repair(deps: ReconcileDeps, organizationId: string, scope: IndexComparison): Promise<void> {
  const { inventory, expectations } = deps;
  if (scope.broken) await inventory.drop(scope.collection);
  else await inventory.remove(scope.collection, [...scope.extra, ...scope.wrong]);
  // Forgotten before they are added: what an interruption leaves goes along with the next load.
  await expectations.unconfirm(organizationId, scope.model, [...scope.missing, ...scope.wrong]);
}

async function orphans({ inventory, expectations }: ReconcileDeps): Promise<string[]> {
  const names = await inventory.collections();
  const owners = [...new Set(names.map(organizationOfCollection).filter((owner) => owner !== undefined))];
  const gone = new Set<string>();
  for (const owner of owners) if (!(await expectations.organizationExists(owner))) gone.add(owner);
  return names.filter((name) => gone.has(organizationOfCollection(name) ?? ''));
}

/**
 * Makes the vector store hold exactly what PostgreSQL has, whatever happened to it: deleted, truncated, out of date, with
 * vectors of chunks that are gone or of another scope. Then compares again, id by id. Search goes on meanwhile.
 *
 * @param options.dryRun only compares
 * @param options.orphans also removes collections of organisations that this database does not have; only where the
 *   vector store serves no other deployment. @default false
 * @throws AppError KNOWLEDGE_048 (retry later) when Chroma is away, and what the embedding model throws
 */
export async function reconcileIndex(
  deps: ReconcileDeps,
  organizationId: string,
  options: { dryRun?: boolean; orphans?: boolean } = {},
): Promise<ReconcileReport> {
  const { dryRun = false } = options;
  const { inventory, chunks, indexOf, embeddings } = deps;
  try {
    const before = await compareIndex(deps, organizationId, embeddings);
    const foreign = [...before.foreign, ...(options.orphans ? await orphans(deps) : [])];
    if (!dryRun) {
      for (const scope of before.scopes) if (!isComplete(scope)) await repair(deps, organizationId, scope);
      for (const { collection, extra } of before.others) await inventory.remove(collection, extra);
      for (const name of foreign) await inventory.drop(name);
      await embedMissing(chunks, embeddings, organizationId);
      await indexPending(chunks, indexOf(organizationId), organizationId, embeddings.model);
    }
    const after = dryRun ? before.scopes : await compareScopes(deps, organizationId, embeddings);
    const afterOf = new Map(after.map((scope) => [scope.collection, scope]));
    const namespaces = before.scopes.map((scope): NamespaceProof => {
      const now = afterOf.get(scope.collection) ?? scope;
      return {
        type: scope.type,
        access: scope.access,
        expected: now.expected,
        found: scope.found,
        missing: scope.missing.length,
        extra: scope.extra.length,
        wrong: scope.wrong.length,
        ...(dryRun ? {} : { after: now.found }),
        complete: isComplete(now),
      };
    });
    return {
      model: embeddings.model,
      dryRun,
      namespaces,
      foreignCollections: foreign,
      deviation: deviationOf(before.scopes),
      complete: namespaces.every(({ complete }) => complete) && (!dryRun || foreign.length === 0),
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw indexAway(error);
  }
}
