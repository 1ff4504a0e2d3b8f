import type { KnowledgeMetrics } from '../coaching/knowledge/health-ports.ts';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { SearchObserver } from '../knowledge/search/search-observer.ts';

/** What an operator watches. Labels hold codes and platform names, never people. */
export interface Metrics {
  intake(platform: string, outcome: string): void;
  turnEnded(outcome: string, durationMs: number): void;
  /** Somebody wrote words of crisis and was told whom to turn to. No label: it must point to nobody. */
  helpOffered(): void;
  search: SearchObserver;
  /** Alert rules for these: docs/alerts.yml. */
  knowledge: KnowledgeMetrics;
  text(): Promise<string>;
}

function searchMetrics(registry: Registry): SearchObserver {
  const searches = new Counter({
    name: 'threadcoach_knowledge_searches_total',
    help: 'Searches that gave a result, by mode (hybrid, text-only) and whether it was found before.',
    labelNames: ['mode', 'cached'],
    registers: [registry],
  });
  const failures = new Counter({
    name: 'threadcoach_knowledge_search_failures_total',
    help: 'What failed: the vector store or embedding (words alone answered), text (no answer).',
    labelNames: ['part'],
    registers: [registry],
  });
  const open = new Gauge({
    name: 'threadcoach_knowledge_vector_store_open',
    help: '1 while the vector store is left alone after failures and search goes by words alone.',
    registers: [registry],
  });
  return {
    searched: (mode, cached) => {
      searches.inc({ mode, cached: String(cached) });
    },
    failed: (part) => {
      failures.inc({ part });
    },
    vectorStore: (state) => {
      open.set(state === 'open' ? 1 : 0);
    },
  };
}

function createKnowledgeMetrics(registry: Registry): KnowledgeMetrics {
  const deviation = new Gauge({
    name: 'threadcoach_knowledge_index_deviation_ratio',
    help: 'Missing, extra and wrong vectors by those that should be there; 1 when the vector store cannot be asked.',
    labelNames: ['organization'],
    registers: [registry],
  });
  const failures = new Gauge({
    name: 'threadcoach_knowledge_search_failure_ratio',
    help: 'Failed searches by all searches since the last check, in this process.',
    registers: [registry],
  });
  const exports = new Counter({
    name: 'threadcoach_knowledge_exports_total',
    help: 'Daily exports by outcome: verified, failed.',
    labelNames: ['organization', 'outcome'],
    registers: [registry],
  });
  const exportedAt = new Gauge({
    name: 'threadcoach_knowledge_export_verified_seconds',
    help: 'Unix time at which an export of the organisation last passed its restore test.',
    labelNames: ['organization'],
    registers: [registry],
  });
  return {
    indexDeviation: (organization, ratio) => deviation.set({ organization }, ratio),
    searchFailures: (ratio) => failures.set(ratio),
    exportEnded: (organization, outcome) => {
      exports.inc({ organization, outcome });
      if (outcome === 'verified') exportedAt.setToCurrentTime({ organization });
    },
  };
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const intake = new Counter({
    name: 'threadcoach_intake_total',
    help: 'Verified events by outcome: stored, duplicate, not-addressed, unknown-installation.',
    labelNames: ['platform', 'outcome'],
    registers: [registry],
  });
  const turns = new Histogram({
    name: 'threadcoach_turn_seconds',
    help: 'From storing a turn to its end.',
    labelNames: ['outcome'],
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers: [registry],
  });
  const help = new Counter({
    name: 'threadcoach_help_offered_total',
    help: 'Messages that were answered with whom to turn to in a crisis.',
    registers: [registry],
  });
  const started = new Gauge({
    name: 'threadcoach_started_seconds',
    help: 'Unix time at which this process was started.',
    registers: [registry],
  });
  started.setToCurrentTime();
  return {
    intake: (platform, outcome) => {
      intake.inc({ platform, outcome });
    },
    turnEnded: (outcome, durationMs) => {
      turns.observe({ outcome }, durationMs / 1_000);
    },
    helpOffered: () => {
      help.inc();
    },
    search: searchMetrics(registry),
    knowledge: createKnowledgeMetrics(registry),
    text: () => registry.metrics(),
  };
}
