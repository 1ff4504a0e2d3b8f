import { newId } from '../../src/shared/ids.ts';
import type { NoteFilter } from '../../src/coaching/notes/ports.ts';
import type { NotePatch } from '../../src/coaching/notes/quick-note.ts';
import type { User } from '../../src/coaching/people/user.ts';
import type { RecordEntitlement } from '../../src/coaching/records/entitlement.ts';
import { peopledOrganization, type CastName, type OpenWorld, type World } from '../support/world.ts';

/** Quick notes and the audit log. */
/** @param someSession makes a session and gives its id */
export function notesContract(
  open: OpenWorld,
  someSession: (organizationId: string, facilitatorId: string) => Promise<string>,
): void {
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

  it('change one thing at a time, each change once, and only while they are there', async () => {
    const { id, version } = await create('Great empathy');
    const set = (patch: NotePatch) => world.notes.change(organizationId, id, () => patch);
    expect([version, await set({})]).toMatchObject([1, { changed: false, note: { version: 1 } }]);
    expect(await set({ type: 'COACHING', category: 'Process', callId: '4711' })).toMatchObject({
      changed: true,
      note: { type: 'COACHING', category: 'Process', callId: '4711', version: 2 },
    });
    expect(await set({ type: 'COACHING', tags: ['quality'] })).toMatchObject({ changed: false });
    const at = new Date('2026-11-20T10:00:00Z');
    const addressed = { at, by: people.maya.id, how: 'Talked' };
    expect((await set({ addressed, sharedAt: at, category: null }))?.note).toMatchObject({
      addressed,
      sharedAt: at,
    });
    const found = await world.notes.find(organizationId, id);
    expect([found?.category, found?.version]).toEqual([undefined, 3]);
    expect((await set({ addressed: null }))?.note.addressed).toBeUndefined();
    expect(await set({ addressed: null })).toMatchObject({ changed: false });
    await expect(
      world.notes.change(organizationId, id, () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect((await world.notes.find(organizationId, id))?.version).toBe(4);
    expect(await world.notes.change(organizationId, newId(), () => ({}))).toBeUndefined();
    expect(await world.notes.change(organizationId, 'no-id', () => ({}))).toBeUndefined();
  });

  it('lose nothing when several change them at once', async () => {
    const { id } = await create('Busy');
    await Promise.all([
      world.notes.change(organizationId, id, () => ({ type: 'URGENT' })),
      world.notes.change(organizationId, id, () => ({ priority: 'HIGH' })),
      world.notes.change(organizationId, id, () => ({ requiresFollowUp: true })),
      world.notes.change(organizationId, id, ({ tags }) => ({ tags: [...tags, 'busy'] })),
    ]);
    expect(await world.notes.find(organizationId, id)).toMatchObject({
      type: 'URGENT',
      priority: 'HIGH',
      requiresFollowUp: true,
      tags: ['quality', 'busy'],
      version: 5,
    });
  });

  it('come back once removed, and stay once they were shared', async () => {
    const note = await create('Typed by mistake');
    const remove = () => world.notes.remove(organizationId, note.id, new Date());
    expect([await remove(), await remove()]).toEqual([true, false]);
    expect(await world.notes.change(organizationId, note.id, () => ({ type: 'URGENT' }))).toBeUndefined();
    expect(await world.notes.restore(organizationId, note.id)).toBe(true);
    expect(await world.notes.restore(organizationId, note.id)).toBe(false);
    expect(await world.notes.find(organizationId, note.id)).toEqual(note);
    await world.notes.change(organizationId, note.id, () => ({ sharedAt: new Date() }));
    expect(await remove()).toBe(false);
    expect(await world.notes.find(organizationId, note.id)).toBeDefined();
  });

  describe('as a list', () => {
    let scope: RecordEntitlement;
    const all = { facilitators: [], own: [] };
    const list = async (filter: NoteFilter, who = scope) => {
      const { notes, total } = await world.notes.list(who, filter, { limit: 50 });
      expect(total).toBe(notes.length);
      return notes.map(({ content }) => content);
    };
    beforeAll(async () => {
      const { id } = await world.organizations.create({ name: 'Listed' });
      scope = {
        ...all,
        organizationId: id,
        authors: [people.omar.id],
        readers: [people.omar.id],
        shared: [{ userId: people.omar.id }],
      };
      const make = async (content: string, patch: NotePatch = {}, day = 1) => {
        const { id: noteId } = await world.notes.create(
          {
            organizationId: id,
            authorId: people.omar.id,
            subjectId: people.daniel.id,
            type: 'GENERAL',
            priority: 'LOW',
            content,
            tags: [],
            requiresFollowUp: false,
            occurredAt: new Date(`2026-04-0${day}T09:00:00Z`),
          },
          newId(),
        );
        await world.notes.change(id, noteId, () => patch);
      };
      await make('hold time', { type: 'COACHING', tags: ['calls'], category: 'Call quality' }, 1);
      await make('refund', { type: 'URGENT', priority: 'HIGH', requiresFollowUp: true }, 2);
      await make('done', { addressed: { at: new Date(), by: people.omar.id }, sharedAt: new Date() }, 3);
      await make('open call', {}, 4);
    });

    it.each<[NoteFilter, string[]]>([
      [{}, ['open call', 'done', 'refund', 'hold time']],
      [{ types: ['COACHING', 'URGENT'] }, ['refund', 'hold time']],
      [{ priority: 'HIGH' }, ['refund']],
      [{ state: 'addressed' }, ['done']],
      [{ state: 'open' }, ['open call', 'refund', 'hold time']],
      [{ followUp: true }, ['refund']],
      [{ shared: true }, ['done']],
      [{ words: ['CALL'] }, ['open call', 'hold time']],
      [{ words: ['call', 'hold'] }, ['hold time']],
      [{ words: ['%'] }, []],
      [{ from: new Date('2026-04-02T00:00:00Z'), before: new Date('2026-04-03T00:00:00Z') }, ['refund']],
    ])('%j', async (filter, expected) => {
      expect(await list(filter)).toEqual(expected);
    });

    it('is narrowed to people and authors, and to what the readers may read', async () => {
      expect(await list({ personIds: [people.daniel.id] })).toHaveLength(4);
      expect(await list({ personIds: [people.priya.id] })).toEqual([]);
      expect(await list({ authorIds: [people.theo.id] })).toEqual([]);
      const daniel = { authors: [], readers: [people.daniel.id], shared: [{ userId: people.daniel.id }] };
      expect(await list({}, { ...scope, ...daniel })).toEqual(['done']);
      const given = [{ userId: people.daniel.id, authorId: people.theo.id }];
      expect(await list({}, { ...scope, ...daniel, shared: given })).toEqual([]);
      // Somebody above who wrote: what is about the reader is kept, whatever their line.
      expect(await list({}, { ...scope, readers: [people.daniel.id], shared: [] })).toEqual(['done']);
      const other = await world.organizations.create({ name: 'Elsewhere' });
      expect(await list({}, { ...scope, organizationId: other.id })).toEqual([]);
    });

    it('comes in pages', async () => {
      const one = await world.notes.list(scope, {}, { limit: 3 });
      expect([one.notes.length, one.total]).toEqual([3, 4]);
      const two = await world.notes.list(scope, {}, { limit: 3, after: one.next ?? '' });
      expect([two.notes.map(({ content }) => content), two.next, two.total]).toEqual([
        ['hold time'],
        undefined,
        4,
      ]);
      const gone = await world.notes.list(scope, {}, { limit: 3, after: newId() });
      expect(gone.notes).toEqual([]);
    });
  });

  it('that are open are told for a 1:1, the most urgent first, and a session addresses them once', async () => {
    const make = async (content: string, patch: NotePatch, author: CastName = 'maya') => {
      const { id } = await world.notes.create(
        {
          organizationId,
          authorId: people[author].id,
          subjectId: people.omar.id,
          type: 'GENERAL',
          priority: 'MEDIUM',
          content,
          tags: [],
          requiresFollowUp: false,
          occurredAt: new Date('2026-05-01T09:00:00Z'),
        },
        newId(),
      );
      await world.notes.change(organizationId, id, () => patch);
      return id;
    };
    const low = await make('low', { priority: 'LOW' });
    await make('high', { priority: 'HIGH' });
    await make('urgent', { type: 'URGENT', priority: 'MEDIUM' });
    await make('newer', { occurredAt: new Date('2026-05-02T09:00:00Z') });
    await make('older', {});
    const early = new Date('2026-05-03T09:00:00Z');
    const done = await make('done', { addressed: { at: early, by: people.ada.id } });
    await make('of another', {}, 'cleo');
    const open = async (limit = 9) =>
      (await world.notes.openAbout(organizationId, people.omar.id, [people.maya.id], limit)).map(
        ({ content }) => content,
      );
    expect(await open()).toEqual(['urgent', 'high', 'newer', 'older', 'low']);
    expect(await open(2)).toEqual(['urgent', 'high']);
    const sessionId = await someSession(organizationId, people.maya.id);
    const at = new Date('2026-05-04T09:00:00Z');
    for (let times = 0; times < 2; times += 1)
      await world.notes.addressIn(organizationId, sessionId, [low, done], { userId: people.maya.id, at });
    expect(await world.notes.find(organizationId, low)).toMatchObject({
      linkedSessionId: sessionId,
      addressed: { at, by: people.maya.id },
      version: 3,
    });
    expect(await world.notes.find(organizationId, done)).toMatchObject({
      addressed: { at: early, by: people.ada.id },
    });
    expect(await open()).toEqual(['urgent', 'high', 'newer', 'older']);
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
