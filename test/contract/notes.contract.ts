import { newId } from '../../src/shared/ids.ts';
import type { User } from '../../src/coaching/people/user.ts';
import { peopledOrganization, type CastName, type OpenWorld, type World } from '../support/world.ts';

/** Quick notes and the audit log. */
export function notesContract(open: OpenWorld): void {
  let world: World;
  let organizationId: string;
  let people: Record<CastName, User>;
  beforeAll(async () => {
    world = await open();
    ({ organizationId, people } = await peopledOrganization(world, 'T1'));
  });
  afterAll(() => world.close());

  const create = (content: string, turnId = newId(), author: CastName = 'theo') =>
    world.notes.create(
      {
        organizationId,
        authorId: people[author].id,
        subjectId: people.priya.id,
        type: 'POSITIVE',
        priority: 'LOW',
        content,
        tags: ['quality'],
        requiresFollowUp: false,
        occurredAt: new Date('2026-11-20T09:00:00Z'),
      },
      turnId,
    );

  it('are found as they were written', async () => {
    const note = await create('Great empathy');
    const found = await world.notes.find(organizationId, note.id);
    expect(found).toEqual(note);
    expect(found).toMatchObject({ content: 'Great empathy', tags: ['quality'], type: 'POSITIVE' });
    expect(found?.category).toBeUndefined();
  });

  it('are made once for a turn that is tried twice', async () => {
    const turnId = newId();
    const first = await create('Great empathy', turnId);
    expect(await create('Great empathy', turnId)).toEqual(first);
  });

  it('are gone once removed, and removing again is harmless', async () => {
    const note = await create('Typed by mistake');
    await world.notes.remove(organizationId, note.id, new Date());
    await world.notes.remove(organizationId, note.id, new Date());
    expect(await world.notes.find(organizationId, note.id)).toBeUndefined();
    expect(await world.notes.find(organizationId, note.id, { removedToo: true })).toEqual(note);
    expect(
      (await world.notes.listByAuthors(organizationId, [people.theo.id], 99)).map(({ id }) => id),
    ).not.toContain(note.id);
  });

  it('are listed newest first for the authors asked for', async () => {
    const older = await create('one', newId(), 'cleo');
    const newer = await create('two', newId(), 'cleo');
    const listed = await world.notes.listByAuthors(organizationId, [people.cleo.id], 5);
    expect(listed.map(({ id }) => id)).toEqual([newer.id, older.id]);
    expect(await world.notes.listByAuthors(organizationId, [people.cleo.id], 1)).toHaveLength(1);
    expect(await world.notes.listByAuthors(organizationId, [people.maya.id], 5)).toEqual([]);
  });

  it('are listed by whom they are about and when it was, newest first, whoever wrote them', async () => {
    const at = (day: string) => new Date(`${day}T09:00:00Z`);
    const about = (day: string, author: CastName) =>
      world.notes.create(
        {
          organizationId,
          authorId: people[author].id,
          subjectId: people.daniel.id,
          type: 'GENERAL',
          priority: 'LOW',
          content: day,
          tags: [],
          requiresFollowUp: false,
          occurredAt: at(day),
        },
        newId(),
      );
    const days = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
    for (const day of days.toReversed()) await about(day, day.endsWith('2') ? 'cleo' : 'theo');
    const gone = await about('2026-03-02', 'theo');
    await world.notes.remove(organizationId, gone.id, new Date());
    const list = async (from: string, before: string, limit = 9) => {
      const period = { from: at(from), before: at(before) };
      const found = await world.notes.listAbout(organizationId, people.daniel.id, period, limit);
      return found.map(({ content }) => content);
    };
    expect(await list('2026-03-01', '2026-03-04')).toEqual(['2026-03-03', '2026-03-02', '2026-03-01']);
    expect(await list('2026-03-02', '2026-03-09', 2)).toEqual(['2026-03-04', '2026-03-03']);
    const { id } = await world.organizations.create({ name: 'Other' });
    const all = { from: at('2026-01-01'), before: at('2026-12-01') };
    expect(await world.notes.listAbout(id, people.daniel.id, all, 9)).toEqual([]);
  });

  it('are invisible to another organisation', async () => {
    const note = await create('Private');
    const { id } = await world.organizations.create({ name: 'Other' });
    expect(await world.notes.find(id, note.id)).toBeUndefined();
    await world.notes.remove(id, note.id, new Date());
    expect(await world.notes.find(organizationId, note.id)).toBeDefined();
  });

  it('leave a trace in the audit log, of this organisation alone', async () => {
    const subjectId = newId();
    await world.audit.record({
      organizationId,
      actorId: people.theo.id,
      action: 'note.create',
      subjectType: 'quick_note',
      subjectId,
      surface: 'slack',
    });
    expect(await world.audited(organizationId)).toContainEqual({
      action: 'note.create',
      actorId: people.theo.id,
      subjectId,
    });
    const { id } = await world.organizations.create({ name: 'Other' });
    expect(await world.audited(id)).toEqual([]);
  });
}
