import { toActor } from '../../../../src/coaching/people/user.ts';
import { contentOf, type GrowthGoal } from '../../../../src/coaching/growth/goal.ts';
import type { ActionId } from '../../../../src/messages/action-ids.ts';
import type { FormId } from '../../../../src/messages/form-ids.ts';
import { chronoMomentReader } from '../../../../src/models/follow-ups/chrono-moment-reader.ts';
import { createDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createGrowthForms } from '../../../../src/turns/growth/growth-forms.ts';
import {
  actionTurn,
  channelThread,
  commandTurn,
  directPlace,
  formTurn,
  messageTurn,
} from '../../../support/make-turns.ts';
import { openTurnScene, platformIdOf, type TurnScene } from '../../../support/turn-scene.ts';
import type { CastName } from '../../../support/world.ts';

let scene: TurnScene;
beforeEach(async () => {
  scene = await openTurnScene();
});

const placeOf = (who: CastName, inChannel: boolean) =>
  inChannel ? channelThread() : directPlace(`D-${who}`);
const command = (who: CastName = 'priya', inChannel = false) =>
  scene.answer(
    commandTurn({ name: 'goals', platformUserId: platformIdOf(who), place: placeOf(who, inChannel) }),
  );
const press = (action: ActionId, value: string, who: CastName = 'priya', inChannel = false) =>
  scene.answer(
    actionTurn({
      action,
      value,
      platformUserId: platformIdOf(who),
      messageId: scene.platform.seen().at(-1)?.messageId ?? 'm0',
      place: placeOf(who, inChannel),
    }),
  );
const submit = (form: FormId, values: Record<string, string>, context = '', who: CastName = 'priya') =>
  scene.answer(
    formTurn({ form, values, context, platformUserId: platformIdOf(who), place: placeOf(who, false) }),
  );
const say = (text: string, who: CastName = 'priya', inChannel = false) =>
  scene.answer(messageTurn({ text, platformUserId: platformIdOf(who), place: placeOf(who, inChannel) }));
const shown = (): string => JSON.stringify(scene.platform.seen().at(-1)?.message);
const owner = () => ({ organizationId: scene.organizationId, userId: scene.people.priya.id });
async function only(): Promise<GrowthGoal> {
  const [goal] = await scene.growth.list(owner(), ['active', 'achieved', 'dropped']);
  if (goal === undefined) throw new Error('no goal');
  return goal;
}
/** Value of a button that is shown now. */
function valueOf(action: ActionId): string {
  const blocks = scene.platform.seen().at(-1)?.message?.blocks ?? [];
  const found = blocks
    .flatMap((block) => (block.kind === 'actions' ? block.actions : []))
    .find(({ id }) => id === action);
  if (found === undefined) throw new Error(`no button ${action}`);
  return found.value;
}
const closing = {
  title: 'Get better at closing calls',
  reason: 'I want to lead a team',
  targetOn: '2027-03-31',
  steps: 'Shadow Ana on Thursday\n- Ask for the order',
};
const make = () => submit('goal.save', closing);

describe('/goals', () => {
  it('says how to begin where there is none yet, and makes one from a form', async () => {
    await command();
    expect(shown()).toContain('You have no goal yet');
    await press('goal.form', valueOf('goal.form'));
    expect(scene.platform.views().at(-1)).toBe('goal.form');
    await make();
    for (const words of [
      'Your goal stands.',
      '☐ Shadow Ana (by Thu 26 Nov 2026)',
      '0 of 2 done',
      'I want to lead',
    ])
      expect(shown()).toContain(words);
    await command();
    for (const words of ['Your goal', 'Get better at closing calls', '☐ Ask for the order', '31 Mar 2027'])
      expect(shown()).toContain(words);
  });

  it('is for the person’s eyes alone, also where others are, and shows nobody else’s', async () => {
    await make();
    await command('priya', true);
    expect(scene.platform.seen().at(-1)?.onlyFor).toBe(platformIdOf('priya'));
    expect(shown()).toContain('Only you can see this');
    await press('goal.show', (await only()).id, 'priya', true);
    expect(scene.platform.seen().at(-1)?.onlyFor).toBe(platformIdOf('priya'));
    for (const who of ['theo', 'maya', 'ada', 'cleo'] as const) {
      await command(who);
      expect(shown()).toContain('You have no goal yet');
    }
  });

  it('shows no word of a goal in a notification', async () => {
    await make();
    await command();
    const { id } = await only();
    await press('goal.show', id);
    await press('goal.stop', id);
    for (const { message } of scene.platform.seen()) expect(message?.summary).not.toMatch(/closing|Ana/);
  });
});

describe('the buttons of a goal', () => {
  beforeEach(make);

  it('do nothing for anybody else: to them there is no such goal', async () => {
    const before = await only();
    const step = `${before.id}:${before.steps[0]?.id ?? ''}`;
    for (const who of ['theo', 'ada'] as const) {
      for (const action of [
        'goal.show',
        'goal.stop',
        'goal.achieve',
        'goal.drop',
        'goal.reopen',
        'goal.tomorrow',
      ] as const) {
        await press(action, before.id, who);
        expect(shown()).toContain('I can’t find that goal of yours');
      }
      await press('goal.tick', step, who);
      await press('goal.undo', `${before.id}:${before.undoable ?? ''}`, who);
      expect(shown()).not.toContain('closing');
      for (const form of ['goal.form', 'goal.note', 'goal.check-in'] as const) {
        await press(form, before.id, who);
        expect(shown()).toContain('I can’t find that goal of yours');
      }
      await submit('goal.note', { words: 'x' }, before.id, who);
      await submit('goal.save', { title: 'x' }, before.id, who);
    }
    expect(await only()).toEqual(before);
    expect(await scene.growth.notes(owner(), before.id)).toEqual([]);
  });

  it('tick a step once, in place, and take it back', async () => {
    await command();
    const count = scene.platform.seen().length;
    const value = valueOf('goal.tick');
    await press('goal.tick', value);
    await press('goal.tick', value);
    expect(shown()).toContain('1 of 2 done');
    expect(scene.platform.seen()).toHaveLength(count);
    await press('goal.undo', `${(await only()).id}:${(await only()).undoable ?? ''}`);
    expect(shown()).toContain('0 of 2 done');
  });

  it('undo only the last change: a button of before it changes nothing', async () => {
    const { id } = await only();
    const stale = valueOf('goal.undo');
    await submit('goal.note', { words: 'went well' }, id);
    await press('goal.undo', stale);
    expect(shown()).toContain('something changed since');
    const last = `${id}:${(await only()).undoable ?? ''}`;
    await press('goal.undo', last);
    expect(await scene.growth.notes(owner(), id)).toEqual([]);
    await press('goal.undo', last);
    expect(shown()).toContain('nothing to take back');
    expect(await only()).toMatchObject({ title: closing.title });
  });

  it('take back that a goal was made at all', async () => {
    await press('goal.undo', valueOf('goal.undo'));
    expect(shown()).toContain('is gone');
    await command();
    expect(shown()).toContain('You have no goal yet');
  });

  it('achieve, drop and reopen', async () => {
    const { id } = await only();
    await press('goal.achieve', id);
    expect(shown()).toContain('You did it');
    await command();
    expect(shown()).toContain('1 goal is behind you.');
    await press('goal.reopen', id);
    await press('goal.drop', id);
    expect((await only()).status).toBe('dropped');
    await press('goal.undo', `${id}:${(await only()).undoable ?? ''}`);
    expect((await only()).status).toBe('active');
  });

  it('edit words and steps in a form: what reads as before keeps its tick', async () => {
    const { id, steps } = await only();
    await press('goal.tick', `${id}:${steps[1]?.id ?? ''}`);
    const forms = createGrowthForms({
      growth: scene.growth,
      clock: scene.clock,
      dates: createDateReader(),
      moments: chronoMomentReader,
    });
    const query = forms.queries['goal.save'];
    const form = JSON.stringify(await query?.open(toActor(scene.people.priya), id));
    expect(form).toContain('Shadow Ana by 2026-11-26');
    await submit(
      'goal.save',
      {
        title: 'Close',
        targetOn: '',
        reason: '',
        steps: 'Ask for the order\nRead\nShadow Ana by 2026-11-26',
      },
      id,
    );
    expect(
      (await only()).steps.map(({ text, dueOn, doneAt }) => [text, dueOn, doneAt !== undefined]),
    ).toEqual([
      ['Ask for the order', undefined, true],
      ['Read', undefined, false],
      ['Shadow Ana', '2026-11-26', false],
    ]);
    expect(await only()).not.toHaveProperty('targetOn');
    const priya = toActor(scene.people.priya);
    expect(await query?.validate(priya, id, { title: ' ' })).toHaveProperty('title');
    expect(await query?.validate(priya, id, { title: 'x' })).toEqual({});
    const checkIn = forms.queries['goal.check-in'];
    const past = { every: 'once', date: '2026-11-19', time: '09:00' };
    expect(await checkIn?.validate(priya, id, past)).toHaveProperty('time');
    expect(await checkIn?.validate(priya, id, { ...past, every: 'weekly' })).toEqual({});
    expect(await checkIn?.validate(priya, id, {})).toHaveProperty('date');
  });

  it('schedule check-ins in a form, by the person’s clocks, and stop them', async () => {
    const { id } = await only();
    await press('goal.check-in', id);
    expect(shown()).toContain('by the clocks of Europe/London');
    await submit('goal.check-in', { every: 'biweekly', date: '2027-04-02', time: '09:00' }, id);
    expect(shown()).toContain('Fri 2 Apr 2027, 09:00, every two weeks');
    expect((await only()).checkIn?.nextAt).toEqual(new Date('2027-04-02T08:00Z'));
    await press('goal.stop', id);
    expect((await only()).checkIn).toBeUndefined();
  });

  it('go on with what was asked, once it is said which goal is meant', async () => {
    await submit('goal.save', { title: 'Learn Spanish' });
    const [, spanish] = await scene.growth.list(owner());
    const conversation = {
      ...owner(),
      conversationKey: placeOf('priya', false).key,
      shared: false,
    };
    await scene.world.conversations.append(conversation, {
      role: 'user',
      text: 'add a step: find a tandem',
      turnId: newId(),
    });
    await press('goal.choose', spanish?.id ?? '');
    expect((await scene.growth.list(owner())).map(({ steps }) => steps.length)).toEqual([2, 1]);
  });
});

describe('a check-in', () => {
  const dueAt = new Date('2026-11-20T08:00:00Z');
  /** It was asked an hour ago. */
  beforeEach(async () => {
    await make();
    const { id } = await only();
    const first = { date: '2026-11-20', time: '08:00' };
    await scene.growth.change(owner(), id, { turnId: newId(), at: dueAt }, (goal) => ({
      ...contentOf(goal),
      checkIn: { every: 'weekly', first, nextAt: dueAt },
    }));
    const nextAt = new Date('2026-11-27T08:00:00Z');
    await scene.growth.settleCheckIn(owner(), id, { dueAt, nextAt, askedAt: dueAt });
  });
  const notes = async () => (await scene.growth.notes(owner(), (await only()).id)).map(({ text }) => text);

  it('is answered in one’s own words, which are kept with the goal, in one warm line', async () => {
    await say('I asked for the order twice, and got it once.');
    expect(await notes()).toEqual(['I asked for the order twice, and got it once.']);
    expect(shown()).toContain('Thank you for telling me. I’ve kept it with your goal.');
    expect(scene.agent.calls).toEqual([]);
    // The next words are no answer any more.
    await say('I will try again tomorrow with Dana.');
    expect(scene.agent.calls).toHaveLength(1);
    expect(await notes()).toHaveLength(1);
  });

  it.each([
    'How do I refund without a receipt?',
    'what is our complaint procedure',
    'show my action items',
    'my goals',
    'coach me on closing calls',
    'add a step: read',
    'sessions with Priya last month',
    'my open action items',
    'refund without a receipt',
    'can you find the refund SOP',
  ])('leaves %j to whom it is for', async (words) => {
    await say(words);
    expect(scene.agent.calls).toHaveLength(1);
    expect(await notes()).toEqual([]);
  });

  it('that was asked more than a day ago is not answered by what is said now', async () => {
    scene.clock.advance(24 * 3_600_000);
    await say('I asked for the order twice.');
    expect(await notes()).toEqual([]);
  });

  it('is not answered by what is said in a channel, or by somebody else', async () => {
    await say('I asked for the order twice.', 'priya', true);
    await say('I asked for the order twice.', 'theo');
    expect(await notes()).toEqual([]);
  });

  it('is put off with words or a button: asked again tomorrow at its hour, the others stay', async () => {
    await say('not now');
    const tomorrow = new Date('2026-11-21T08:00:00Z');
    expect((await only()).checkIn).toMatchObject({ nextAt: tomorrow, every: 'weekly' });
    expect(shown()).toContain('Sat 21 Nov 2026, 08:00');
    expect((await only()).askedAt).toBeUndefined();
    await press('goal.tomorrow', (await only()).id);
    expect((await only()).checkIn).toMatchObject({ nextAt: tomorrow });
  });

  it('keeps one answer when the turn is tried again', async () => {
    scene.platform.failNext({
      call: 'post',
      when: 'after',
      error: new Error('the worker died'),
    });
    const turn = messageTurn({
      text: 'It went well.',
      platformUserId: platformIdOf('priya'),
      place: placeOf('priya', false),
    });
    await scene.take(turn);
    await scene.drain(turn).catch(() => undefined);
    scene.clock.advance(60_000);
    await scene.drain(turn);
    expect(await notes()).toEqual(['It went well.']);
    expect(scene.agent.calls).toEqual([]);
  });
});

it('words about one’s goals in a channel are answered to the person alone, and are not about any goal', async () => {
  await make();
  for (const words of ['how is my closing goal going?', 'my goals', 'note on my goal: went well']) {
    await say(words, 'priya', true);
    expect(scene.platform.seen().at(-1)?.onlyFor).toBe(platformIdOf('priya'));
    expect(shown()).toContain('in our direct message only');
    expect(shown()).not.toContain('closing');
  }
  await say('What is the goal of a coaching session?', 'priya', true);
  expect(scene.agent.calls).toHaveLength(1);
});

it('leaves no word of a goal in a log', async () => {
  await make();
  await submit('goal.note', { words: 'PLANTED went well' }, (await only()).id);
  await press('goal.drop', (await only()).id);
  expect(JSON.stringify(scene.logged)).not.toMatch(/PLANTED|closing|Ana/);
});
