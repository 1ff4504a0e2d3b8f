import type { KnowledgeMetrics, SearchCounts } from '../../coaching/knowledge/health-ports.ts';
import type { Logger } from '../../shared/logger.ts';
import { compareScopes, deviationOf } from './compare-index.ts';
import { reconcileIndex, type ReconcileDeps } from './reconcile-index.ts';

/** Above this share of vectors that are off, the index is repaired by itself, and somebody is told. */
const maxDeviation = 0.05;
/** Above this share of searches that fail, somebody is told. */
const maxFailureRate = 0.001;

/**
 * Compares an organisation's index with PostgreSQL, and repairs it when more than 5 % is off. Never throws for a vector
 * store that is away: that counts as a deviation of 1.
 */
export async function checkIndex(
  deps: ReconcileDeps & { metrics: KnowledgeMetrics },
  organizationId: string,
): Promise<{ deviation: number; repaired: boolean }> {
  const { logger, metrics, embeddings } = deps;
  let deviation: number;
  try {
    deviation = deviationOf(await compareScopes(deps, organizationId, embeddings));
  } catch (error) {
    metrics.indexDeviation(organizationId, 1);
    const reason = error instanceof Error ? error.name : 'unknown';
    logger.error('the knowledge index cannot be checked; is Chroma up?', { organizationId, reason });
    return { deviation: 1, repaired: false };
  }
  metrics.indexDeviation(organizationId, deviation);
  if (deviation <= maxDeviation) return { deviation, repaired: false };
  logger.error('the knowledge index deviates from the database; it is being repaired', {
    organizationId,
    deviation,
    code: 'KNOWLEDGE_050',
  });
  try {
    const { complete } = await reconcileIndex(deps, organizationId);
    const after = complete ? 0 : deviationOf(await compareScopes(deps, organizationId, embeddings));
    metrics.indexDeviation(organizationId, after);
    if (complete) logger.info('the knowledge index is complete again', { organizationId });
    else logger.error('the knowledge index could not be repaired', { organizationId, deviation: after });
    return { deviation, repaired: complete };
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    logger.error('the knowledge index could not be repaired', { organizationId, reason });
    return { deviation, repaired: false };
  }
}

/** Looks at the searches since the last look, in this process; tells when more than 0.1 % of them failed. */
export function createSearchCheck(
  counts: () => SearchCounts,
  { metrics, logger }: { metrics: KnowledgeMetrics; logger: Logger },
): () => void {
  let last: SearchCounts = { searches: 0, failures: 0 };
  return () => {
    const now = { ...counts() };
    const searches = now.searches - last.searches;
    const failures = now.failures - last.failures;
    last = now;
    const rate = searches === 0 ? 0 : failures / searches;
    metrics.searchFailures(rate);
    if (rate > maxFailureRate)
      logger.error('searches of the knowledge base fail', { searches, failures, code: 'KNOWLEDGE_051' });
  };
}
