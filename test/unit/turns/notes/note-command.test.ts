import type { QuickNote } from '../../../../src/coaching/notes/quick-note.ts';
import type { TurnOf } from '../../../../src/turns/turn.ts';
import type { CastName } from '../../../support/world.ts';
import { actionTurn, channelThread, commandTurn, formTurn } from '../../../support/make-turns.ts';
import { openTurnScene, platformIdOf, type TurnScene } from '../../../support/turn-scene.ts';

let scene: TurnScene;
beforeEach(async () => {
  scene = await openTurnScene();
});

const note = (text: string, fields: Partial<TurnOf<'command'>> = {}) =>
  scene.answer(commandTurn({ text, platformUserId: platformIdOf('theo'), ...fields }));
const notesOf = (who: CastName): Promise<QuickNote[]> =>
  scene.world.notes.listByAuthors(scene.organizationId, [scene.people[who].id], 20);
const onlyNote = async (who: CastName = 'theo'): Promise<QuickNote> => {
  const notes = await notesOf(who);
  expect(notes).toHaveLength(1);
  return notes[0]!;
};
const mentionOf = (who: CastName, name: string) => ({ platformUserId: platformIdOf(who), name });
const shown = (): string => JSON.stringify(scene.platform.seen());

describe('whom a note is about', () => {
  it.each([
    ['by full name', '@Priya Nair great empathy on the call #quality', []],
    ['by first name', '@priya great empathy on the call #quality', []],
    ['without the @', 'Priya Nair: great empathy on the call #quality', []],
    ['by address', 'priya@example.test great empathy on the call #quality', []],
    [
      'by mention',
      '@priya.nair great empathy on the call #quality',
      [{ platformUserId: 'U-priya', name: 'priya.nair' }],
    ],
  ])('is understood %s', async (_how, text, mentions) => {
    await note(text, { mentions });
    expect(await onlyNote()).toMatchObject({
      subjectId: scene.people.priya.id,
      authorId: scene.people.theo.id,
      content: 'great empathy on the call',
      tags: ['quality'],
      type: 'POSITIVE',
      category: 'Call quality',
      priority: 'LOW',
    });
    expect(scene.platform.views()).toEqual(['note.created']);
  });

  it('is whom it begins with, not somebody mentioned in the words', async () => {
    await note('Priya Nair helped @daniel with a refund', {
      platformUserId: platformIdOf('cleo'),
      mentions: [mentionOf('daniel', 'daniel')],
    });
    expect(await onlyNote('cleo')).toMatchObject({
      subjectId: scene.people.priya.id,
      content: 'helped @daniel with a refund',
    });
  });

  it('is the first of two mentions', async () => {
    await note('@daniel helped @priya', {
      platformUserId: platformIdOf('cleo'),
      mentions: [mentionOf('priya', 'priya'), mentionOf('daniel', 'daniel')],
    });
    expect(await onlyNote('cleo')).toMatchObject({
      subjectId: scene.people.daniel.id,
      content: 'helped @priya',
    });
  });

  it('is never a colleague who shares the name of a guest that was mentioned', async () => {
    scene.platform.addPerson('U-guest', { name: 'Priya', email: 'priya@client.test', isGuest: true });
    await note('@Priya great call', { mentions: [{ platformUserId: 'U-guest', name: 'Priya' }] });
    expect(await notesOf('theo')).toEqual([]);
    expect(scene.platform.views()).toEqual(['note.who']);
  });

  it('is asked back when several could be meant', async () => {
    await scene.world.users.upsertMany(scene.organizationId, [
      { email: 'priya2@example.test', name: 'Priya Shah', role: 'AGENT', jobFamily: 'CSR', timezone: 'UTC' },
    ]);
    await note('@Priya great call');
    expect(await notesOf('theo')).toEqual([]);
    expect(scene.platform.views()).toEqual(['note.who']);
    expect(shown()).toContain('Priya Nair');
    expect(shown()).toContain('Priya Shah');
  });

  it('is asked back when nobody has the name', async () => {
    await note('@Zaphod great call');
    expect(scene.platform.views()).toEqual(['note.who']);
    expect(scene.world.events()).toMatchObject([{ state: 'done' }]);
  });
});

describe('a note without words', () => {
  const formPeople = (): string[] => {
    const message = scene.platform.seen()[0]?.message;
    const form = message?.blocks.find((block) => block.kind === 'form');
    const field = form?.form.fields.find(({ name }) => name === 'person');
    return field?.type === 'person' ? field.options.map(({ label }) => label) : [];
  };

  it('opens the form with the people whom the author may write about', async () => {
    await note('   ');
    expect(scene.platform.views()).toEqual(['note.form']);
    expect(formPeople()).toEqual(['Priya Nair']);
  });

  it('offers a manager the whole line below, and a coach everyone else', async () => {
    await note('', { platformUserId: platformIdOf('maya') });
    expect(formPeople()).toEqual(['Priya Nair', 'Theo Leader']);
    scene = await openTurnScene();
    await note('', { platformUserId: platformIdOf('cleo') });
    expect(formPeople()).toHaveLength(6);
  });

  it('gives somebody who leads nobody a reason instead of an empty form', async () => {
    await note('', { platformUserId: platformIdOf('priya') });
    expect(scene.platform.views()).toEqual(['talk.failure']);
    expect(shown()).toContain('leaders and coaches');
  });

  it('but with a name says what is missing', async () => {
    await note('@Priya Nair');
    await note('@Priya Nair #quality');
    expect(await notesOf('theo')).toEqual([]);
    expect(scene.platform.views()).toEqual(['talk.failure', 'talk.failure']);
    expect(shown()).toContain('What would you like to note about Priya Nair?');
  });
});

describe('who may write', () => {
  it.each([
    ['theo', 'Priya Nair', true],
    ['maya', 'Priya Nair', true],
    ['maya', 'Theo Leader', true],
    ['cleo', 'Daniel Osei', true],
    ['ada', 'Maya Manager', true],
    ['omar', 'Priya Nair', false],
    ['theo', 'Maya Manager', false],
    ['theo', 'Theo Leader', false],
    ['priya', 'Daniel Osei', false],
    ['cleo', 'Cleo Coach', false],
  ] as const)('%s about %s: %s', async (who, subject, allowed) => {
    await note(`@${subject} steady work`, { platformUserId: platformIdOf(who) });
    expect(await notesOf(who)).toHaveLength(allowed ? 1 : 0);
    expect(scene.platform.views()).toEqual([allowed ? 'note.created' : 'talk.failure']);
  });

  it('leaves a trace of what was done, without the words', async () => {
    await note('@Priya Nair steady work');
    const { id } = await onlyNote();
    expect(await scene.world.audited(scene.organizationId)).toEqual([
      { action: 'note.create', actorId: scene.people.theo.id, subjectId: id },
    ]);
    expect(JSON.stringify(scene.logged)).not.toContain('steady');
  });
});

describe('a note typed where others are', () => {
  it('is answered to the author alone, with a warning about what they can read', async () => {
    await note('@Priya Nair steady work', { place: channelThread(), typedInPublic: true });
    expect(scene.platform.seen()).toMatchObject([{ onlyFor: 'U-theo', message: { view: 'note.created' } }]);
    expect(shown()).toContain('Careful');
    expect(shown()).toContain('team-north');
  });

  it('carries no warning where nobody saw it typed', async () => {
    await note('@Priya Nair steady work', { place: channelThread(), typedInPublic: false });
    expect(shown()).not.toContain('Careful');
  });

  it('shows nothing private in the notification line', async () => {
    await note('@Priya Nair cried after the call', { place: channelThread() });
    expect(scene.platform.seen()[0]?.message?.summary).not.toContain('cried');
  });
});

describe('the form', () => {
  const submit = (values: Record<string, string>, who: CastName = 'theo') =>
    scene.answer(formTurn({ platformUserId: platformIdOf(who), values }));

  it('stores what was filled in; a chosen type wins over the words', async () => {
    await submit({ person: scene.people.priya.id, words: 'great call #quality', type: 'COMPLIANCE' });
    expect(await onlyNote()).toMatchObject({ subjectId: scene.people.priya.id, type: 'COMPLIANCE' });
  });

  it('checks who may write as the command does', async () => {
    await submit({ person: scene.people.daniel.id, words: 'great call' });
    expect(await notesOf('theo')).toEqual([]);
    expect(shown()).toContain('is not in it');
  });

  it('does not find a person of another organisation', async () => {
    const other = await scene.world.organizations.create({ name: 'Other' });
    await scene.world.users.upsertMany(other.id, [
      { email: 'x@example.test', name: 'X', role: 'AGENT', jobFamily: 'CSR', timezone: 'UTC' },
    ]);
    const stranger = await scene.world.users.findByEmail(other.id, 'x@example.test');
    await submit({ person: stranger?.id ?? '', words: 'great call' }, 'cleo');
    expect(await notesOf('cleo')).toEqual([]);
    expect(shown()).toContain('could not find that person');
  });

  it('refuses a note that is too long', async () => {
    await submit({ person: scene.people.priya.id, words: 'x'.repeat(4_001) });
    expect(await notesOf('theo')).toEqual([]);
    expect(shown()).toContain('4,001');
  });
});

describe('undo', () => {
  const press = async (who: CastName = 'theo'): Promise<void> => {
    const [message] = scene.platform.seen();
    const block = message?.message?.blocks.find(({ kind }) => kind === 'actions');
    const id =
      (await notesOf('theo'))[0]?.id ?? (block?.kind === 'actions' ? block.actions[0]?.value : undefined);
    await scene.answer(
      actionTurn({
        platformUserId: platformIdOf(who),
        value: id ?? undoable,
        messageId: message?.messageId ?? '',
      }),
    );
  };
  let undoable = '';
  beforeEach(async () => {
    await note('@Priya Nair steady work');
    undoable = (await onlyNote()).id;
  });

  it('removes the note and says so in its place', async () => {
    await press();
    expect(await notesOf('theo')).toEqual([]);
    expect(scene.platform.views()).toEqual(['note.undone']);
  });

  it('pressed twice removes once and says that it is gone', async () => {
    await press();
    await press();
    expect(scene.platform.views()).toEqual(['note.undone', 'note.gone']);
    const actions = (await scene.world.audited(scene.organizationId)).map(({ action }) => action);
    expect(actions).toEqual(['note.create', 'note.undo']);
  });

  it('does nothing for anybody else, the manager included', async () => {
    await press('maya');
    expect(await notesOf('theo')).toHaveLength(1);
    expect(scene.platform.views()).toEqual(['note.created', 'note.gone']);
  });
});
