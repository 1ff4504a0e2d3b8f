import { createImports } from '../../../src/coaching/imports/create-imports.ts';
import type { ImportLog } from '../../../src/coaching/imports/import.ts';
import { createMetricsKind } from '../../../src/coaching/imports/kinds/metrics.ts';
import type { StagedFigures } from '../../../src/coaching/imports/kinds/metric-ports.ts';
import type { Imports } from '../../../src/coaching/imports/ports.ts';
import type { ImportStore } from '../../../src/coaching/imports/store-ports.ts';
import { createFigureImports } from '../../../src/data/imports/figure-imports.ts';
import { createImportStore } from '../../../src/data/imports/import-store.ts';
import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { createImportReader } from '../../../src/files/tables/import-reader.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { openImportScene, type ImportScene } from '../../support/import-scene.ts';

let scene: ImportScene;
let copyPool: ScopedPool;
beforeAll(async () => {
  scene = await openImportScene();
  copyPool = openScopedPool(scene.world.database.urls.app, { max: 3, pipeline: false });
});
afterAll(async () => {
  await copyPool.close();
  await scene.close();
});

class Killed extends Error {}

/** A process that dies after its nth call to the outside: from then on nothing that it does arrives. */
class Mortal {
  #left: number;
  readonly calls: string[] = [];
  isDead = false;

  constructor(left: number) {
    this.#left = left;
  }

  wrap<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (object, name) => {
        const value: unknown = Reflect.get(object, name);
        if (typeof value !== 'function') return value;
        // Reading the file is no effect, and gives no promise.
        if (name === 'content') return value.bind(object) as unknown;
        return async (...args: unknown[]): Promise<unknown> => {
          if (this.isDead) throw new Killed();
          this.calls.push(String(name));
          this.#left -= 1;
          const result: unknown = await (value.apply(object, args) as unknown);
          if (this.#left === 0) this.#die();
          return result;
        };
      },
    });
  }

  #die(): never {
    this.isDead = true;
    throw new Killed();
  }
}

/** The product as `mortal` runs it; what a dead process held open ends with it, as its connections do. */
function importsOf(mortal: Mortal): { imports: Imports; bury(): Promise<void> } {
  const open: StagedFigures[] = [];
  const figures = createFigureImports({ pool: scene.pool, copyPool });
  const { world } = scene;
  const clock = new ManualClock('2026-11-20T12:00:00Z');
  const store: ImportStore = mortal.wrap(createImportStore(scene.pool));
  const metrics = createMetricsKind({
    ...{ users: world.users, clock },
    figures: {
      ...figures,
      stage(run, columns) {
        const staged = figures.stage(run, columns);
        open.push(staged);
        return mortal.wrap(staged);
      },
    },
    history: mortal.wrap({
      refresh: (_: string, range: { from: string; to: string }) =>
        Promise.resolve(void scene.refreshed.push(range)),
    }),
  });
  return {
    imports: createImports({
      ...{
        store,
        reader: createImportReader(),
        kinds: [metrics],
        users: world.users,
        audit: world.audit,
        clock,
      },
    }),
    async bury() {
      for (const staged of open) await staged.close();
    },
  };
}

/** Two batches: good rows, faulty ones, changed ones and unchanged ones. */
const header = 'email,date,quality_score,aht\n';
const days = Array.from({ length: 28 }, (_, at) => `2026-10-${String(at + 1).padStart(2, '0')}`);
const csv =
  header +
  days.map((day, at) => `priya@example.test,${day},${60 + at},${200 + at}\n`).join('') +
  'nobody@example.test,2026-10-01,80,200\n' +
  ',,,\n'.repeat(10) +
  days
    .map((day, at) => `daniel@example.test,${day},${at === 3 ? 500 : 70},${at === 4 ? 'x' : 300}\n`)
    .join('');

/** What is kept once it is over. */
async function outcome(log: ImportLog) {
  const { status, processedRows, successfulRows, failedRows, skippedRows, rollbackAvailable } = log;
  return {
    ...{ status, processedRows, successfulRows, failedRows, skippedRows, rollbackAvailable },
    figures: await scene.sql(
      `SELECT agent_id, metric_date::text, quality_score, aht, import_id = $1 AS ours FROM performance_metrics ORDER BY 1, 2`,
      [log.id],
    ),
    undo: await scene.sql(
      `SELECT row_key, before - 'import_id' AS before FROM import_undo WHERE import_id = $1 ORDER BY 1`,
      [log.id],
    ),
    faults: await scene.sql(
      'SELECT line, faults, cells FROM import_row_errors WHERE import_id = $1 ORDER BY line',
      [log.id],
    ),
    files: await scene.sql('SELECT 1 FROM import_files'),
  };
}

async function confirmed(): Promise<string> {
  await scene.sql('TRUNCATE performance_metrics, import_logs CASCADE');
  await scene.bring(`${header}priya@example.test,2026-10-01,60,200\npriya@example.test,2026-10-02,50,\n`, {
    name: 'before.csv',
  });
  const source = { fileName: 'figures.csv', content: Buffer.from(csv) };
  const { log } = await scene.imports.prepare(scene.actor('ada'), { source, type: 'metrics' });
  await scene.imports.confirm(scene.actor('ada'), log.id);
  return log.id;
}

const agedClaim = (id: string) =>
  scene.sql(`UPDATE import_logs SET claimed_at = now() - interval '3 minutes' WHERE id = $1`, [id]);

describe('an import whose worker is killed', () => {
  it('has the same end, whichever call it was killed after, and a rollback then leaves what was there', async () => {
    const whole = new Mortal(Number.POSITIVE_INFINITY);
    const id = await confirmed();
    const expected = await outcome(await importsOf(whole).imports.run(scene.organizationId, id));
    expect(expected).toMatchObject({
      ...{ status: 'partial_success', processedRows: 57, successfulRows: 53, failedRows: 3, skippedRows: 1 },
    });
    expect(expected.undo).toHaveLength(1);
    expect(whole.calls.length).toBeGreaterThan(5);

    // Before a call is after the one before it.
    for (let call = 1; call <= whole.calls.length; call += 1) {
      const importId = await confirmed();
      const first = new Mortal(call);
      const dying = importsOf(first);
      await expect(dying.imports.run(scene.organizationId, importId)).rejects.toThrow(Killed);
      await dying.bury();
      await agedClaim(importId);
      const log = await scene.imports.run(scene.organizationId, importId);
      const name = `after call ${call}, ${first.calls.at(-1) ?? ''}`;
      expect({ name, ...(await outcome(log)) }).toEqual({ name, ...expected });
    }

    const { id: last } = (await scene.imports.list(scene.actor('ada'), 1))[0] ?? { id: '' };
    await scene.imports.rollback(scene.actor('ada'), last);
    expect(
      await scene.sql(
        'SELECT metric_date::text AS day, quality_score::float8 AS quality, aht FROM performance_metrics ORDER BY 1',
      ),
    ).toEqual([
      { day: '2026-10-01', quality: 60, aht: 200 },
      { day: '2026-10-02', quality: 50, aht: null },
    ]);
  });

  it('is left alone while its worker lives, and taken over once it was not heard of', async () => {
    const id = await confirmed();
    const dying = importsOf(new Mortal(2));
    await expect(dying.imports.run(scene.organizationId, id)).rejects.toThrow(Killed);
    await dying.bury();
    await expect(scene.imports.run(scene.organizationId, id)).rejects.toMatchObject({
      ...{ code: 'IMPORT_016', retry: 'later' },
    });
    await agedClaim(id);
    const done = await scene.imports.run(scene.organizationId, id);
    expect(done).toMatchObject({ status: 'partial_success', successfulRows: 53 });
    expect(await scene.imports.run(scene.organizationId, id)).toEqual(done);
    expect(await scene.imports.confirm(scene.actor('ada'), id)).toEqual(done);
  });

  it('stops when it is told to, writes nothing, and another goes on at once', async () => {
    const id = await confirmed();
    const signal = AbortSignal.abort();
    await expect(scene.imports.run(scene.organizationId, id, { signal })).rejects.toMatchObject({
      code: 'IMPORT_017',
    });
    expect(await scene.sql('SELECT 1 FROM performance_metrics WHERE import_id = $1', [id])).toEqual([]);
    expect(await scene.imports.run(scene.organizationId, id)).toMatchObject({ successfulRows: 53 });
  });

  it('of an upload that is tried again there is one', async () => {
    const turnId = '00000000-0000-4000-8000-00000000000a';
    const upload = { source: { fileName: 'figures.csv', content: Buffer.from(csv) }, turnId };
    const first = await scene.imports.prepare(scene.actor('ada'), upload);
    const again = await scene.imports.prepare(scene.actor('ada'), upload);
    expect(again.log.id).toBe(first.log.id);
    expect(again.outcome).toEqual(first.outcome);
    expect(await scene.imports.list(scene.actor('ada'), 10)).toHaveLength(3);
  });

  it('two at once of the same rows come to one state, and each counts what it wrote', async () => {
    await scene.sql('TRUNCATE performance_metrics, import_logs CASCADE');
    const logs = await Promise.all(['a.csv', 'b.csv'].map((name) => scene.bring(csv, { name })));
    expect(logs.reduce((sum, { successfulRows }) => sum + successfulRows, 0)).toBe(54);
    expect(logs.reduce((sum, { skippedRows }) => sum + skippedRows, 0)).toBe(54);
  });
});
