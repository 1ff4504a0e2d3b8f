import { randomUUID } from 'node:crypto';
import writeXlsxFile from 'write-excel-file/node';
import type { WireMessage, WireState } from '../../src/bot/local/wire.ts';
import { listen, openAddress, pageRequests, type ServerEvent } from '../support/local-http.ts';
import { startDemoSystem, type DemoSystem } from './support/demo-system.ts';

describe('a workbook uploaded on the local page', () => {
  let demo: DemoSystem;
  beforeAll(async () => {
    demo = await startDemoSystem();
  });
  afterAll(() => demo.close());

  it('is previewed, imported and taken back in one message', async () => {
    const { port, origin, searchParams } = new URL(demo.address);
    const page = { port: Number(port), origin, token: searchParams.get('token') ?? '' };
    const cookie = await openAddress(page);
    const requests = pageRequests(page, cookie);
    const { people } = (await requests.get('/people')).json as WireState;
    const as = people.find(({ name }) => name === 'Ingrid Halvorsen')?.id ?? '';
    const state = (await requests.get(`/state?as=${as}`)).json as WireState;
    const channelId = state.channels.find(({ kind }) => kind === 'direct')?.id ?? '';
    const events = await listen(page, cookie, as);
    const shows =
      (...words: string[]) =>
      ({ event, data }: ServerEvent): boolean =>
        event === 'message' && words.every((word) => JSON.stringify(data).includes(word));
    const doing = () => ({ as, clientId: randomUUID(), channelId });

    const cells = [
      ['Email', 'Full name', 'Role', 'Hire date', 'Remarks'],
      ['nia.newcomer@fennimoor.example', 'Nia Newcomer', 'Agent', new Date('2026-11-03T00:00:00Z'), 'x'],
    ].map((row) =>
      row.map((value) =>
        value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value, type: String },
      ),
    );
    const workbook = await writeXlsxFile(cells).toBuffer();
    const query = new URLSearchParams({ as, clientId: randomUUID(), channelId, name: 'newcomers.xlsx' });
    const file = (await requests.upload(`/files?${query.toString()}`, workbook, 'application/octet-stream'))
      .json;
    const { id: fileId } = file as { id: string };
    await requests.send('POST', '/messages', { ...doing(), text: 'our new people', fileIds: [fileId] });
    const card = (await events.next(shows('newcomers.xlsx', 'Import 1 row', 'Remarks'))).data as WireMessage;
    const importId = /"([0-9a-f-]{36}):0"/.exec(JSON.stringify(card.card))?.[1] ?? '';

    const form = { ...doing(), messageId: card.id, form: 'import.columns', context: `${importId}:0` };
    const values = { 'column-0': 'email', 'column-4': 'email', dates: 'iso' };
    const refused = await requests.send('POST', '/forms', { ...form, values });
    expect(refused.json).toMatchObject({ errors: { 'column-4': 'Another column holds this already.' } });
    await requests.send('POST', '/forms', {
      ...{ ...form, clientId: randomUUID() },
      values: { ...values, 'column-4': 'department' },
    });
    await events.next(shows('newcomers.xlsx', 'Remarks', 'Department'));

    const press = (action: string) =>
      requests.send('POST', '/actions', { ...doing(), messageId: card.id, action, value: importId });
    await press('import.confirm');
    const done = (await events.next(shows('Imported:', 'newcomers.xlsx'))).data as WireMessage;
    expect(done.id).toBe(card.id);
    const nia = () => demo.rows(`SELECT hire_date::text, department FROM users WHERE email LIKE 'nia.%'`);
    expect(await nia()).toEqual([{ hire_date: '2026-11-03', department: 'x' }]);
    // Late presses change nothing more.
    await press('import.confirm');
    await press('import.cancel');
    expect(await nia()).toHaveLength(1);
    await press('import.undo');
    await events.next(shows('Taken back:', 'newcomers.xlsx'));
    expect(await nia()).toEqual([]);
    events.close();
  });
});
