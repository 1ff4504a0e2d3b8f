import { needsOf } from '../../src/coaching/connections/needs.ts';
import { readAsk } from '../../src/coaching/connections/read-ask.ts';
import { suggestPeople } from '../../src/coaching/connections/suggest-people.ts';
import type { Need } from '../../src/coaching/connections/ports.ts';
import { createConnectionMatcher } from '../../src/data/connections/connection-matcher.ts';
import { createConnectionRepository } from '../../src/data/connections/connection-repository.ts';
import { openDatabase } from '../../src/data/database.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { toTerms } from '../../src/knowledge/terms.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { newId } from '../../src/shared/ids.ts';
import type { BenchReport } from '../main.ts';
import { median, percentile, rounded } from '../turn/stats.ts';
import { openRawMatch } from './handwritten.ts';
import { createMatchWorld } from './world.ts';

const asks = 200;
const warmUp = 50;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/**
 * `npm run bench -- match`: what suggesting colleagues costs in an organisation of 50,000 people, from the words to
 * suggestions that are kept, beside one query by hand that does the same; in turns.
 */
export async function runMatchBench(): Promise<BenchReport> {
  const world = await createMatchWorld(say, asks + warmUp);
  const database = openDatabase(world.appUrl, { max: 1 });
  const pool = openScopedPool(world.appUrl, { max: 1 });
  const matcher = createConnectionMatcher(pool);
  const connections = createConnectionRepository(database, pool);
  const users = { findByIds: () => Promise.reject(new Error('Nobody is looked up.')) };
  const deps = { matcher, connections, users, toTerms, clock: systemClock };
  const raw = await openRawMatch(world.superuserUrl);
  const { organizationId } = world;
  const times = { product: [] as number[], raw: [] as number[], find: [] as number[] };
  let same = 0;
  let nobody = 0;
  try {
    for (const [at, { id, words }] of world.askers.entries()) {
      const needs = [organizationId, id, ...columnsOf(await needsFor(id, words))];
      const found = { product: [] as string[], raw: [] as string[] };
      const timed = {
        async product() {
          const actor = {
            id,
            organizationId,
            email: '',
            name: '',
            role: 'AGENT',
            jobFamily: 'CSR',
            timezone: 'UTC',
          } as const;
          const result = await suggestPeople(deps, actor, { words, turnId: newId() });
          if (result.kind === 'suggested')
            found.product = result.people.map(({ suggestion }) => suggestion.suggestedId);
          else if (result.kind !== 'nobody')
            throw new Error(`An ask of the bench was answered: ${result.kind}`);
        },
        async raw() {
          found.raw = await raw.suggest(needs, words);
        },
        async find() {
          await raw.find(needs);
        },
      };
      // Whoever comes second finds warm caches: each goes first as often.
      const order =
        at % 2 === 0 ? (['raw', 'find', 'product'] as const) : (['product', 'find', 'raw'] as const);
      for (const name of order) {
        const startedAt = performance.now();
        await timed[name]();
        const ms = performance.now() - startedAt;
        if (at >= warmUp) times[name].push(ms);
      }
      if (at < warmUp) continue;
      // What the product keeps bars whom it found from being found again.
      if (at % 2 === 0 && found.raw.join() === found.product.join()) same += 1;
      if (found.product.length === 0) nobody += 1;
    }
    return {
      bench: 'match',
      rows: [
        { name: 'p50_ms', value: rounded(median(times.product)), unit: 'ms' },
        { name: 'p95_ms', value: rounded(percentile(times.product, 0.95)), unit: 'ms' },
        { name: 'p99_ms', value: rounded(percentile(times.product, 0.99)), unit: 'ms' },
        { name: 'raw_ratio', value: rounded(median(times.product) / median(times.raw)), unit: 'x' },
        {
          name: 'find_ratio',
          value: rounded(median(times.product) / median(times.find)),
          unit: 'x, against a query that keeps nothing',
        },
        { name: 'raw_p50_ms', value: rounded(median(times.raw)), unit: 'ms' },
        { name: 'raw_p95_ms', value: rounded(percentile(times.raw, 0.95)), unit: 'ms' },
        { name: 'raw_p99_ms', value: rounded(percentile(times.raw, 0.99)), unit: 'ms' },
        {
          name: 'same',
          value: same,
          unit: `of ${asks / 2} asks, first by hand, found the same people in the same order`,
        },
        { name: 'nobody', value: nobody, unit: `of ${asks} asks found nobody` },
      ],
      raw: { product: times.product.map(rounded), handwritten: times.raw.map(rounded) },
    };
  } finally {
    await Promise.all([raw.close(), pool.close(), database.close()]);
    await world.close();
  }

  async function needsFor(id: string, words: string): Promise<readonly Need[]> {
    const [asker, ask] = [await matcher.asker(organizationId, id, newId()), readAsk(words, toTerms)];
    const wanted = asker && ask && needsOf(ask, asker);
    if (wanted?.kind !== 'needs') throw new Error('An ask of the bench looks for nothing.');
    return wanted.needs;
  }
}

const columnsOf = (needs: readonly Need[]): unknown[][] =>
  (['kind', 'term', 'part', 'factor', 'least', 'essential'] as const).map((key) =>
    needs.map((need) => need[key]),
  );
