import type { TrackedItems } from '../../src/coaching/actions/ports.ts';
import type { User } from '../../src/coaching/people/user.ts';
import { newId } from '../../src/shared/ids.ts';
import { peopledOrganization, type CastName, type World } from '../support/world.ts';

export interface ActionWorld {
  world: World;
  items: TrackedItems;
}

/** Items as people work on them. */
export function actionsContract(open: () => Promise<ActionWorld>): void {
  let world: World;
  let items: ActionWorld['items'];
  let organizationId: string;
  let otherId: string;
  let people: Record<CastName, User>;
  beforeAll(async () => {
    ({ world, items } = await open());
    ({ organizationId, people } = await peopledOrganization(world, 'T1'));
    otherId = (await peopledOrganization(world, 'T2')).organizationId;
  });
  afterAll(() => world.close());

  const itemOf = (who: CastName, title: string, dueOn?: string) => ({
    ...{ key: newId(), title, createdBy: people.theo.id },
    owner: { kind: 'user' as const, id: people[who].id },
    ...(dueOn === undefined ? {} : { dueOn }),
  });
  const whole = () => ({
    ...itemOf('priya', 'Call ACME', '2026-11-27'),
    ...{ description: 'About the refund', category: 'Practice', priority: 'HIGH' as const },
    reminderOn: '2026-11-25',
  });

  it('keeps all that an item says, and makes one a key', async () => {
    const item = whole();
    const made = await Promise.all([items.make(organizationId, item), items.make(organizationId, item)]);
    expect(made[0].id).toBe(made[1].id);
    expect(await items.find(organizationId, made[0].id)).toMatchObject({
      ...{ title: 'Call ACME', owner: item.owner, dueOn: '2026-11-27', createdBy: people.theo.id },
      ...{ description: item.description, category: 'Practice', priority: 'HIGH', reminderOn: '2026-11-25' },
      ...{ state: 'open', progress: 0 },
    });
    expect(await items.findMade(organizationId, item.key)).toMatchObject({ id: made[0].id });
    expect(await items.findMade(otherId, item.key)).toBeUndefined();
    expect(await items.find(otherId, made[0].id)).toBeUndefined();
    expect(await items.find(organizationId, 'nonsense')).toBeUndefined();
  });

  it('changes only what is in one of the states, and takes off what is null', async () => {
    const { id } = await items.make(organizationId, itemOf('priya', 'Change me'));
    const at = new Date('2026-11-20T10:00:00.000Z');
    const verified = { by: people.theo.id, at };
    const changed = await items.change(organizationId, id, {
      from: ['open'],
      set: { state: 'completed', progress: 100, blockers: 'x', completedAt: at, verified },
    });
    expect(changed).toMatchObject({
      state: 'completed',
      progress: 100,
      blockers: 'x',
      completedAt: at,
      verifiedAt: at,
    });
    const again = { from: ['open'] as const, set: { progress: 0 } };
    expect(await items.change(organizationId, id, again)).toBeUndefined();
    expect(await items.change(otherId, id, { ...again, from: ['completed'] })).toBeUndefined();
    const taken = await items.change(organizationId, id, {
      from: ['completed'],
      set: { blockers: null, completedAt: null, verified: null },
    });
    expect(taken).toMatchObject({ state: 'completed', progress: 100 });
    for (const gone of ['blockers', 'completedAt', 'verifiedBy', 'verifiedAt'])
      expect(taken).not.toHaveProperty(gone);
  });

  it('a draft is in no list until its maker gives it, once', async () => {
    const draft = { key: newId(), title: 'Drafted', createdBy: people.theo.id };
    const { id, owner } = await items.draft(organizationId, draft);
    expect(owner).toBeUndefined();
    const to = { ownerId: people.daniel.id, createdBy: people.theo.id };
    expect(await items.give(organizationId, id, { ...to, createdBy: people.maya.id })).toBeUndefined();
    const both = await Promise.all([items.give(organizationId, id, to), items.give(organizationId, id, to)]);
    expect(both.filter((given) => given !== undefined)).toEqual([
      expect.objectContaining({ state: 'open', owner: { kind: 'user', id: people.daniel.id } }),
    ]);
  });

  it('lists by owner and filter, overdue by each owner’s own day, in pages', async () => {
    const [ada, omar] = [people.ada.id, people.omar.id];
    for (const [who, title, due] of [
      ['ada', 'A1', '2026-11-19'],
      ['ada', 'A2', '2026-11-20'],
      ['omar', 'O1', '2026-11-20'],
      ['omar', 'O2', undefined],
    ] as const)
      await items.make(organizationId, itemOf(who, title, due));
    const blocked = await items.make(organizationId, itemOf('omar', 'O3', '2026-12-24'));
    await items.change(organizationId, blocked.id, { from: ['open'], set: { blockers: 'No access' } });
    const done = await items.make(organizationId, itemOf('ada', 'A3', '2026-11-01'));
    await items.change(organizationId, done.id, { from: ['open'], set: { state: 'completed' } });
    // It is Friday still where Ada is, and Saturday where Omar is.
    const owners = [
      { id: ada, today: '2026-11-20' },
      { id: omar, today: '2026-11-21' },
    ];
    const list = async (filter: 'open' | 'overdue' | 'blocked' | 'to_verify', limit = 10, offset = 0) => {
      const found = await items.listOf(organizationId, owners, { filter, limit, offset });
      return { titles: found.items.map(({ title }) => title), total: found.total };
    };
    expect(await list('open')).toEqual({ titles: ['A1', 'A2', 'O1', 'O3', 'O2'], total: 5 });
    expect(await list('open', 2, 2)).toEqual({ titles: ['O1', 'O3'], total: 5 });
    expect(await list('overdue')).toEqual({ titles: ['A1', 'O1'], total: 2 });
    expect(await list('blocked')).toEqual({ titles: ['O3'], total: 1 });
    expect(await list('to_verify')).toEqual({ titles: ['A3'], total: 1 });
    expect(await items.listOf(otherId, owners, { filter: 'open', limit: 9, offset: 0 })).toEqual({
      items: [],
      total: 0,
    });
  });
}
