import type { ClientRepository } from '../../src/coaching/clients/ports.ts';
import type { User } from '../../src/coaching/people/user.ts';
import { newId } from '../../src/shared/ids.ts';
import { peopledOrganization, type CastName, type World } from '../support/world.ts';

export interface ClientWorld extends World {
  clients: ClientRepository;
}

export function clientsContract(open: () => Promise<ClientWorld>): void {
  let world: ClientWorld;
  let organizationId: string;
  let people: Record<CastName, User>;
  beforeAll(async () => {
    world = await open();
    ({ organizationId, people } = await peopledOrganization(world, 'C1'));
  });
  afterAll(() => world.close());
  const add = (name: string, more: { email?: string; coachId?: string } = {}) =>
    world.clients.create({ organizationId, name, timezone: 'Europe/Zurich', tags: ['new'], ...more });
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'no error',
      (error: unknown) => (error as { code?: string }).code,
    );

  it('come back as they were stored, the address in lower case', async () => {
    const client = await world.clients.create({
      ...{ organizationId, name: 'Aisha Khan', email: 'Aisha@Client.Test', phone: '+41 44 668 18 00' },
      ...{ timezone: 'Europe/Zurich', tags: ['gold', 'q3'], coachId: people.cleo.id },
    });
    expect(client).toMatchObject({ name: 'Aisha Khan', email: 'aisha@client.test', tags: ['gold', 'q3'] });
    expect(await world.clients.find(organizationId, client.id)).toEqual(client);
  });

  it('are one for an address, also when asked at the same moment', async () => {
    const made = await Promise.all(
      ['one@c.test', 'ONE@c.test', 'one@c.test'].map((email) => add('One', { email })),
    );
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it('without an address are as many as are added', async () => {
    expect((await add('Nameless')).id).not.toBe((await add('Nameless')).id);
  });

  it('are listed by name, of some coaches and of nobody', async () => {
    await add('Zed of Theo', { coachId: people.theo.id });
    await add('Abe of Omar', { coachId: people.omar.id });
    await add('Mia of nobody');
    const names = async (coachIds?: string[]) =>
      (await world.clients.list(organizationId, coachIds))
        .map(({ name }) => name)
        .filter((name) => name.includes(' of '));
    expect(await names()).toEqual(['Abe of Omar', 'Mia of nobody', 'Zed of Theo']);
    expect(await names([people.theo.id])).toEqual(['Mia of nobody', 'Zed of Theo']);
    expect(await names([])).toEqual(['Mia of nobody']);
  });

  it('change field by field, and never to the address of another', async () => {
    const client = await add('Changing', { email: 'changing@c.test' });
    await add('Holder', { email: 'held@c.test' });
    const changed = await world.clients.update(organizationId, client.id, {
      name: 'Changed',
      tags: [],
    });
    expect(changed).toEqual({ ...client, name: 'Changed', tags: [] });
    expect(await codeOf(world.clients.update(organizationId, client.id, { email: 'HELD@c.test' }))).toBe(
      'CLIENT_002',
    );
    expect(await codeOf(world.clients.update(organizationId, newId(), { name: 'x' }))).toBe('CLIENT_001');
  });

  it('of another organisation are not there', async () => {
    const other = await peopledOrganization(world, 'C2');
    const client = await add('Mine', { email: 'mine@c.test' });
    expect(await world.clients.find(other.organizationId, client.id)).toBeUndefined();
    expect(await world.clients.list(other.organizationId)).toEqual([]);
    expect(await codeOf(world.clients.update(other.organizationId, client.id, { name: 'x' }))).toBe(
      'CLIENT_001',
    );
    const same = await world.clients.create({
      organizationId: other.organizationId,
      name: 'Same',
      email: 'mine@c.test',
      timezone: 'UTC',
      tags: [],
    });
    expect(same.id).not.toBe(client.id);
  });

  it('are not found by what is no id', async () => {
    expect(await world.clients.find(organizationId, 'nobody')).toBeUndefined();
  });
}
