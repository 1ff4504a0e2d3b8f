import { addClient } from '../../../src/coaching/clients/add-client.ts';
import { importClients } from '../../../src/coaching/clients/import-clients.ts';
import { listClients } from '../../../src/coaching/clients/list-clients.ts';
import { updateClient } from '../../../src/coaching/clients/update-client.ts';
import { readClientFile } from '../../../src/cli/commands/client.ts';
import { createSessionScene, type SessionScene } from '../../support/session-scene.ts';
import type { CastName } from '../../support/world.ts';

let scene: SessionScene;
beforeEach(async () => {
  scene = await createSessionScene();
});
const add = (who: CastName, name: string, email?: string) =>
  addClient(scene, { actor: scene.as(who), name, email });
const names = async (who: CastName) => (await listClients(scene, scene.as(who))).map(({ name }) => name);
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) =>
      `${(error as { code: string }).code} ${(error as { userMessage: string }).userMessage}`,
  );

it('a coach sees the own clients and those of nobody; the line and admins see them too, nobody else', async () => {
  await add('theo', 'Of Theo');
  await add('cleo', 'Of Cleo');
  await scene.clients.create({
    organizationId: scene.organizationId,
    name: 'Of nobody',
    timezone: 'UTC',
    tags: [],
  });
  expect(await names('cleo')).toEqual(['Of Cleo', 'Of nobody']);
  expect(await names('maya')).toEqual(['Of nobody', 'Of Theo']);
  expect(await names('omar')).toEqual(['Of nobody']);
  expect(await names('priya')).toEqual([]);
  expect((await names('ada')).sort()).toEqual(['Of Cleo', 'Of Theo', 'Of nobody']);
});

it('added twice with an address is one; another coach’s is not given away', async () => {
  const first = await add('cleo', 'Aisha Khan', 'Aisha@Client.test');
  expect(first).toMatchObject({
    email: 'aisha@client.test',
    coachId: scene.people.cleo.id,
    timezone: scene.people.cleo.timezone,
  });
  expect((await add('cleo', 'Aisha', 'aisha@client.test')).id).toBe(first.id);
  expect(await faultOf(add('omar', 'Aisha', 'aisha@client.test'))).toMatch(/^CLIENT_002/);
  expect(await faultOf(add('cleo', ' ', 'nowhere'))).toMatch(
    /^CLIENT_003 .*name is missing; email is not an e-mail address/,
  );
});

it('is changed by who may see it only', async () => {
  const { id } = await add('theo', 'Aisha Khan');
  expect(await updateClient(scene, scene.as('maya'), id, { timezone: 'Europe/Paris' })).toMatchObject({
    ...{ name: 'Aisha Khan', timezone: 'Europe/Paris' },
  });
  expect(await faultOf(updateClient(scene, scene.as('omar'), id, { name: 'Mine' }))).toMatch(/^CLIENT_001/);
  expect(await faultOf(updateClient(scene, scene.as('theo'), id, { timezone: 'Mars' }))).toMatch(
    /^CLIENT_003 .*timezone is not a time zone/,
  );
});

describe('a file of clients', () => {
  const load = (text: string, who: CastName = 'cleo') =>
    importClients(scene, scene.as(who), readClientFile('c.csv', text));
  const file =
    '\uFEFFName,E-mail,Phone,Time Zone,Tags\r\nAisha Khan,Aisha@c.test,"+41, 44",Europe/Zurich,gold; q3\r\n\r\nBo Li,,,,\r\n';

  it('adds, and adds nothing when it comes again', async () => {
    expect(await load(file)).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect(await load(file)).toEqual({ created: 0, updated: 0, unchanged: 2 });
    expect(await load('name;email\nAisha K.;aisha@c.test\n')).toEqual({
      created: 0,
      updated: 1,
      unchanged: 0,
    });
    const [aisha] = await listClients(scene, scene.as('cleo'));
    // What the file does not speak of stays.
    expect(aisha).toMatchObject({ name: 'Aisha K.', tags: ['gold', 'q3'], timezone: 'Europe/Zurich' });
  });

  it('with faults changes nothing, and says which lines', async () => {
    await add('omar', 'Theirs', 'theirs@c.test');
    const told = await faultOf(
      load('name,email,timezone\nA,a@c.test,Mars\n,b@c.test,\nC,c@c.test,\nC2,c@c.test,\nD,theirs@c.test,\n'),
    );
    expect(told).toMatch(/^CLIENT_004/);
    // Line 5 stands on line 4 already.
    expect(told.match(/line \d+/g)).toEqual(['line 2', 'line 3', 'line 5', 'line 4', 'line 6']);
    expect(await names('cleo')).toEqual([]);
    expect(
      await faultOf(Promise.resolve().then(() => readClientFile('c.csv', 'name,email\n"A,b\n'))),
    ).toMatch(/^CLIENT_005/);
  });
});
