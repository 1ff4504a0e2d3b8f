import { randomBytes } from 'node:crypto';
import { createImportKinds } from '../../../src/app/create-import-kinds.ts';
import { openDispatcher, type Dispatcher } from '../../../src/data/dispatcher.ts';
import { createSealedBox } from '../../../src/data/sealed-box.ts';
import { openImportScene, type ImportScene } from '../../support/import-scene.ts';

let scene: ImportScene;
let dispatcher: Dispatcher;
beforeAll(async () => {
  scene = await openImportScene({ kinds: createImportKinds });
  dispatcher = openDispatcher(scene.world.database.urls.dispatcher, createSealedBox(randomBytes(32)));
});
afterAll(async () => {
  await dispatcher.close();
  await scene.close();
});

const prepare = async (): Promise<string> => {
  const content = Buffer.from('email,department\npriya@example.test,Sales\n');
  const { log } = await scene.imports.prepare(scene.actor('ada'), {
    source: { fileName: 'people.csv', content },
  });
  return log.id;
};
const age = (id: string, days: number) =>
  scene.sql(
    `UPDATE import_logs SET created_at = timestamptz '2026-11-20 12:00Z' - make_interval(days => $2), updated_at = now() - make_interval(days => $2)
      WHERE id = $1`,
    [id, days],
  );
const statusOf = async (id: string): Promise<unknown> =>
  (await scene.sql('SELECT status FROM import_logs WHERE id = $1', [id]))[0]?.['status'];

it('an import that nobody confirmed in seven days is left, and its file deleted', async () => {
  const [fresh, old] = [await prepare(), await prepare()];
  await age(fresh, 6);
  await age(old, 8);
  const due = await dispatcher.unconfirmedImports(10);
  expect(due).toEqual([{ organizationId: scene.organizationId, importId: old }]);
  for (const id of [fresh, old, old]) await scene.imports.expire(scene.organizationId, id);
  expect([await statusOf(fresh), await statusOf(old)]).toEqual(['waiting', 'cancelled']);
  expect(await scene.sql('SELECT DISTINCT import_id FROM import_files')).toEqual([{ import_id: fresh }]);
  expect(
    (await scene.world.audited(scene.organizationId)).filter(({ action }) => action === 'import.expire'),
  ).toEqual([{ action: 'import.expire', subjectId: old }]);
  expect(await dispatcher.unconfirmedImports(10)).toEqual([]);
});

it('a confirmed import that nobody works at is found again, one at work is not', async () => {
  const id = await prepare();
  await scene.imports.confirm(scene.actor('ada'), id);
  expect(await dispatcher.neglectedImports(60_000, 10)).toEqual([]);
  await scene.sql(`UPDATE import_logs SET updated_at = now() - interval '2 minutes' WHERE id = $1`, [id]);
  expect(await dispatcher.neglectedImports(60_000, 10)).toEqual([
    { organizationId: scene.organizationId, importId: id },
  ]);
  expect(await scene.imports.run(scene.organizationId, id)).toMatchObject({
    status: 'success',
    successfulRows: 1,
  });
  expect(await scene.imports.run(scene.organizationId, id)).toMatchObject({
    status: 'success',
    successfulRows: 1,
  });
  expect(await dispatcher.neglectedImports(0, 10)).toEqual([]);
});

it('the columns of an import that waits are told without its file, to whoever made it alone', async () => {
  const id = await prepare();
  await scene.sql('DELETE FROM import_files WHERE import_id = $1', [id]);
  expect(await scene.imports.columns(scene.actor('ada'), id)).toMatchObject({
    header: ['email', 'department'],
    log: { type: 'users' },
  });
  await expect(scene.imports.columns(scene.actor('theo'), id)).rejects.toMatchObject({ code: 'IMPORT_010' });
});
