import { randomUUID } from 'node:crypto';
import type { UserInput } from '../../src/coaching/people/ports.ts';
import { newId } from '../../src/shared/ids.ts';
import { peopledOrganization, type OpenWorld, type World } from '../support/world.ts';

const person = (email: string, fields: Partial<UserInput> = {}): UserInput => ({
  email,
  name: email.split('@')[0] ?? email,
  role: 'AGENT',
  jobFamily: 'CSR',
  timezone: 'UTC',
  ...fields,
});

/** People, who they are on a platform, and what organisations are bound to. */
export function peopleContract(open: OpenWorld): void {
  let world: World;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());
  const newOrganization = async (): Promise<string> =>
    (await world.organizations.create({ name: 'Tenant' })).id;

  describe('users', () => {
    it('are found by id and by address in any case, inside their organisation only', async () => {
      const [mine, other] = [await newOrganization(), await newOrganization()];
      await world.users.upsertMany(mine, [
        person('Ana.Silva@Example.test', { hireDate: '2020-02-29', phone: '1' }),
      ]);
      const found = await world.users.findByEmail(mine, 'ANA.silva@example.TEST');
      expect(found).toMatchObject({
        email: 'ana.silva@example.test',
        hireDate: '2020-02-29',
        status: 'ACTIVE',
      });
      expect(await world.users.findById(mine, found?.id ?? '')).toEqual(found);
      expect(await world.users.findById(other, found?.id ?? '')).toBeUndefined();
      expect(await world.users.findByEmail(other, 'ana.silva@example.test')).toBeUndefined();
      expect(await world.users.list(other)).toEqual([]);
    });

    it('may have the same address in two organisations', async () => {
      const [one, two] = [await newOrganization(), await newOrganization()];
      await world.users.upsertMany(one, [person('a@example.test')]);
      await world.users.upsertMany(two, [person('a@example.test', { name: 'Other' })]);
      expect((await world.users.findByEmail(one, 'a@example.test'))?.name).toBe('a');
      expect((await world.users.findByEmail(two, 'a@example.test'))?.name).toBe('Other');
    });

    it('are counted as created, updated or unchanged', async () => {
      const id = await newOrganization();
      const [a, b] = [person('a@example.test'), person('b@example.test')];
      expect(await world.users.upsertMany(id, [a, b])).toEqual({ created: 2, updated: 0, unchanged: 0 });
      const changed = { ...b, name: 'Bea' };
      expect(await world.users.upsertMany(id, [a, changed, person('c@example.test')])).toEqual({
        created: 1,
        updated: 1,
        unchanged: 1,
      });
    });

    it('may lead each other in one call, in any order', async () => {
      const id = await newOrganization();
      const [leader, manager] = [newId(), newId()];
      await world.users.upsertMany(id, [
        person('agent@example.test', { teamLeaderId: leader }),
        person('leader@example.test', { id: leader, role: 'TEAM_LEADER', managerId: manager }),
        person('manager@example.test', { id: manager, role: 'MANAGER' }),
      ]);
      const agent = await world.users.findByEmail(id, 'agent@example.test');
      expect(await world.users.lineAbove(id, agent?.id ?? '')).toEqual([leader, manager]);
    });

    it('stay on leave when a file that says nothing about it is imported again', async () => {
      const id = await newOrganization();
      await world.users.upsertMany(id, [person('a@example.test', { status: 'LEAVE' })]);
      expect(await world.users.upsertMany(id, [person('a@example.test')])).toMatchObject({ unchanged: 1 });
      expect((await world.users.findByEmail(id, 'a@example.test'))?.status).toBe('LEAVE');
    });

    it('are not found once they have left', async () => {
      const id = await newOrganization();
      await world.users.upsertMany(id, [person('a@example.test'), person('b@example.test')]);
      const before = await world.users.findByEmail(id, 'a@example.test');
      await world.users.upsertMany(id, [person('a@example.test', { status: 'TERMINATED' })]);
      expect(await world.users.findByEmail(id, 'a@example.test')).toBeUndefined();
      expect(await world.users.findById(id, before?.id ?? '')).toBeUndefined();
      expect((await world.users.list(id)).map(({ email }) => email)).toEqual(['b@example.test']);
    });

    it('in a circle do not make the line above endless', async () => {
      const id = await newOrganization();
      const [a, b, c] = [newId(), newId(), newId()];
      await world.users.upsertMany(id, [
        person('a@example.test', { id: a, teamLeaderId: b }),
        person('b@example.test', { id: b, managerId: c }),
        person('c@example.test', { id: c, managerId: a }),
      ]);
      expect(await world.users.lineAbove(id, a)).toEqual([b, c]);
      expect(await world.users.lineAbove(id, b)).toEqual([c, a]);
    });
  });

  describe('identities', () => {
    it('remember who somebody is, and that somebody is nobody here', async () => {
      const installation = `T-${randomUUID()}`;
      const { organizationId, people } = await peopledOrganization(world, installation);
      const find = (since = new Date(0)) =>
        world.identities.verifiedSince(organizationId, 'slack', installation, ['U1', 'U2'], since);
      expect(await find()).toEqual(new Map());
      await world.identities.save(organizationId, 'slack', installation, 'U1', undefined);
      expect(await find()).toEqual(new Map());
      await world.identities.save(organizationId, 'slack', installation, 'U1', people.priya.id);
      expect(await find()).toEqual(new Map([['U1', people.priya.id]]));
      expect(await find(new Date('2999-01-01'))).toEqual(new Map());
    });

    it('belong to one organisation and one installation', async () => {
      const [one, two] = [`T-${randomUUID()}`, `T-${randomUUID()}`];
      const { organizationId, people } = await peopledOrganization(world, one);
      const { organizationId: other } = await peopledOrganization(world, two);
      await world.identities.save(organizationId, 'slack', one, 'U1', people.priya.id);
      const find = (organization: string, installation: string) =>
        world.identities.verifiedSince(organization, 'slack', installation, ['U1'], new Date(0));
      expect(await find(organizationId, one)).toEqual(new Map([['U1', people.priya.id]]));
      expect(await find(other, one)).toEqual(new Map());
      expect(await find(organizationId, two)).toEqual(new Map());
    });
  });

  describe('organisations', () => {
    it('keep their installations to themselves', async () => {
      const external = `T-${randomUUID()}`;
      const [mine, other] = [await newOrganization(), await newOrganization()];
      await world.organizations.bindInstallation(mine, 'slack', external);
      await world.organizations.bindInstallation(mine, 'slack', external);
      await expect(world.organizations.bindInstallation(other, 'slack', external)).rejects.toMatchObject({
        name: 'AppError',
        code: 'TENANT_001',
      });
    });

    it('may come back with their former id, once', async () => {
      const id = randomUUID();
      expect(await world.organizations.create({ id, name: 'Back' })).toMatchObject({ id });
      await expect(world.organizations.create({ id, name: 'Again' })).rejects.toMatchObject({
        code: 'TENANT_002',
      });
      expect(await world.organizations.find(id)).toMatchObject({ name: 'Back' });
    });

    it('are found by id', async () => {
      const created = await world.organizations.create({ name: 'Findable' });
      expect(await world.organizations.find(created.id)).toEqual({
        id: created.id,
        name: 'Findable',
        isDemo: false,
        requireOffline: false,
      });
      expect(await world.organizations.find(newId())).toBeUndefined();
    });
  });
}
