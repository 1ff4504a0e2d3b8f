import writeExcelFile from 'write-excel-file/node';
import { openImportScene, type ImportScene } from '../../support/import-scene.ts';

let scene: ImportScene;
beforeAll(async () => {
  scene = await openImportScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.sql('TRUNCATE performance_metrics, custom_metric_values, import_logs CASCADE');
  scene.refreshed.length = 0;
});

const figures = () =>
  scene.sql(
    `SELECT u.email, m.metric_date::text AS day, m.quality_score::float8 AS quality, m.aht, m.composite_score::float8 AS composite,
            m.imported_from AS "from"
       FROM performance_metrics m JOIN users u ON u.id = m.agent_id WHERE m.organization_id = $1 ORDER BY day, email`,
    [scene.organizationId],
  );
const row = (who: string, day: string, quality: number | null, aht: number | null, from = 'figures.csv') => ({
  email: `${who}@example.test`,
  ...{ day, quality, aht, composite: null, from },
});

const twoDays = `Agent e-mail,Date,Quality Score (%),AHT
priya@example.test,2026-11-18,87.5,4:05
daniel@example.test,2026-11-19,"91,25",300
`;

describe('importing figures', () => {
  it('guesses columns, shows what would happen, and writes nothing before it is confirmed', async () => {
    const source = { fileName: 'figures.csv', content: Buffer.from(twoDays) };
    const preview = await scene.imports.prepare(scene.actor('ada'), { source });
    expect(preview).toMatchObject({
      log: {
        ...{ type: 'metrics', status: 'waiting', totalRows: 2, fileSize: twoDays.length },
        mapping: { columns: ['person', 'date', 'quality_score', 'aht'], dates: 'iso' },
      },
      outcome: { written: 2, unchanged: 0, failed: 0 },
      dates: { order: 'iso', certain: true, example: { cell: '2026-11-18', day: '2026-11-18' } },
      ...{ faults: [], missing: [] },
    });
    expect(await figures()).toEqual([]);
    await expect(scene.imports.run(scene.organizationId, preview.log.id)).rejects.toMatchObject({
      code: 'IMPORT_012',
    });
  });

  it('takes a figure as it is written, empty cells leave what is there, and the history is computed anew', async () => {
    expect(await scene.bring(twoDays)).toMatchObject({
      ...{ status: 'success', processedRows: 2, successfulRows: 2, failedRows: 0, skippedRows: 0 },
      rollbackAvailable: true,
    });
    expect(await figures()).toEqual([
      row('priya', '2026-11-18', 87.5, 245),
      row('daniel', '2026-11-19', 91.25, 300),
    ]);
    expect(scene.refreshed).toEqual([{ from: '2026-11-18', to: '2026-11-19' }]);

    await scene.bring('email,date,quality_score,aht\npriya@example.test,2026-11-18,,250\n', {
      name: 'more.csv',
    });
    expect((await figures())[0]).toEqual(row('priya', '2026-11-18', 87.5, 250, 'more.csv'));
  });

  it('takes a workbook as it shows its cells: days, shares and minutes', async () => {
    const content = await writeExcelFile([
      [{ value: 'Employee email' }, { value: 'Date' }, { value: 'Quality' }, { value: 'AHT' }],
      [
        { value: 'priya@example.test' },
        { value: new Date('2026-11-18T00:00:00Z'), type: Date, format: 'd.m.yyyy' },
        { value: 0.875, type: Number, format: '0.0%' },
        { value: 245 / 86_400, type: Number, format: 'mm:ss' },
      ],
    ]).toBuffer();
    const source = { fileName: 'figures.xlsx', content };
    const { log, outcome } = await scene.imports.prepare(scene.actor('ada'), { source });
    expect(outcome).toEqual({ written: 1, unchanged: 0, failed: 0 });
    await scene.imports.confirm(scene.actor('ada'), log.id);
    await scene.imports.run(scene.organizationId, log.id);
    expect(await figures()).toEqual([row('priya', '2026-11-18', 87.5, 245, 'figures.xlsx')]);
  });

  it('reads days as a person says, where the file leaves it open', async () => {
    const source = {
      fileName: 'figures.csv',
      content: Buffer.from('email,date,aht\npriya@example.test,03/04/2026,200\n'),
    };
    const { log, dates } = await scene.imports.prepare(scene.actor('ada'), { source });
    expect(dates).toEqual({
      ...{ order: 'day-month-year', certain: false },
      example: { cell: '03/04/2026', day: '2026-04-03' },
    });
    const mapping = { ...log.mapping, dates: 'month-day-year' as const };
    const after = await scene.imports.remap(scene.actor('ada'), log.id, { mapping });
    expect(after.dates?.example?.day).toBe('2026-03-04');
    await scene.imports.confirm(scene.actor('ada'), log.id);
    await scene.imports.run(scene.organizationId, log.id);
    expect(await figures()).toMatchObject([{ day: '2026-03-04', aht: 200 }]);
    await expect(scene.imports.remap(scene.actor('ada'), log.id, { mapping })).rejects.toMatchObject({
      code: 'IMPORT_012',
    });
  });

  it('looks how days are written again, once a column is said to hold them', async () => {
    const source = {
      fileName: 'figures.csv',
      content: Buffer.from('email,Zeitpunkt,aht\npriya@example.test,18.11.2026,200\n'),
    };
    const { log, missing } = await scene.imports.prepare(scene.actor('ada'), { source, type: 'metrics' });
    expect(missing.map(({ key }) => key)).toEqual(['date']);
    const mapping = { ...log.mapping, columns: ['person', 'date', 'aht'] };
    const after = await scene.imports.remap(scene.actor('ada'), log.id, { mapping });
    expect(after.dates).toMatchObject({ order: 'day-month-year', example: { day: '2026-11-18' } });
    await scene.imports.cancel(scene.actor('ada'), log.id);
  });

  it('cannot be confirmed while a required field has no column', async () => {
    const source = { fileName: 'x.csv', content: Buffer.from('email,aht\npriya@example.test,200\n') };
    const { log, missing } = await scene.imports.prepare(scene.actor('ada'), { source });
    expect(missing.map(({ key }) => key)).toEqual(['date']);
    await expect(scene.imports.confirm(scene.actor('ada'), log.id)).rejects.toMatchObject({
      ...{ code: 'IMPORT_013', userMessage: expect.stringContaining('Day') as string },
    });
  });

  it('computes the composite where all its parts are there', async () => {
    await scene.bring(
      'email,date,service,productivity,quality,attendance,adherence\npriya@example.test,19/11/2026,80,70,90,100,60\n',
    );
    expect((await figures())[0]).toMatchObject({ day: '2026-11-19', composite: 81 });
  });

  it('names the same file brought again, and skips the rows that did not change', async () => {
    const first = await scene.bring(twoDays);
    const source = { fileName: 'again.csv', content: Buffer.from(twoDays) };
    const preview = await scene.imports.prepare(scene.actor('ada'), { source });
    expect(preview.duplicateOf).toMatchObject({ id: first.id, importedBy: scene.people.ada.id });
    expect(preview.outcome).toEqual({ written: 0, unchanged: 2, failed: 0 });
    await scene.imports.confirm(scene.actor('ada'), preview.log.id);
    expect(await scene.imports.run(scene.organizationId, preview.log.id)).toMatchObject({
      ...{ status: 'success', successfulRows: 0, skippedRows: 2, rollbackAvailable: false },
    });
    expect((await figures()).map(({ from }) => from)).toEqual(['figures.csv', 'figures.csv']);
  });

  it('takes the good rows, and gives the others back with what is wrong, to be mended and brought again', async () => {
    const log = await scene.bring(
      `Email,Date,Quality score,Calls
priya@example.test,2026-11-18,104,20
nobody@example.test,2026-11-18,90,20

daniel@example.test,2026-11-18,90,20
daniel@example.test,2026-11-18,91,20
daniel@example.test,2026-11-40,91,20
daniel@example.test,2026-12-24,91,20
daniel@example.test,2020-01-01,91,20
daniel@example.test,2026-11-17,=1+1,20
daniel@example.test,2026-11-16,90,2.5
daniel@example.test,2026-11-15,,
daniel@example.test,2026-11-14,90
,2026-11-14,90,20
`,
    );
    expect(log).toMatchObject({
      ...{ status: 'partial_success', processedRows: 12, successfulRows: 1, failedRows: 11, skippedRows: 0 },
    });
    const { faults } = await scene.imports.show(scene.actor('ada'), log.id);
    expect(faults.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, 'Quality score', 'IMPORT_029'],
      [3, 'Email', 'IMPORT_023'],
      [6, undefined, 'IMPORT_031'],
      [7, 'Date', 'IMPORT_025'],
      [8, 'Date', 'IMPORT_026'],
      [9, 'Date', 'IMPORT_027'],
      [10, 'Quality score', 'IMPORT_028'],
      [11, 'Calls', 'IMPORT_032'],
      [12, undefined, 'IMPORT_030'],
      [13, undefined, 'IMPORT_020'],
      [14, 'Email', 'IMPORT_022'],
    ]);
    expect(faults[0]?.message).toBe('104 is out of range: it must be from 0 to 100.');
    expect(faults[2]?.message).toContain('Lines 5 and 6');
    const { fileName, content } = await scene.imports.errorFile(scene.actor('ada'), log.id);
    expect(fileName).toBe('figures-problems.csv');
    const lines = content.split('\n');
    expect(lines[0]).toBe('\uFEFFEmail,Date,Quality score,Calls,Problem');
    expect(lines[1]).toBe(
      'priya@example.test,2026-11-18,104,20,Quality score: 104 is out of range: it must be from 0 to 100.',
    );
    expect(lines[7]).toMatch(/^daniel@example\.test,2026-11-17,'=1\+1,20,/);

    const mended = await scene.bring(content.replace(',104,', ',94,'), { name: fileName });
    // Mended, alone now with its person and day, and filled up.
    expect(mended).toMatchObject({ status: 'partial_success', successfulRows: 3, failedRows: 8 });
  });

  it('takes back an import as a whole: what it changed is as before, what it made is gone', async () => {
    await scene.bring(twoDays);
    const second = await scene.bring(
      'email,date,quality_score\npriya@example.test,2026-11-18,60\npriya@example.test,2026-11-19,61\n',
      { name: 'wrong.csv' },
    );
    const after = await scene.imports.rollback(scene.actor('ada'), second.id);
    expect(after).toMatchObject({
      status: 'rolled_back',
      rollbackAvailable: false,
      rolledBackAt: expect.any(Date) as Date,
    });
    expect(await figures()).toEqual([
      row('priya', '2026-11-18', 87.5, 245),
      row('daniel', '2026-11-19', 91.25, 300),
    ]);
    expect(scene.refreshed.at(-1)).toEqual({ from: '2026-11-18', to: '2026-11-19' });
    expect(await scene.imports.rollback(scene.actor('ada'), second.id)).toMatchObject({
      status: 'rolled_back',
    });
    expect(await scene.sql('SELECT 1 FROM import_undo')).toEqual([]);
  });

  it('refuses to take back what a newer import changed, names that one, and changes nothing', async () => {
    const first = await scene.bring(twoDays);
    const newer = await scene.bring('email,date,aht\npriya@example.test,2026-11-18,200\n', {
      name: 'newer.csv',
    });
    const before = await figures();
    await expect(scene.imports.rollback(scene.actor('ada'), first.id)).rejects.toMatchObject({
      code: 'IMPORT_014',
      userMessage: expect.stringMatching(/“newer\.csv”, imported on \d{4}-\d\d-\d\d/) as string,
    });
    expect(await figures()).toEqual(before);
    await scene.imports.rollback(scene.actor('ada'), newer.id);
    await scene.imports.rollback(scene.actor('ada'), first.id);
    expect(await figures()).toEqual([]);
  });

  it('takes figures of the organisation’s own kinds, and takes them back', async () => {
    await scene.sql(
      `INSERT INTO custom_metrics (organization_id, key, label, minimum, maximum) VALUES ($1, 'upsell_rate', 'Upsell rate', 0, 100)`,
      [scene.organizationId],
    );
    const values = () => scene.sql('SELECT value::float8 FROM custom_metric_values ORDER BY value');
    await scene.bring('email,date,Upsell rate,AHT\npriya@example.test,2026-11-18,12.5,240\n');
    const log = await scene.bring(
      'email,date,Upsell rate\npriya@example.test,2026-11-18,15\ndaniel@example.test,2026-11-18,20\npriya@example.test,2026-11-19,120\n',
      { name: 'own.csv' },
    );
    expect(log).toMatchObject({ status: 'partial_success', successfulRows: 2, failedRows: 1 });
    expect(await values()).toEqual([{ value: 15 }, { value: 20 }]);
    await scene.imports.rollback(scene.actor('ada'), log.id);
    expect(await values()).toEqual([{ value: 12.5 }]);
    expect(await figures()).toEqual([row('priya', '2026-11-18', null, 240)]);
    await scene.sql('DELETE FROM custom_metrics');
  });

  it('says why a file failed as a whole, where it changed or nothing of it could be taken', async () => {
    expect(await scene.bring('email,date,aht\nnobody@example.test,2026-11-18,1\n')).toMatchObject({
      ...{ status: 'failed', failure: 'None of the rows could be taken.', rollbackAvailable: false },
    });
    await expect(scene.bring('email,date,note\n"priya@example.test,2026-11-18,1\n')).rejects.toMatchObject({
      code: 'IMPORT_007',
      userMessage: expect.stringContaining('line 2') as string,
    });
  });

  it('deletes the file once the import is over, and keeps no figures in the log of it', async () => {
    await scene.bring(twoDays);
    const source = { fileName: 'x.csv', content: Buffer.from(twoDays) };
    const { log } = await scene.imports.prepare(scene.actor('ada'), { source });
    expect(await scene.sql('SELECT import_id FROM import_files')).toEqual([{ import_id: log.id }]);
    expect(await scene.imports.cancel(scene.actor('ada'), log.id)).toMatchObject({ status: 'cancelled' });
    expect(await scene.sql('SELECT import_id FROM import_files')).toEqual([]);
    await expect(scene.imports.confirm(scene.actor('ada'), log.id)).rejects.toMatchObject({
      code: 'IMPORT_012',
    });

    const left = await scene.imports.prepare(scene.actor('ada'), { source });
    await scene.sql(`UPDATE import_logs SET updated_at = '2026-11-12' WHERE id = $1`, [left.log.id]);
    const next = await scene.imports.prepare(scene.actor('ada'), { source });
    expect(await scene.sql('SELECT import_id FROM import_files')).toEqual([{ import_id: next.log.id }]);
    const { log: ended } = await scene.imports.show(scene.actor('ada'), left.log.id);
    expect(ended.status).toBe('cancelled');
  });
});

describe('who imports', () => {
  it('leaders import their own people’s figures, and do not learn who else there is', async () => {
    const log = await scene.bring(
      `email,date,aht
priya@example.test,2026-11-18,200
daniel@example.test,2026-11-18,200
nobody@example.test,2026-11-18,200
`,
      { as: 'theo' },
    );
    expect(log).toMatchObject({ status: 'partial_success', successfulRows: 1, failedRows: 2 });
    const { faults } = await scene.imports.show(scene.actor('theo'), log.id);
    const [daniel, nobody] = faults.map(({ message }) => message.replace(/“.*”/, '“…”'));
    expect(daniel).toBe(nobody);
    await expect(scene.imports.show(scene.actor('omar'), log.id)).rejects.toMatchObject({
      code: 'IMPORT_010',
    });
    expect(await scene.imports.list(scene.actor('omar'), 10)).toEqual([]);
    expect(await scene.imports.list(scene.actor('ada'), 10)).toMatchObject([{ id: log.id }]);
  });

  it.each(['cleo', 'priya'] as const)('refuses %s', async (who) => {
    await expect(scene.bring(twoDays, { as: who })).rejects.toMatchObject({ code: 'IMPORT_011' });
  });

  it('keeps tenants apart: neither seen, nor named as the same file, nor touched', async () => {
    await scene.bring(twoDays);
    const other = await scene.world.organizations.create({ name: 'Other' });
    await scene.world.users.upsertMany(other.id, [
      { email: 'ada@other.test', name: 'Ada', role: 'ADMIN', jobFamily: 'OTHER', timezone: 'UTC' },
      { email: 'priya@example.test', name: 'Priya', role: 'AGENT', jobFamily: 'CSR', timezone: 'UTC' },
    ]);
    const ada = { ...scene.actor('ada'), organizationId: other.id };
    const user = await scene.world.users.findByEmail(other.id, 'ada@other.test');
    const actor = { ...ada, id: user?.id ?? '' };
    const source = { fileName: 'figures.csv', content: Buffer.from(twoDays) };
    const preview = await scene.imports.prepare(actor, { source });
    expect(preview.duplicateOf).toBeUndefined();
    await scene.imports.confirm(actor, preview.log.id);
    expect(await scene.imports.run(other.id, preview.log.id)).toMatchObject({
      successfulRows: 1,
      failedRows: 1,
    });
    await scene.imports.rollback(actor, preview.log.id);
    await expect(scene.imports.show(scene.actor('ada'), preview.log.id)).rejects.toMatchObject({
      code: 'IMPORT_010',
    });
    expect(await figures()).toHaveLength(2);
  });

  it('audits each step by ids alone', async () => {
    const log = await scene.bring(twoDays);
    await scene.imports.rollback(scene.actor('ada'), log.id);
    const actions = (await scene.world.audited(scene.organizationId)).filter(
      ({ subjectId }) => subjectId === log.id,
    );
    expect(actions.map(({ action, actorId }) => [action, actorId])).toEqual(
      ['import.prepare', 'import.confirm', 'import.rollback'].map((action) => [action, scene.people.ada.id]),
    );
  });
});
