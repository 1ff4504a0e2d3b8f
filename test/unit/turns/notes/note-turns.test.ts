import type { QuickNote } from '../../../../src/coaching/notes/quick-note.ts';
import type { ActionId } from '../../../../src/messages/action-ids.ts';
import type { FormId } from '../../../../src/messages/form-ids.ts';
import type { Action, Form } from '../../../../src/messages/message.ts';
import { createNoteTurns } from '../../../../src/turns/notes/note-turns.ts';
import { toActor } from '../../../../src/coaching/people/user.ts';
import { noteLinkForm } from '../../../../src/messages/views/note-forms.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { actionTurn, channelThread, commandTurn, formTurn } from '../../../support/make-turns.ts';
import { Life } from '../../../support/fakes/mortal.ts';
import type { SeenMessage } from '../../../support/fakes/chat-platform.ts';
import { openTurnScene, platformIdOf, type TurnScene } from '../../../support/turn-scene.ts';
import type { CastName } from '../../../support/world.ts';

let scene: TurnScene;
beforeEach(async () => {
  scene = await openTurnScene();
});

const place = (who: CastName) => ({
  key: `slack:T1:dm-U-${who}`,
  kind: 'direct' as const,
  channelId: `dm-U-${who}`,
});
const by = (who: CastName) => ({ platformUserId: platformIdOf(who), place: place(who) });
const inbox = (who: CastName): SeenMessage[] => scene.platform.seen(place(who).key);
const textOf = (messages: readonly SeenMessage[]): string =>
  JSON.stringify(messages.map(({ message }) => message));
const last = (who: CastName): SeenMessage => {
  const message = inbox(who).at(-1);
  if (message === undefined) throw new Error(`${who} sees nothing`);
  return message;
};
const actionsOf = ({ message }: SeenMessage): Action[] =>
  (message?.blocks ?? []).flatMap((block) => (block.kind === 'actions' ? block.actions : []));
const button = (message: SeenMessage, label: string): Action => {
  const found = actionsOf(message).find((action) => action.label.startsWith(label));
  if (found === undefined) throw new Error(`no "${label}" on that card`);
  return found;
};
const take = async (text = '@Priya Nair steady work', who: CastName = 'theo'): Promise<QuickNote> => {
  await scene.answer(commandTurn({ text, ...by(who) }));
  const [note] = await scene.world.notes.listByAuthors(scene.organizationId, [scene.people[who].id], 1);
  if (note === undefined) throw new Error('no note was taken');
  return note;
};
const find = async (id: string): Promise<QuickNote> => {
  const note = await scene.world.notes.find(scene.organizationId, id, { removedToo: true });
  if (note === undefined) throw new Error('the note is gone');
  return note;
};
const press = (who: CastName, action: ActionId, value: string, messageId = last(who).messageId) =>
  scene.answer(actionTurn({ action, value, messageId, ...by(who) }));
const pressLabel = (who: CastName, label: string) => {
  const { id, value } = button(last(who), label);
  return press(who, id, value);
};
const submit = (who: CastName, form: FormId, context: string, values: Record<string, string>) =>
  scene.answer(formTurn({ form, context, values, ...by(who) }));
const audited = async (): Promise<string[]> =>
  (await scene.world.audited(scene.organizationId)).map(({ action }) => action);

describe('the card of a note just taken', () => {
  it('shows what was read from the words, each with one tap to correct', async () => {
    await take('@Priya Nair rude on call 48213 yesterday at 3, high priority');
    const shown = textOf(inbox('theo'));
    for (const part of ['General', 'Tone', 'High', '48213', '15:00']) expect(shown).toContain(part);
    expect(actionsOf(last('theo')).map(({ label }) => label)).toEqual([
      'Undo',
      'Make it Coaching',
      'Make it Positive',
      'Make it Urgent',
      'Make it Compliance',
      'Medium priority',
      'Low priority',
      'Needs a follow-up',
      'Change…',
      'Share with Priya Nair',
      'Mark addressed…',
      'Keep for a 1:1…',
    ]);
  });

  it('changes in place, and each correction is recorded', async () => {
    const { id } = await take();
    await pressLabel('theo', 'Make it Coaching');
    expect(await find(id)).toMatchObject({ type: 'COACHING', version: 2 });
    await pressLabel('theo', 'High priority');
    await pressLabel('theo', 'Needs a follow-up');
    expect(await find(id)).toMatchObject({ type: 'COACHING', priority: 'HIGH', requiresFollowUp: true });
    expect(scene.platform.views()).toEqual(['note.shown']);
    expect(textOf(inbox('theo'))).toContain('No follow-up');
    expect(await audited()).toEqual(['note.create', 'note.correct', 'note.correct', 'note.correct']);
  });

  it('pressed twice, or late, changes nothing more', async () => {
    const { id } = await take();
    const { value } = button(last('theo'), 'Make it Coaching');
    await press('theo', 'note.type', value);
    await press('theo', 'note.type', value);
    expect(await find(id)).toMatchObject({ type: 'COACHING', version: 2 });
    expect(await audited()).toEqual(['note.create', 'note.correct']);
    await pressLabel('theo', 'Undo');
    await press('theo', 'note.type', `${id}:URGENT`);
    expect(await find(id)).toMatchObject({ type: 'COACHING' });
    expect(textOf(inbox('theo'))).toContain('not yours to see');
  });

  it('does nothing for anybody else, and tells only the line that the note is there', async () => {
    const { id } = await take();
    for (const who of ['priya', 'omar', 'cleo', 'ada', 'daniel', 'maya'] as const) {
      const doings: [ActionId, string][] = [
        ['note.type', `${id}:URGENT`],
        ['note.priority', `${id}:HIGH`],
        ['note.follow-up', `${id}:yes`],
        ['note.share', id],
        ['note.change', id],
      ];
      for (const [action, value] of doings) await press(who, action, value, 'm1');
      const shown = textOf(inbox(who));
      expect(shown).toContain(who === 'maya' ? 'Only the person who took this note' : 'not yours to see');
      expect(shown).not.toContain('steady');
    }
    expect(await find(id)).toMatchObject({ version: 1, type: 'GENERAL' });
    expect(await audited()).toEqual(['note.create']);
  });

  it('takes a value that says nothing for an old button', async () => {
    const { id } = await take();
    await press('theo', 'note.type', `${id}:WEIRD`);
    expect((await find(id)).version).toBe(1);
    expect(last('theo').message?.view).toBe('talk.failure');
  });

  it('comes back after undo', async () => {
    const { id } = await take();
    await pressLabel('theo', 'Undo');
    expect(await scene.world.notes.find(scene.organizationId, id)).toBeUndefined();
    await pressLabel('theo', 'Bring it back');
    expect(await scene.world.notes.find(scene.organizationId, id)).toBeDefined();
    expect(last('theo').message?.view).toBe('note.shown');
    await press('maya', 'note.restore', id, 'm1');
    expect(last('maya').message?.view).toBe('note.gone');
    expect(await audited()).toEqual(['note.create', 'note.undo', 'note.restore']);
  });
});

describe('the form with everything', () => {
  const formOf = ({ message }: SeenMessage): Form => {
    const block = message?.blocks.find(({ kind }) => kind === 'form');
    if (block?.kind !== 'form') throw new Error('that is no form');
    return block.form;
  };
  const filled = (form: Form): Record<string, string> =>
    Object.fromEntries(form.fields.map((field) => [field.name, field.initial ?? '']));

  it('opens filled in; sent off as it is it changes nothing', async () => {
    const { id } = await take('@Priya Nair rude on call 48213 #quality');
    await pressLabel('theo', 'Change');
    const form = formOf(last('theo'));
    expect(filled(form)).toMatchObject({
      words: 'rude on call 48213',
      category: 'Call quality',
      callId: '48213',
    });
    await submit('theo', 'note.change', form.context, filled(form));
    expect((await find(id)).version).toBe(1);
    expect(await audited()).toEqual(['note.create']);
  });

  it('sets type, category, priority, time, call, customer and the words', async () => {
    const { id } = await take('@Priya Nair rude on call 48213 #quality');
    await pressLabel('theo', 'Change');
    const form = formOf(last('theo'));
    await submit('theo', 'note.change', form.context, {
      ...filled(form),
      words: 'short with a caller #tone',
      type: 'COACHING',
      category: 'Customer service',
      subcategory: 'Tone',
      priority: 'LOW',
      followUp: 'yes',
      when: 'yesterday at 15:00',
      callId: '',
      customerId: 'C-1042',
    });
    expect(await find(id)).toMatchObject({
      content: 'short with a caller',
      tags: ['quality', 'tone'],
      type: 'COACHING',
      category: 'Customer service',
      subcategory: 'Tone',
      priority: 'LOW',
      requiresFollowUp: true,
      customerId: 'C-1042',
      version: 2,
    });
    expect((await find(id)).callId).toBeUndefined();
    expect((await find(id)).occurredAt < scene.clock.now()).toBe(true);
  });

  it('filled in while the note was changed elsewhere is refused, and sent twice is one change', async () => {
    const { id } = await take();
    await pressLabel('theo', 'Change');
    const form = formOf(last('theo'));
    const values = { ...filled(form), priority: 'HIGH' };
    await press('theo', 'note.type', `${id}:COACHING`, inbox('theo')[0]?.messageId);
    await submit('theo', 'note.change', form.context, values);
    expect(await find(id)).toMatchObject({ type: 'COACHING', priority: 'MEDIUM' });
    expect(textOf([last('theo')])).toContain('open the form again');
    const again = { ...values, type: 'COACHING' };
    await submit('theo', 'note.change', `${id}:2`, again);
    await submit('theo', 'note.change', `${id}:2`, again);
    expect(await find(id)).toMatchObject({ type: 'COACHING', priority: 'HIGH', version: 3 });
  });

  it('says beside the field what it cannot read, and never takes a time to come', async () => {
    const { id } = await take();
    const { queries, actor } = rig();
    const check = (values: Record<string, string>) =>
      queries['note.change']?.validate(actor('theo'), `${id}:1`, { words: 'x', ...values });
    expect(await check({ when: 'tomorrow' })).toHaveProperty('when');
    expect(await check({ when: 'whenever' })).toHaveProperty('when');
    expect(await check({ words: ' ' })).toHaveProperty('words');
    expect(await check({ when: 'yesterday' })).toEqual({});
    await expect(check.call(undefined, {})).resolves.toEqual({});
    await expect(queries['note.change']?.open(actor('priya'), `${id}:1`)).rejects.toMatchObject({
      code: 'NOTE_005',
    });
  });
});

/** The queries as the adapters ask them. */
function rig() {
  const turns = scene.deps().turns;
  const { notes, users, audit } = scene.world;
  const unused = () => Promise.reject(new Error('Not a part of this.'));
  const { formQueries: queries } = createNoteTurns({
    notes,
    users,
    audit,
    clock: scene.clock,
    people: turns.people,
    dates: { read: (text) => (text === 'yesterday' ? { date: '2026-01-01', index: 0, text } : undefined) },
    ...scene.noteParts,
    sessions: { find: unused },
    poster: { reach: unused, say: unused },
  });
  return { queries, actor: (who: CastName) => toActor(scene.people[who]) };
}

describe('sharing with the person', () => {
  it('says before what they will see, then gives them the words alone, once', async () => {
    const { id } = await take('@Priya Nair great calm on call 48213 #empathy, high priority');
    const share = button(last('theo'), 'Share with Priya');
    expect(share.confirm?.text).toContain('cannot be taken back');
    await press('theo', share.id, share.value);
    await press('theo', share.id, share.value);
    expect(inbox('priya').map(({ message }) => message?.view)).toEqual(['note.shared']);
    const seen = textOf(inbox('priya'));
    expect(seen).toContain('great calm on call 48213');
    for (const hidden of ['Positive', 'High', 'Customer service', 'empathy'])
      expect(seen).not.toContain(hidden);
    expect(inbox('priya')[0]?.message?.summary).toBe('Theo Leader shared a note with you');
    expect((await find(id)).sharedAt).toBeDefined();
    expect(textOf(inbox('theo'))).toContain('with Priya Nair');
    expect(last('theo').message?.footer).toContain('Priya Nair can see');
    expect(actionsOf(last('theo')).map(({ label }) => label)).not.toContain('Share with Priya Nair');
    expect(await audited()).toEqual(['note.create', 'note.share']);
  });

  it.each(['urgent: threatened a caller', 'skipped the identity check #compliance'])(
    'asks twice where it is better said: %s',
    async (words) => {
      const { id } = await take(`@Priya Nair ${words}`);
      await pressLabel('theo', 'Share with');
      expect((await find(id)).sharedAt).toBeUndefined();
      expect(inbox('priya')).toEqual([]);
      expect(last('theo').message?.view).toBe('note.share-sure');
      await pressLabel('theo', 'Yes, share');
      expect((await find(id)).sharedAt).toBeDefined();
      expect(inbox('priya')).toHaveLength(1);
    },
  );

  it('shares nothing with somebody who never met me, and says so', async () => {
    const { id } = await take();
    scene.strangers.add(scene.people.priya.id);
    await pressLabel('theo', 'Share with');
    expect((await find(id)).sharedAt).toBeUndefined();
    expect(textOf([last('theo')])).toContain('nothing was shared');
  });

  it('keeps the words and the note from then on, while its labels can be corrected', async () => {
    const { id } = await take();
    await pressLabel('theo', 'Share with');
    await pressLabel('theo', 'Undo');
    await submit('theo', 'note.change', `${id}:2`, {
      words: 'never said',
      type: 'GENERAL',
      priority: 'MEDIUM',
    });
    expect(await find(id)).toMatchObject({ content: 'steady work' });
    expect(await scene.world.notes.find(scene.organizationId, id)).toBeDefined();
    expect(textOf(inbox('theo'))).toContain('can read this note since you shared it');
    await press('theo', 'note.type', `${id}:POSITIVE`);
    expect(await find(id)).toMatchObject({ type: 'POSITIVE' });
  });

  it('lets them say thanks, which the author hears once', async () => {
    await take();
    await pressLabel('theo', 'Share with');
    const thanks = button(last('priya'), 'Thanks');
    await press('priya', thanks.id, thanks.value);
    await press('priya', thanks.id, thanks.value);
    const heard = inbox('theo').filter(({ message }) => message?.view === 'note.answered');
    expect(heard).toHaveLength(1);
    expect(heard[0]?.message?.summary).toBe('Priya Nair answered you');
    expect(textOf(inbox('priya'))).toContain('you say thanks');
  });

  it('lets them ask about it, in their own words', async () => {
    const { id } = await take();
    await pressLabel('theo', 'Share with');
    await pressLabel('priya', 'Ask about it');
    expect(last('priya').message?.view).toBe('note.form');
    await submit('priya', 'note.ask', id, { question: 'Which call was it?' });
    expect(textOf([last('theo')])).toContain('Which call was it?');
    expect(last('theo').message?.summary).not.toContain('Which call');
    expect(textOf([last('priya')])).toContain('passed your question on');
  });

  it('takes thanks and questions from nobody else, nor about what was not shared', async () => {
    const { id } = await take();
    for (const who of ['priya', 'daniel', 'maya'] as const) {
      await press(who, 'note.thank', id, 'm1');
      await press(who, 'note.ask', id, 'm1');
      await submit(who, 'note.ask', id, { question: 'What?' });
      expect(textOf(inbox(who))).toContain('not yours to see');
    }
    expect(inbox('theo').map(({ message }) => message?.view)).toEqual(['note.created']);
  });
});

describe('seeing to a note', () => {
  it('marks it addressed with what was done, by whom and when, and opens it again', async () => {
    const { id } = await take();
    await submit('maya', 'note.address', id, { how: 'We talked it through' });
    expect(await find(id)).toMatchObject({
      addressed: { by: scene.people.maya.id, at: scene.clock.now(), how: 'We talked it through' },
    });
    expect(textOf([last('maya')])).toContain('by Maya Manager: We talked it through');
    await submit('theo', 'note.address', id, { how: 'Me too' });
    expect((await find(id)).addressed).toMatchObject({
      by: scene.people.maya.id,
      how: 'We talked it through',
    });
    await pressLabel('theo', 'Reopen');
    expect((await find(id)).addressed).toBeUndefined();
    expect(await audited()).toEqual(['note.create', 'note.address', 'note.reopen']);
  });

  it('is for the author and the line, never for whom it is about', async () => {
    const { id } = await take();
    await pressLabel('theo', 'Share with');
    for (const who of ['priya', 'omar', 'cleo', 'ada'] as const) {
      await submit(who, 'note.address', id, { how: 'mine' });
      await press(who, 'note.address', id, 'm1');
      await press(who, 'note.reopen', id, 'm1');
      await submit(who, 'note.link', id, { session: newId() });
      expect(textOf(inbox(who))).toContain('not yours to see');
    }
    const note = await find(id);
    expect([note.addressed, note.linkedSessionId]).toEqual([undefined, undefined]);
  });

  it('keeps it for a session of that person within 30 days, and takes it off again', async () => {
    const { id } = await take();
    await pressLabel('theo', 'Keep for a 1:1');
    expect(textOf([last('theo')])).toContain('Plan a 1:1 first');
    const today = scene.clock.now().toISOString().slice(0, 10);
    const own = { id: newId(), title: '1:1 with Priya', date: today, leaderId: scene.people.theo.id };
    const others = { id: newId(), title: 'Secret', date: today, leaderId: scene.people.omar.id };
    scene.noteParts.linkable.sessions.push(own, others, {
      ...own,
      id: newId(),
      title: 'Old',
      date: '2025-01-01',
    });
    await press('theo', 'note.link', id);
    const offered = textOf([last('theo')]);
    expect(offered).toContain('1:1 with Priya');
    expect(offered).not.toMatch(/Secret|Old/);
    await submit('theo', 'note.link', id, { session: others.id });
    expect((await find(id)).linkedSessionId).toBeUndefined();
    await submit('theo', 'note.link', id, { session: own.id });
    expect((await find(id)).linkedSessionId).toBe(own.id);
    expect(textOf([last('theo')])).toContain('1:1 with Priya');
    expect(noteLinkForm(await find(id), []).fields[0]).toMatchObject({ initial: own.id });
    await submit('theo', 'note.link', id, { session: 'none' });
    expect((await find(id)).linkedSessionId).toBeUndefined();
    expect(await audited()).toEqual(['note.create', 'note.link', 'note.link']);
  });
});

describe('/notes', () => {
  const list = (who: CastName, text = '', fields = {}) =>
    scene.answer(commandTurn({ name: 'notes', text, ...by(who), ...fields }));

  it('lists one’s own and those of one’s line, newest first, each to open or to mark addressed', async () => {
    const note = await take('@Priya Nair hold time of six minutes');
    await take('@Priya Nair great call this week');
    await list('maya');
    const shown = textOf([last('maya')]);
    expect(last('maya').message?.summary).toBe('2 notes');
    expect(shown).toContain('by Theo Leader');
    expect(actionsOf(last('maya')).map(({ label }) => label)).toEqual([
      'Open',
      'Mark addressed…',
      'Open',
      'Mark addressed…',
    ]);
    await list('maya', 'hold time');
    await press('maya', 'note.show', note.id);
    expect(textOf([last('maya')])).toContain('Theo Leader and Theo Leader’s line can see');
    expect(actionsOf(last('maya')).map(({ id }) => id)).toEqual(['note.address', 'note.link']);
  });

  it('narrows by person, type, state and words', async () => {
    await take('@Priya Nair hold time too long');
    const urgent = await take('@Priya Nair act immediately on the refund');
    await submit('theo', 'note.address', urgent.id, { how: 'done' });
    const shows = async (text: string) => {
      await list('theo', text);
      return last('theo').message?.summary;
    };
    expect(await shows('@Priya')).toBe('2 notes');
    expect(await shows('type:urgent')).toBe('1 note');
    expect(await shows('open')).toBe('1 note');
    expect(await shows('refunds')).toBe('1 note');
    expect(await shows('refunds open')).toBe('Your notes');
    expect(last('theo').message?.view).toBe('note.list.empty');
    expect(await shows('@daniel')).toBe('Your notes');
  });

  it('goes on with the button below', async () => {
    for (let count = 0; count < 10; count += 1) await take(`@Priya Nair note number ${count}`);
    await list('theo', 'open');
    expect(last('theo').message?.summary).toBe('The newest 8 of 10 notes');
    await pressLabel('theo', 'Show more');
    expect(last('theo').message?.summary).toBe('Older notes');
    expect(actionsOf(last('theo')).filter(({ label }) => label === 'Open')).toHaveLength(2);
    await press('theo', 'note.list', 'garbage');
    expect(last('theo').message?.view).toBe('talk.failure');
  });

  it('shows people what was shared with them, without how it was sorted, and nothing else', async () => {
    const shared = await take('@Priya Nair great calm, high priority');
    await pressLabel('theo', 'Share with');
    await take('@Priya Nair cried after the call');
    await list('priya');
    const shown = textOf([last('priya')]);
    expect(shown).toContain('Note from Theo Leader');
    expect(shown).toContain('great calm');
    for (const hidden of ['cried', 'Positive', 'open', 'Mark addressed'])
      expect(JSON.stringify(last('priya').message?.blocks)).not.toContain(hidden);
    await press('priya', 'note.show', shared.id);
    expect(last('priya').message?.view).toBe('note.shared');
    await list('priya', 'my notes');
    expect(last('priya').message?.summary).toBe('1 note');
    await list('daniel', 'my notes');
    expect(textOf([last('daniel')])).toContain('Nothing was shared with you yet');
  });

  it('keeps a note from its subject who leads the author, until it is shared', async () => {
    const note = await take('@Maya Manager late to the round', 'cleo');
    await list('maya');
    expect(last('maya').message?.view).toBe('note.list.empty');
    await press('maya', 'note.show', note.id);
    expect(textOf(inbox('maya'))).not.toContain('late to the round');
  });

  it('is answered to the caller alone where others are, and names a handle’s person', async () => {
    await take();
    const mentions = [{ platformUserId: 'U-priya', name: 'priya.nair' }];
    await list('theo', '@priya.nair', { place: channelThread(), mentions });
    expect(scene.platform.seen().at(-1)).toMatchObject({ onlyFor: 'U-theo', message: { summary: '1 note' } });
  });
});

describe('a worker that dies anywhere in between', () => {
  const calls = Array.from({ length: 24 }, (_one, index) => index + 1);

  it.each(calls.flatMap((call) => [[call, 'before'] as const, [call, 'after'] as const]))(
    'at call %i, %s it: the note is shared once, said once, and recorded',
    async (diesAt, when) => {
      const { id } = await take();
      const { id: action, value } = button(last('theo'), 'Share with');
      const turn = actionTurn({ action, value, messageId: last('theo').messageId, ...by('theo') });
      await scene.take(turn);
      await scene.drain(turn, new Life(diesAt, when)).catch(() => undefined);
      scene.clock.advance(20_001);
      await scene.drain(turn);
      expect((await find(id)).sharedAt).toBeDefined();
      expect(inbox('priya').map(({ message }) => message?.view)).toEqual(['note.shared']);
      expect(inbox('theo').map(({ message }) => message?.view)).toEqual(['note.shown']);
      expect(await audited()).toContain('note.share');
    },
  );
});
