import type { TemplateFields } from '../../src/coaching/templates/check-template.ts';
import type { TemplateReader, TemplateRepository } from '../../src/coaching/templates/ports.ts';
import { newId } from '../../src/shared/ids.ts';
import { peopledOrganization, type World } from '../support/world.ts';

export interface TemplateWorld {
  world: World;
  templates: TemplateRepository;
}

/** Templates of an organisation and of its coaches. */
export function templatesContract(open: () => Promise<TemplateWorld>): void {
  let parts: TemplateWorld;
  let cleo: TemplateReader;
  let theo: TemplateReader;
  beforeAll(async () => {
    parts = await open();
    const { organizationId, people } = await peopledOrganization(parts.world, 'T1');
    cleo = { organizationId, coachId: people.cleo.id };
    theo = { organizationId, coachId: people.theo.id };
  });
  afterAll(() => parts.world.close());

  const fieldsOf = (change: Partial<TemplateFields> = {}): TemplateFields => ({
    kind: 'summary',
    name: `Mine ${newId()}`,
    content: '## Wins',
    variables: [],
    ...change,
  });
  const create = async (
    fields = fieldsOf(),
    { reader = cleo, forOrganization = false, turnId = newId() } = {},
  ) => {
    const saved = await parts.templates.create(reader, { fields, forOrganization, turnId });
    if (saved.kind !== 'saved') throw new Error(saved.kind);
    return saved.template;
  };
  const keysOf = async (reader: TemplateReader, retiredToo = false) =>
    (await parts.templates.list(reader, { retiredToo })).map(({ key }) => key);

  it('are found as they were written', async () => {
    const fields = fieldsOf({
      kind: 'email',
      subject: 'Hi {{first_name}}',
      workshopType: 'strengths',
      variables: ['first_name'],
    });
    const template = await create(fields);
    expect(template).toEqual({
      ...fields,
      key: template.key,
      version: 1,
      owner: { kind: 'coach', coachId: cleo.coachId },
      isDefault: false,
    });
    expect(await parts.templates.find(cleo, template.key)).toEqual(template);
  });

  it('are made once for a turn that is tried twice', async () => {
    const [fields, turnId] = [fieldsOf(), newId()];
    expect(await create(fields, { turnId })).toEqual(await create(fields, { turnId }));
  });

  it('of one coach are not there for another, nor for another organisation', async () => {
    const own = await create();
    const shared = await create(fieldsOf(), { forOrganization: true });
    expect(await keysOf(theo)).toContain(shared.key);
    expect(await keysOf(theo, true)).not.toContain(own.key);
    expect(await parts.templates.find(theo, own.key)).toBeUndefined();
    const change = { id: own.key, expectedVersion: 1, fields: fieldsOf() };
    expect(await parts.templates.save(theo, change)).toEqual({ kind: 'gone' });
    expect(await parts.templates.setRetired(theo, own.key, new Date())).toEqual({ kind: 'gone' });
    expect(await parts.templates.setDefault(theo, own.key, true)).toEqual({ kind: 'gone' });
    const { id } = await parts.world.organizations.create({ name: 'Other' });
    expect(await keysOf({ ...cleo, organizationId: id }, true)).toEqual([]);
    expect(await parts.templates.find(cleo, own.key)).toEqual(own);
  });

  it('get a version with each change, none for the same words, and say when another came first', async () => {
    const fields = fieldsOf();
    const { key: id } = await create(fields);
    const next = fieldsOf({ name: fields.name, content: '## Challenges' });
    const save = (expectedVersion: number, changed: TemplateFields) =>
      parts.templates.save(cleo, { id, expectedVersion, fields: changed });
    expect(await save(1, fields)).toMatchObject({ kind: 'saved', template: { version: 1 } });
    expect(await save(1, next)).toMatchObject({ kind: 'saved', template: { version: 2 } });
    expect(await save(1, next)).toMatchObject({ kind: 'saved', template: { version: 2 } });
    expect(await save(1, fields)).toMatchObject({ kind: 'stale', template: { version: 2 } });
    expect(await parts.templates.save(cleo, { id: newId(), expectedVersion: 1, fields })).toEqual({
      kind: 'gone',
    });
  });

  it('have a name once for an owner and kind, in any case', async () => {
    const fields = fieldsOf();
    const first = await create(fields);
    const again = { fields: { ...fields, name: fields.name.toUpperCase() }, forOrganization: false };
    expect(await parts.templates.create(cleo, { ...again, turnId: newId() })).toEqual({ kind: 'name-taken' });
    const other = await create();
    expect(
      await parts.templates.save(cleo, { id: other.key, expectedVersion: 1, fields: again.fields }),
    ).toEqual({ kind: 'name-taken' });
    await create({ ...fields, kind: 'text' });
    await create(fields, { reader: theo });
    await create(fields, { forOrganization: true });
    await parts.templates.setRetired(cleo, first.key, new Date());
    await create(fields);
    expect(await parts.templates.setRetired(cleo, first.key, undefined)).toEqual({ kind: 'name-taken' });
  });

  it('are out of use once retired, and come back', async () => {
    const { key } = await create();
    await parts.templates.setDefault(cleo, key, true);
    await parts.templates.setRetired(cleo, key, new Date());
    await parts.templates.setRetired(cleo, key, new Date());
    expect(await keysOf(cleo)).not.toContain(key);
    expect(await keysOf(cleo, true)).toContain(key);
    expect(await parts.templates.find(cleo, key)).toMatchObject({ isDefault: false });
    expect(await parts.templates.setDefault(cleo, key, true)).toEqual({ kind: 'gone' });
    await parts.templates.setRetired(cleo, key, undefined);
    expect(await keysOf(cleo)).toContain(key);
  });

  it('have one default for an owner, kind and type of workshop', async () => {
    const [first, second] = [await create(), await create()];
    const typed = await create(fieldsOf({ workshopType: 'sales' }));
    const shared = await create(fieldsOf(), { forOrganization: true });
    for (const { key } of [first, typed, shared, second]) await parts.templates.setDefault(cleo, key, true);
    const defaults = (await parts.templates.list(cleo))
      .filter(({ isDefault, kind }) => isDefault && kind === 'summary')
      .map(({ key }) => key);
    expect(defaults.toSorted()).toEqual([second.key, typed.key, shared.key].toSorted());
    await parts.templates.setDefault(cleo, second.key, false);
    expect(await parts.templates.find(cleo, second.key)).toMatchObject({ isDefault: false });
  });

  it('wait as drafts that are no templates, for their author alone, for a day', async () => {
    const draft = {
      fields: fieldsOf(),
      forOrganization: true,
      edits: { key: 'system:summary.concise', expectedVersion: 1 },
    };
    const at = new Date('2026-11-20T09:00:00Z');
    const turnId = newId();
    const id = await parts.templates.keepDraft(cleo, draft, turnId, at);
    expect(await parts.templates.keepDraft(cleo, draft, turnId, at)).toBe(id);
    expect(await parts.templates.findDraft(cleo, id)).toEqual(draft);
    expect(await parts.templates.findDraft(theo, id)).toBeUndefined();
    expect(await keysOf(cleo, true)).not.toContain(id);
    expect(await parts.templates.find(cleo, id)).toBeUndefined();
    await create(draft.fields);
    const later = new Date(at.getTime() + 2 * 86_400_000);
    const plain = { fields: fieldsOf(), forOrganization: false };
    const next = await parts.templates.keepDraft(cleo, plain, newId(), later);
    expect(await parts.templates.findDraft(cleo, id)).toBeUndefined();
    expect(await parts.templates.findDraft(cleo, next)).toEqual(plain);
  });
}
