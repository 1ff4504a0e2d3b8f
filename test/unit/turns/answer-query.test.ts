import type { Form } from '../../../src/messages/message.ts';
import { createAnswerQuery } from '../../../src/turns/answer-query.ts';
import { createNoteFormQueries } from '../../../src/turns/notes/note-command.ts';
import type { AnswerQuery, Query } from '../../../src/turns/query.ts';
import { openTurnScene, platformIdOf, type TurnScene } from '../../support/turn-scene.ts';
import type { CastName } from '../../support/world.ts';

let scene: TurnScene;
let answer: AnswerQuery;
beforeEach(async () => {
  scene = await openTurnScene();
  const { platforms, people, users, commands, logger } = scene.deps().turns;
  answer = createAnswerQuery({
    platforms,
    people,
    users: scene.world.users,
    commands,
    logger,
    organizationOf: () => Promise.resolve(scene.organizationId),
    forms: createNoteFormQueries({ users }),
  });
});

const base = (who: CastName) =>
  ({ platform: 'slack', installationId: 'T1', platformUserId: platformIdOf(who) }) as const;
type Asked = Extract<Query, { kind: 'form.open' }>;
const openNote = async (who: CastName, more: Partial<Asked> = {}) =>
  answer({ ...base(who), kind: 'form.open', form: 'note.create', context: '', ...more });
const people = async (who: CastName, among: 'noted' | 'led' | 'colleagues', text: string) => {
  const found = await answer({ ...base(who), kind: 'people', among, text });
  return found.kind === 'completions' ? found.items.map(({ label }) => label) : found;
};
const personIn = ({ fields }: Form) => fields.find(({ name }) => name === 'person');

describe('the form of a note', () => {
  it('that is opened from a message begins with its words and its author, where a note about them may be taken', async () => {
    const opened = await openNote('theo', { text: 'Sorted it', about: platformIdOf('priya'), context: 'c' });
    if (opened.kind !== 'form') throw new Error('no form');
    expect(opened.form.context).toBe('c');
    expect(personIn(opened.form)).toMatchObject({ type: 'person', initial: scene.people.priya.id });
    expect(opened.form.fields).toContainEqual(
      expect.objectContaining({ name: 'words', initial: 'Sorted it' }),
    );
  });

  it.each([
    ['outside the line', platformIdOf('daniel')],
    ['that nobody knows', 'U-nobody'],
    ['of oneself', platformIdOf('theo')],
  ])('chooses nobody for a message by somebody %s', async (_who, about) => {
    const opened = await openNote('theo', { about });
    expect(opened.kind === 'form' && personIn(opened.form)).not.toHaveProperty('initial');
  });

  it('is refused to whoever may take no notes', async () => {
    const refused = await openNote('priya', { text: 'x' });
    expect(refused.kind).toBe('refused');
    expect(refused).toHaveProperty('message', expect.stringContaining('leaders and coaches'));
  });

  it('says what is missing', async () => {
    const check = (values: Record<string, string>) =>
      answer({ ...base('theo'), kind: 'form.validate', form: 'note.create', context: '', values });
    const missing = await check({ words: ' ' });
    expect(missing).toHaveProperty('errors.person', expect.any(String));
    expect(missing).toHaveProperty('errors.words', expect.any(String));
    expect(await check({ person: 'x', words: 'y' })).toEqual({ kind: 'validation', errors: {} });
    expect(await check({ person: 'x', words: 'y'.repeat(4_001) })).toHaveProperty('errors.words');
  });

  it('other than those that are known is refused', async () => {
    expect(await openNote('theo', { form: 'export.summaries' })).toMatchObject({ kind: 'refused' });
  });
});

describe('people found by typing', () => {
  it('are those whom the asker could choose anyway', async () => {
    expect(await people('theo', 'noted', 'p')).toEqual(['Priya Nair']);
    expect(await people('theo', 'noted', 'nair')).toEqual(['Priya Nair']);
    expect(await people('theo', 'noted', 'dan')).toEqual([]);
    expect(await people('maya', 'led', '')).toEqual(['Priya Nair', 'Theo Leader']);
    expect(await people('cleo', 'led', '')).toEqual([]);
    expect(await people('priya', 'noted', '')).toEqual([]);
    expect(await people('priya', 'colleagues', 'theo')).toEqual(['Theo Leader']);
    expect(await people('priya', 'colleagues', 'priya')).toEqual([]);
  });

  it('of more than a list of a hundred are found too, a hundred at most', async () => {
    await scene.world.users.upsertMany(
      scene.organizationId,
      Array.from({ length: 150 }, (_one, index) => ({
        email: `agent${index}@example.test`,
        name: `Agent Number${String(index).padStart(3, '0')}`,
        role: 'AGENT' as const,
        jobFamily: 'CSR' as const,
        timezone: 'UTC',
        teamLeaderId: scene.people.theo.id,
      })),
    );
    const opened = await openNote('theo');
    expect(opened.kind === 'form' && personIn(opened.form)).toMatchObject({ more: true });
    expect(await people('theo', 'noted', 'number149')).toEqual(['Agent Number149']);
    expect(await people('theo', 'noted', 'agent')).toHaveLength(100);
  });

  it('complete “/note @…” with whom a note may be taken about', async () => {
    const complete = async (who: CastName, text: string) => {
      const found = await answer({ ...base(who), kind: 'complete', text });
      return found.kind === 'completions' ? found.items.map(({ value }) => value) : found;
    };
    expect(await complete('theo', '/note @pri')).toEqual(['@Priya Nair ']);
    expect(await complete('theo', '/note @dan')).toEqual([]);
    expect(await complete('theo', '@dan')).toEqual(['@Daniel Osei ']);
  });
});
