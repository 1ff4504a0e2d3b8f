import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What an operator watches. Labels hold codes and platform names, never people. */
export interface Metrics {
  intake(platform: string, outcome: string): void;
  turnEnded(outcome: string, durationMs: number): void;
  text(): Promise<string>;
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
    text: () => registry.metrics(),
  };
}
