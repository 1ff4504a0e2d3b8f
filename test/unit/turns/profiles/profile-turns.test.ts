import { toActor } from '../../../../src/coaching/people/user.ts';
import { askedFields, questionWaitsMs } from '../../../../src/coaching/profiles/questionnaire.ts';
import type { ActionId } from '../../../../src/messages/action-ids.ts';
import { createProfileFormQueries } from '../../../../src/turns/profiles/profile-form-turns.ts';
import type { Turn } from '../../../../src/turns/turn.ts';
import { Life } from '../../../support/fakes/mortal.ts';
import {
  actionTurn,
  channelThread,
  commandTurn,
  formTurn,
  messageTurn,
} from '../../../support/make-turns.ts';
import { openTurnScene, platformIdOf, type TurnScene } from '../../../support/turn-scene.ts';
import type { CastName } from '../../../support/world.ts';

let scene: TurnScene;
beforeEach(async () => {
  scene = await openTurnScene();
});

const from = (who: CastName, inChannel = false) => ({
  platformUserId: platformIdOf(who),
  ...(inChannel ? { place: channelThread() } : {}),
});
const say = (text: string, who: CastName = 'priya', inChannel = false) =>
  scene.answer(messageTurn({ text, ...from(who, inChannel) }));
const command = (text: string, who: CastName = 'priya', inChannel = false) =>
  scene.answer(commandTurn({ name: 'profile', text, ...from(who, inChannel) }));
const last = () => scene.platform.seen().at(-1);
const press = (action: ActionId, value = '', who: CastName = 'priya') =>
  scene.answer(actionTurn({ action, value, messageId: last()?.messageId ?? 'm0', ...from(who) }));
const submit = (context: string, values: Record<string, string>, who: CastName = 'priya') =>
  scene.answer(formTurn({ form: 'profile.edit', context, values, ...from(who) }));
const shown = (): string => JSON.stringify(last()?.message);
const buttons = () =>
  (last()?.message?.blocks ?? []).flatMap((block) => (block.kind === 'actions' ? block.actions : []));
const valueOf = (action: ActionId): string => {
  const found = buttons().find(({ id }) => id === action);
  if (found === undefined) throw new Error(`no button ${action}`);
  return found.value;
};
const stored = async (who: CastName = 'priya') => {
  const { id } = scene.people[who];
  const fields = await scene.profileParts.profiles.fields(
    { organizationId: scene.organizationId, viewerId: id },
    id,
  );
  return Object.fromEntries(fields.map(({ field, value, visibility }) => [field, { value, visibility }]));
};
const queries = () => {
  const query = createProfileFormQueries({ ...scene.world, ...scene.profileParts, clock: scene.clock })[
    'profile.edit'
  ];
  if (query === undefined) throw new Error('no form');
  return query;
};

describe('/profile', () => {
  it('says beside each field who sees it and who wrote it, for the person’s eyes alone', async () => {
    await say('my motivators are recognition and growth');
    await submit(`line:${scene.people.priya.id}`, { stress_indicators: 'Talks faster' }, 'theo');
    await command('', 'priya', true);
    expect(last()?.onlyFor).toBe(platformIdOf('priya'));
    expect(shown()).toContain('What motivates me: recognition, growth');
    expect(shown()).toContain('You, your leaders and admins · written by you');
    expect(shown()).toContain('Signs of stress: Talks faster');
    expect(shown()).toContain('You, your leaders and admins · written by Theo Leader');
    expect(last()?.message?.footer).toBe('Only you can see this message.');
  });

  it('shows a colleague what is open to everyone, a leader more, and neither what is private', async () => {
    await say('set my expertise to refunds');
    await say('my motivators are growth');
    await say('set my wellbeing to 4');
    await command('@Priya Nair', 'daniel');
    expect(shown()).toContain('Expertise: refunds');
    expect(shown()).not.toMatch(/growth|Wellbeing|4 of 10/);
    expect(buttons()).toEqual([]);
    await command('priya', 'theo');
    expect(shown()).toContain('What motivates me: growth');
    expect(shown()).not.toMatch(/Wellbeing|4 of 10/);
    expect(valueOf('profile.form')).toBe(`line:${scene.people.priya.id}`);
    await command('Nobody Known', 'theo');
    expect(shown()).toContain('I don’t know whom you mean');
  });

  it('a leader writes in a form what leaders write, and Priya sees it with the name', async () => {
    const context = `line:${scene.people.priya.id}`;
    await say('my development areas are saying no');
    const form = await queries().open(toActor(scene.people.theo), context);
    expect(form.fields.map(({ name }) => name)).toEqual([
      'core_strengths',
      'hidden_talents',
      'stress_indicators',
      'success_patterns',
      'responds_to',
    ]);
    expect(form.intro).toContain('Priya sees everything you write here, with your name');
    await submit(context, { core_strengths: 'Calm voice', development_areas: 'Pace' }, 'theo');
    expect(shown()).toContain('Saved. Priya sees it in their profile, with your name.');
    expect(await stored()).toMatchObject({
      core_strengths: { value: ['Calm voice'] },
      development_areas: { value: ['saying no'] },
    });
    await press('profile.undo', valueOf('profile.undo'), 'theo');
    expect(Object.keys(await stored())).toEqual(['development_areas']);
    expect(scene.world.audit).toBeDefined();
  });

  it('somebody who does not lead Priya gets neither the form nor a word into it', async () => {
    const context = `line:${scene.people.priya.id}`;
    for (const who of ['omar', 'cleo', 'daniel', 'ada'] as const) {
      await expect(queries().open(toActor(scene.people[who]), context)).rejects.toMatchObject({
        code: 'PROFILE_005',
      });
      await submit(context, { core_strengths: 'Hm' }, who);
      expect(shown()).toContain('Only Priya Nair’s own leaders can write this part');
    }
    expect(await stored()).toEqual({});
  });

  it('is edited in a form, field by field with who sees it, and taken back', async () => {
    const values = { company: '', expertise: 'refunds\nSpanish', 'expertise.sees': 'line', role: 'Captain' };
    await submit('own:professional', values);
    expect(await stored()).toEqual({
      expertise: { value: ['refunds', 'Spanish'], visibility: 'line' },
      role: { value: 'Captain', visibility: 'organization' },
    });
    await press('profile.undo', valueOf('profile.undo'));
    expect(shown()).toContain('Taken back');
    expect(await stored()).toEqual({});
    await submit('own:strengths', { 'star_card.thinking': '3', 'star_card.acting': '6' });
    expect(await stored()).toMatchObject({ star_card: { visibility: 'private', value: { acting: 6 } } });
    const faults = await queries().validate(toActor(scene.people.priya), 'own:strengths', {
      'star_card.thinking': '3',
    });
    expect(faults['star_card.thinking']).toContain('That makes 3 dots');
  });
});

describe('words about one’s profile', () => {
  it('set, show, hide and open a field, with a way back', async () => {
    await say('set my learning style to visual');
    expect(shown()).toContain('**How I learn best**: visual');
    expect(shown()).toContain('You, your leaders and your organisation’s admins can see it');
    await say('hide my learning style');
    expect(await stored()).toMatchObject({ learning_style: { visibility: 'private' } });
    expect(shown()).toContain('Only you can see it: no leader, no admin, nobody else.');
    await press('profile.undo', valueOf('profile.undo'));
    expect(await stored()).toMatchObject({ learning_style: { visibility: 'line' } });
    await say('make my learning style visible to everyone');
    await say('who can see my learning style?');
    expect(shown()).toContain('Everyone in your organisation can see it');
    await press('profile.visible', valueOf('profile.visible'));
    expect(await stored()).toMatchObject({ learning_style: { visibility: 'private' } });
    expect(scene.agent.calls).toEqual([]);
  });

  it('never open wellbeing', async () => {
    await say('set my wellbeing to 4');
    await say('make my wellbeing visible to everyone');
    expect(shown()).toContain('is for you alone');
    await press('profile.visible', 'wellbeing:line');
    expect(await stored()).toMatchObject({ wellbeing: { visibility: 'private' } });
    await say('who can see my wellbeing?');
    expect(shown()).toContain('It stays yours alone');
    expect(buttons().map(({ id }) => id)).not.toContain('profile.visible');
  });

  it('add to a list and take from it', async () => {
    await say('add refunds and Spanish to my expertise');
    await say('add Refunds to my expertise');
    expect(await stored()).toMatchObject({ expertise: { value: ['refunds', 'Spanish'] } });
    await say('remove Spanish from my expertise');
    expect(await stored()).toMatchObject({ expertise: { value: ['refunds'] } });
    await say('remove French from my expertise');
    expect(shown()).toContain('Nothing changed');
    await say('add French to my aspirations');
    expect(shown()).toContain('isn’t a list');
    await say('delete my expertise');
    expect(await stored()).toEqual({});
  });

  it('say what is wrong with a value', async () => {
    await say('set my star card to thinking 3, planning 2');
    expect(shown()).toContain('That makes 5 dots');
    await say('hide my aspirations');
    expect(shown()).toContain('is empty');
    expect(await stored()).toEqual({});
  });
});

describe('the questionnaire', () => {
  const answers = {
    expertise: 'refunds, phone orders',
    learning_style: 'by watching',
    feedback_method: 'in writing',
    motivators: 'growth and calm',
    development_areas: 'saying no',
    star_card: 'thinking 3, planning 2, acting 1, feeling 2, imagination 1',
    flow: 'steady and curious',
    best_coaching_time: 'mornings',
    aspirations: 'Lead a small team',
  };

  it('asks one question a message, says who will see the answer and how far it is, and goes through no model', async () => {
    await say('fill in my profile');
    for (const [index, field] of askedFields.entries()) {
      expect(shown()).toContain(`Your profile, ${index + 1} of ${askedFields.length}`);
      expect(shown()).toMatch(
        /(?:Only you|You, your leaders and your organisation’s admins|Everyone in your organisation) will see your answer/,
      );
      await say(answers[field]);
    }
    expect(shown()).toContain('all of them are answered');
    expect(Object.keys(await stored()).sort()).toEqual([...askedFields].sort());
    expect(await stored()).toMatchObject({
      learning_style: { value: 'visual', visibility: 'line' },
      star_card: { visibility: 'private' },
      flow: { value: ['steady', 'curious'] },
    });
    expect(scene.agent.calls).toEqual([]);
    await say('fill in my profile');
    expect(shown()).toContain('answered all my questions');
  });

  it('a choice is pressed, and a button of an earlier question answers nothing', async () => {
    await command('fill');
    await say('skip');
    const pick = valueOf('profile.pick');
    await press('profile.pick', pick);
    expect(await stored()).toMatchObject({ learning_style: { value: 'visual' } });
    await press('profile.pick', pick);
    expect(shown()).toContain('3 of 9');
    await press('profile.skip', 'expertise');
    expect(shown()).toContain('3 of 9');
    expect(Object.keys(await stored())).toEqual(['learning_style']);
  });

  it('lets the person say who sees an answer, before it is given', async () => {
    await say('fill in my profile');
    expect(shown()).toContain('Everyone in your organisation will see your answer');
    await say('only me');
    expect(shown()).toContain('Only you will see your answer');
    await say('refunds');
    expect(await stored()).toEqual({ expertise: { value: ['refunds'], visibility: 'private' } });
    expect(shown()).toContain('Only you can see it: no leader');
    await press('profile.reach', 'learning_style:organization');
    await press('profile.pick', valueOf('profile.pick'));
    expect(await stored()).toMatchObject({ learning_style: { visibility: 'organization' } });
  });

  it('stops, goes on days later at the same question, and takes words as answers only while it waits', async () => {
    await say('fill in my profile');
    await say('refunds');
    await press('profile.stop', valueOf('profile.stop'));
    expect(shown()).toContain('go on with my profile');
    await say('visual');
    expect(scene.agent.calls).toHaveLength(1);
    scene.clock.advance(3 * 24 * 3_600_000);
    await say('go on with my profile');
    expect(shown()).toContain('2 of 9');
    scene.clock.advance(questionWaitsMs + 1);
    await say('visual');
    expect(scene.agent.calls).toHaveLength(2);
    expect(Object.keys(await stored())).toEqual(['expertise']);
  });

  it('leaves questions and requests to whom they are for, and keeps waiting', async () => {
    await say('fill in my profile');
    await say('How do I refund without a receipt?');
    expect(scene.agent.calls).toHaveLength(1);
    await say('refunds');
    expect(await stored()).toMatchObject({ expertise: { value: ['refunds'] } });
    await say('it depends');
    expect(shown()).toContain('It is one of: visual');
    expect(shown()).toContain('2 of 9');
  });

  it('goes back, and takes the last answer away', async () => {
    await say('fill in my profile');
    await say('refunds');
    await say('undo');
    expect(shown()).toContain('1 of 9');
    expect(await stored()).toEqual({});
    await say('skip');
    await press('profile.back', valueOf('profile.back'));
    expect(shown()).toContain('1 of 9');
    await say('returns');
    expect(await stored()).toMatchObject({ expertise: { value: ['returns'] } });
  });

  it('dots are picked in a form', async () => {
    await say('fill in my profile');
    for (let skipped = 0; skipped < 5; skipped += 1) await say('skip');
    const context = valueOf('profile.form');
    const actor = toActor(scene.people.priya);
    const faults = await queries().validate(actor, context, { 'star_card.thinking': '4' });
    expect(faults['star_card.thinking']).toContain('nine in all');
    await submit(context, { 'star_card.thinking': '4', 'star_card.feeling': '5' });
    expect(await stored()).toMatchObject({ star_card: { value: { thinking: 4, feeling: 5 } } });
    expect(shown()).toContain('7 of 9');
  });

  it('is never held where others read', async () => {
    await say('fill in my profile', 'priya', true);
    expect(last()?.onlyFor).toBe(platformIdOf('priya'));
    expect(shown()).toContain('in our direct message');
    await say('fill in my profile');
    await say('refunds', 'priya', true);
    await say('refunds', 'daniel');
    expect(await stored()).toEqual({});
  });

  it('an answer that is tried again after a crash answers once', async () => {
    let survived = false;
    for (let call = 1; !survived; call += 1) {
      scene = await openTurnScene();
      await say('fill in my profile');
      const turn: Turn = messageTurn({ text: 'refunds', ...from('priya') });
      await scene.take(turn);
      const life = new Life(call, 'after');
      await scene.drain(turn, life).catch(() => undefined);
      survived = !life.dead;
      scene.clock.advance(3_600_000);
      await scene.drain(turn);
      expect(await stored()).toEqual({ expertise: { value: ['refunds'], visibility: 'organization' } });
      const asked = scene.platform.seen().filter(({ message }) => JSON.stringify(message).includes('2 of 9'));
      expect(asked).toHaveLength(1);
    }
  });

  it('keeps answers out of notifications, logs and the audit', async () => {
    await say('fill in my profile');
    await say('zanzibar exchange');
    await say('set my aspirations to zanzibar');
    const summaries = scene.platform.seen().map(({ message }) => message?.summary);
    expect(JSON.stringify(summaries)).not.toMatch(/zanzibar|come to you|Expertise|Where I want/i);
    expect(JSON.stringify(scene.logged)).not.toContain('zanzibar');
    expect(JSON.stringify(await scene.world.audited(scene.organizationId))).not.toContain('zanzibar');
  });
});
