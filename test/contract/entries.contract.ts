import type { EntryFields } from '../../src/coaching/knowledge/entries/entry.ts';
import type { EntryRepository } from '../../src/coaching/knowledge/entries/ports.ts';
import type { User } from '../../src/coaching/people/user.ts';
import { newId } from '../../src/shared/ids.ts';
import { peopledOrganization, type CastName, type World } from '../support/world.ts';

export interface EntryWorld {
  world: World;
  entries: EntryRepository;
}

/** Curated entries and their versions. */
export function entriesContract(open: () => Promise<EntryWorld>): void {
  let parts: EntryWorld;
  let organizationId: string;
  let people: Record<CastName, User>;
  beforeAll(async () => {
    parts = await open();
    ({ organizationId, people } = await peopledOrganization(parts.world, 'T1'));
  });
  afterAll(() => parts.world.close());

  const fieldsOf = (change: Partial<EntryFields> = {}): EntryFields => ({
    category: 'coaching_patterns',
    contentType: 'guidelines',
    title: `Pattern ${newId()}`,
    content: 'Ask first.',
    tags: ['feedback'],
    access: 'all',
    ...change,
  });
  const create = async (fields = fieldsOf(), turnId = newId()) => {
    const saved = await parts.entries.create({ organizationId, fields, editedBy: people.ada.id, turnId });
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    return saved.entry;
  };
  const save = (id: string, expectedVersion: number, fields: EntryFields, turnId = newId()) =>
    parts.entries.save({ organizationId, id, expectedVersion, fields, editedBy: people.ada.id, turnId });

  it('are found as they were written, with their first version', async () => {
    const fields = fieldsOf();
    const entry = await create(fields);
    expect(entry).toMatchObject({ ...fields, version: 1, editedBy: people.ada.id });
    expect(await parts.entries.find(organizationId, entry.id)).toEqual(entry);
    const versions = await parts.entries.versions(organizationId, entry.id);
    expect(versions).toMatchObject([{ ...fields, version: 1, editedBy: people.ada.id }]);
  });

  it('are made once for a turn that is tried twice', async () => {
    const [fields, turnId] = [fieldsOf(), newId()];
    const first = await create(fields, turnId);
    expect(await create(fields, turnId)).toEqual(first);
    const listed = await parts.entries.list(organizationId);
    expect(listed.filter(({ title }) => title === fields.title)).toHaveLength(1);
  });

  it('get a version with each change, one for a turn, none for the same words', async () => {
    const fields = fieldsOf();
    const { id } = await create(fields);
    const turnId = newId();
    const changed = { ...fields, content: 'Ask twice.', tags: [] };
    expect(await save(id, 1, changed, turnId)).toMatchObject({ kind: 'saved', entry: { version: 2 } });
    expect(await save(id, 1, changed, turnId)).toMatchObject({ kind: 'saved', entry: { version: 2 } });
    expect(await save(id, 2, changed)).toMatchObject({ kind: 'saved', entry: { version: 2 } });
    const versions = await parts.entries.versions(organizationId, id);
    expect(versions.map(({ version, content }) => [version, content])).toEqual([
      [2, 'Ask twice.'],
      [1, 'Ask first.'],
    ]);
  });

  it('refuse an edit that began with an older version, and change nothing', async () => {
    const fields = fieldsOf();
    const { id } = await create(fields);
    await save(id, 1, { ...fields, content: 'Theirs' });
    expect(await save(id, 1, { ...fields, content: 'Mine' })).toMatchObject({
      kind: 'stale',
      entry: { version: 2, content: 'Theirs' },
    });
    expect(await parts.entries.find(organizationId, id)).toMatchObject({ content: 'Theirs', version: 2 });
  });

  it('let one of two edits at once win', async () => {
    const fields = fieldsOf();
    const { id } = await create(fields);
    const both = await Promise.all([
      save(id, 1, { ...fields, content: 'One' }),
      save(id, 1, { ...fields, content: 'Two' }),
    ]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['saved', 'stale']);
  });

  it('have one title each, in any case, as long as they are in force', async () => {
    const first = await create();
    const loud = fieldsOf({ title: first.title.toUpperCase() });
    const again = await parts.entries.create({ organizationId, fields: loud, turnId: newId() });
    expect(again.kind).toBe('title-taken');
    const other = await create();
    expect((await save(other.id, 1, loud)).kind).toBe('title-taken');
    await parts.entries.setRetired(organizationId, first.id, new Date());
    await create(loud);
    expect((await parts.entries.setRetired(organizationId, first.id, undefined)).kind).toBe('title-taken');
  });

  it('retire and come back, twice as well as once, and are listed only in force', async () => {
    const { id, title } = await create();
    const retire = (at?: Date) => parts.entries.setRetired(organizationId, id, at);
    const at = new Date('2026-11-20T09:00:00Z');
    expect(await retire(at)).toMatchObject({ kind: 'saved', entry: { retiredAt: at } });
    expect(await retire(new Date())).toMatchObject({ kind: 'saved', entry: { retiredAt: at } });
    const titles = async (retiredToo: boolean) =>
      (await parts.entries.list(organizationId, { retiredToo })).map((entry) => entry.title);
    expect(await titles(false)).not.toContain(title);
    expect(await titles(true)).toContain(title);
    expect((await retire()).kind).toBe('saved');
    expect(await titles(false)).toContain(title);
    expect(await parts.entries.versions(organizationId, id)).toHaveLength(1);
  });

  it('are invisible to another organisation', async () => {
    const { id, ...entry } = await create();
    const other = await parts.world.organizations.create({ name: 'Other' });
    expect(await parts.entries.find(other.id, id)).toBeUndefined();
    expect(await parts.entries.versions(other.id, id)).toEqual([]);
    expect(await parts.entries.list(other.id, { retiredToo: true })).toEqual([]);
    const stolen = { organizationId: other.id, id, expectedVersion: 1, fields: entry };
    expect((await parts.entries.save({ ...stolen, editedBy: people.ada.id, turnId: newId() })).kind).toBe(
      'gone',
    );
    expect((await parts.entries.setRetired(other.id, id, new Date())).kind).toBe('gone');
  });
}
