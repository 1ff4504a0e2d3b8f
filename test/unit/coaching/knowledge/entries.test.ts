import { checkEntry } from '../../../../src/coaching/knowledge/entries/check-entry.ts';
import { diffEntry } from '../../../../src/coaching/knowledge/entries/diff-entry.ts';
import { alignEntries } from '../../../../src/coaching/knowledge/entries/entry-document.ts';
import { maxEntryContent, parseTags } from '../../../../src/coaching/knowledge/entries/entry.ts';
import { retireEntry } from '../../../../src/coaching/knowledge/entries/retire-entry.ts';
import { saveEntry } from '../../../../src/coaching/knowledge/entries/save-entry.ts';
import { toActor } from '../../../../src/coaching/people/user.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createFakeKnowledge, type FakeKnowledge } from '../../../support/fakes/knowledge.ts';
import { ManualClock } from '../../../support/fakes/manual-clock.ts';
import { createFakeWorld } from '../../../support/fakes/repositories.ts';
import { peopledOrganization } from '../../../support/world.ts';

const input = {
  title: '  Ask \n first ',
  content: 'Ask before you tell.\r\nAlways.',
  category: 'coaching_patterns',
  contentType: 'guidelines',
  access: 'all',
  tags: '#Listening, feedback;feedback',
};

describe('what an admin writes', () => {
  it('is tidied', () => {
    expect(checkEntry(input)).toEqual({
      kind: 'fine',
      fields: {
        ...input,
        title: 'Ask first',
        content: 'Ask before you tell.\nAlways.',
        tags: ['listening', 'feedback'],
      },
    });
    expect(parseTags('#active listening #calls')).toEqual(['active listening', 'calls']);
  });

  it.each([
    ['title', { title: '!?' }],
    ['title', { title: 'x'.repeat(151) }],
    ['content', { content: ' ' }],
    ['content', { content: 'x'.repeat(maxEntryContent + 1) }],
    ['category', { category: 'gossip' }],
    ['access', { access: 'nobody' }],
    ['tags', { tags: Array.from({ length: 11 }, (_, index) => `t${index}`).join(',') }],
  ])('is refused by its field: %s', (field, change) => {
    const checked = checkEntry({ ...input, ...change });
    expect(checked.kind === 'faulty' ? Object.keys(checked.faults) : []).toEqual([field]);
  });

  it('is compared line by line', () => {
    const checked = checkEntry(input);
    if (checked.kind !== 'fine') throw new Error('faulty');
    const { fields } = checked;
    expect(diffEntry(fields, fields)).toEqual([]);
    const changed = { ...fields, content: 'Ask twice.\nAlways.\nEven so.', tags: [] };
    expect(diffEntry(fields, changed)).toEqual([
      { op: 'remove', text: '#listening #feedback' },
      { op: 'remove', text: 'Ask before you tell.' },
      { op: 'add', text: 'Ask twice.' },
      { op: 'add', text: 'Even so.' },
    ]);
  });
});

describe('an entry and its document', () => {
  async function openScene() {
    const world = createFakeWorld();
    const knowledge = createFakeKnowledge(new ManualClock());
    const { organizationId, people } = await peopledOrganization(world, 'T1');
    const ada = toActor(people.ada);
    const deps = { ...knowledge, audit: world.audit, clock: new ManualClock() };
    const texts = async () =>
      (await knowledge.documents.list(organizationId)).map(({ name, title, access, type }) => ({
        name: name.slice(0, 6),
        title,
        access,
        type,
      }));
    return { deps, ada, organizationId, texts, turn: { turnId: newId(), surface: 'test' } };
  }
  /** Loading breaks off once, as if the worker had died. */
  const dying = (knowledge: FakeKnowledge): FakeKnowledge['entryDocuments'] => ({
    add: () => Promise.reject(new Error('died')),
    retire: knowledge.entryDocuments.retire,
  });

  it('are made together, and once for a turn that died in between', async () => {
    const { deps, ada, texts, turn, organizationId } = await openScene();
    const dead = { ...deps, entryDocuments: dying(deps) };
    await expect(saveEntry(dead, ada, input, turn)).rejects.toThrow('died');
    expect(await texts()).toEqual([]);
    const entry = await saveEntry(deps, ada, input, turn);
    expect(entry.version).toBe(1);
    expect(await texts()).toEqual([
      { name: 'entry:', title: 'Ask first', access: 'all', type: 'methodology' },
    ]);
    expect(await deps.entries.list(organizationId)).toHaveLength(1);
  });

  it('are put right when nobody tries again', async () => {
    const { deps, ada, texts, turn, organizationId } = await openScene();
    const entry = await saveEntry(deps, ada, input, turn);
    const dead = { ...deps, entryDocuments: dying(deps) };
    const edits = { id: entry.id, expectedVersion: 1 };
    const narrower = { ...input, access: 'manager' };
    await expect(saveEntry(dead, ada, narrower, { turnId: newId(), surface: 'test', edits })).rejects.toThrow(
      'died',
    );
    expect(await texts()).toMatchObject([{ access: 'all' }]);
    expect(await alignEntries(deps, organizationId)).toBe(1);
    expect(await texts()).toMatchObject([{ access: 'manager' }]);
    expect(await alignEntries(deps, organizationId)).toBe(0);
    await deps.entries.setRetired(organizationId, entry.id, new Date());
    expect(await alignEntries(deps, organizationId)).toBe(1);
    expect(await texts()).toEqual([]);
  });

  it('agree on the later of two changes at once', async () => {
    const { deps, ada, turn, organizationId } = await openScene();
    const entry = await saveEntry(deps, ada, input, turn);
    let overtaken = false;
    const slow: FakeKnowledge['entryDocuments'] = {
      ...deps.entryDocuments,
      async add(document) {
        const added = await deps.entryDocuments.add(document);
        if (!overtaken) {
          overtaken = true;
          await deps.entries.save({
            organizationId,
            id: entry.id,
            expectedVersion: 2,
            fields: { ...entry, title: 'The later one' },
            editedBy: ada.id,
            turnId: newId(),
          });
        }
        return added;
      },
    };
    const edits = { id: entry.id, expectedVersion: 1 };
    const edited = { ...input, content: 'The earlier one.' };
    await saveEntry({ ...deps, entryDocuments: slow }, ada, edited, {
      turnId: newId(),
      surface: 'test',
      edits,
    });
    expect((await deps.documents.list(organizationId)).map(({ title }) => title)).toEqual(['The later one']);
  });

  it('are for admins alone', async () => {
    const { deps, ada, turn } = await openScene();
    const theo = { ...ada, role: 'MANAGER' as const };
    await expect(saveEntry(deps, theo, input, turn)).rejects.toMatchObject({ code: 'KNOWLEDGE_070' });
    const entry = await saveEntry(deps, ada, input, turn);
    await expect(retireEntry(deps, theo, { id: entry.id, surface: 'test' })).rejects.toMatchObject({
      code: 'KNOWLEDGE_070',
    });
  });
});
