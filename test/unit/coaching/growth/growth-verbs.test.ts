import { addProgressNote } from '../../../../src/coaching/growth/add-progress-note.ts';
import { addStep } from '../../../../src/coaching/growth/add-step.ts';
import { changeStep, stepNamed } from '../../../../src/coaching/growth/change-step.ts';
import { chooseGoal } from '../../../../src/coaching/growth/choose-goal.ts';
import { createGoal } from '../../../../src/coaching/growth/create-goal.ts';
import { editGoal } from '../../../../src/coaching/growth/edit-goal.ts';
import { endGoal, reopenGoal } from '../../../../src/coaching/growth/end-goal.ts';
import { goalFromTalk } from '../../../../src/coaching/growth/goal-from-talk.ts';
import { goalLimits } from '../../../../src/coaching/growth/goal.ts';
import { postponeCheckIn, scheduleCheckIn } from '../../../../src/coaching/growth/schedule-check-in.ts';
import { undoGoal } from '../../../../src/coaching/growth/undo-goal.ts';
import { chronoMomentReader } from '../../../../src/models/follow-ups/chrono-moment-reader.ts';
import { createDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { csr } from '../../../support/agent-scene.ts';
import { createFakeGrowth } from '../../../support/fakes/growth.ts';
import { ManualClock } from '../../../support/fakes/manual-clock.ts';

const dayMs = 24 * 3_600_000;
const owner = { organizationId: csr.organizationId, userId: csr.id };

function open() {
  // A Friday, ten in the morning in London.
  const clock = new ManualClock('2026-11-20T10:00:00.000Z');
  const deps = {
    growth: createFakeGrowth(clock),
    clock,
    dates: createDateReader(),
    moments: chronoMomentReader,
  };
  const of = (goalId: string) => ({ actor: csr, goalId, turnId: newId() });
  const create = (words: string, steps: readonly string[] = []) =>
    createGoal(deps, { actor: csr, words, steps, turnId: newId() });
  return { deps, clock, of, create };
}

it('a goal from a coaching talk keeps the talk, and its next step as the first one, once a turn', async () => {
  const { deps } = open();
  const input = { actor: csr, title: 'be calmer. ', step: 'breathe before I answer', stepOn: '2026-11-23' };
  const keep = { ...input, talkId: newId(), turnId: newId() };
  const goal = await goalFromTalk(deps, keep);
  expect((await goalFromTalk(deps, keep)).id).toBe(goal.id);
  expect(goal).toMatchObject({
    title: 'Be calmer',
    steps: [{ text: 'Breathe before I answer', dueOn: '2026-11-23' }],
  });
  const long = await goalFromTalk(deps, { ...keep, title: 'long words '.repeat(60), turnId: newId() });
  expect(long.title.length).toBeLessThanOrEqual(goalLimits.title);
  expect(long.title).toMatch(/words…$/);
});

it('says what is missing or too much, and changes nothing', async () => {
  const { deps, create, of } = open();
  const { id } = await create('close more calls');
  const refused = (promise: Promise<unknown>, code: string) =>
    expect(promise).rejects.toMatchObject({ code });
  await refused(create(' '), 'GROWTH_005');
  await refused(create('x'.repeat(300)), 'GROWTH_006');
  await refused(addStep(deps, { ...of(id), words: '' }), 'GROWTH_005');
  await refused(addProgressNote(deps, { ...of(id), words: '' }), 'GROWTH_005');
  await refused(addProgressNote(deps, { ...of(id), words: 'x'.repeat(3_000) }), 'GROWTH_006');
  await refused(addStep(deps, { ...of(newId()), words: 'x' }), 'GROWTH_001');
  await refused(changeStep(deps, { ...of(id), stepId: newId(), doing: 'tick' }), 'GROWTH_002');
  await refused(scheduleCheckIn(deps, { ...of(id), words: 'whenever' }), 'GROWTH_003');
  await refused(postponeCheckIn(deps, of(id)), 'GROWTH_003');
  await refused(undoGoal(deps, { ...of(id), change: newId() }), 'GROWTH_009');
  const many = Array.from({ length: goalLimits.steps + 1 }, (_unused, index) => `step ${index}`);
  await refused(editGoal(deps, of(id), { steps: many }), 'GROWTH_008');
  await endGoal(deps, { ...of(id), how: 'achieved' });
  await refused(addStep(deps, { ...of(id), words: 'x' }), 'GROWTH_004');
  await refused(scheduleCheckIn(deps, { ...of(id), words: 'weekly' }), 'GROWTH_004');
  for (let count = 0; count < goalLimits.active; count += 1) await create(`goal ${count}`);
  await refused(create('one more'), 'GROWTH_007');
});

it('a goal that comes back is asked about from the next check-in on, never about one that is over', async () => {
  const { deps, clock, of, create } = open();
  const { id } = await create('close more calls');
  await scheduleCheckIn(deps, { ...of(id), words: 'every Monday at 8:30' });
  const dropped = await endGoal(deps, { ...of(id), how: 'dropped' });
  clock.advance(10 * dayMs);
  const back = await undoGoal(deps, { ...of(id), change: dropped.undoable ?? '' });
  expect(back).toMatchObject({ status: 'active', checkIn: { nextAt: new Date('2026-12-07T08:30Z') } });
  await endGoal(deps, { ...of(id), how: 'dropped' });
  clock.advance(10 * dayMs);
  expect((await reopenGoal(deps, of(id))).checkIn?.nextAt).toEqual(new Date('2026-12-14T08:30Z'));
});

it('a check-in that is put off comes at its hour tomorrow, and the row goes on as it was', async () => {
  const { deps, clock, of, create } = open();
  const { id } = await create('close more calls');
  await scheduleCheckIn(deps, { ...of(id), words: 'every Friday at 9' });
  clock.advance(7 * dayMs);
  const put = await postponeCheckIn(deps, of(id));
  expect(put.checkIn).toEqual({
    every: 'weekly',
    first: { date: '2026-11-27', time: '09:00' },
    // It was due at nine that day already, and was not asked yet: that stays sooner.
    nextAt: new Date('2026-11-27T09:00Z'),
  });
  const nextAt = new Date('2026-12-04T09:00Z');
  const asked = { dueAt: new Date('2026-11-27T09:00Z'), nextAt, askedAt: clock.now() };
  await deps.growth.settleCheckIn(owner, id, asked);
  expect((await postponeCheckIn(deps, of(id))).checkIn?.nextAt).toEqual(new Date('2026-11-28T09:00Z'));
});

it('a step is named by its number, its place or its words', async () => {
  const { create } = open();
  const goal = await create('close', ['shadow Ana', 'ask for the order', 'read the guide']);
  const texts = ['first', '2', 'three', '3rd', 'last', 'the guide', 'Ana', ''].map(
    (which) => stepNamed(goal, which, 'tick').text,
  );
  expect(texts).toEqual([
    'Shadow Ana',
    'Ask for the order',
    'Read the guide',
    'Read the guide',
    'Read the guide',
    'Read the guide',
    'Shadow Ana',
    'Shadow Ana',
  ]);
  for (const which of ['fourth', '9', 'Dana'])
    expect(() => stepNamed(goal, which, 'tick')).toThrow('no such step');
  // Two could be meant: it is asked, not guessed.
  const twice = await create('call more', ['call Dana', 'call Ana']);
  expect(() => stepNamed(twice, 'call', 'tick')).toThrow('no such step');
});

it('a goal is named by its words, is the only one, or the one talked about last; else it is asked', async () => {
  const { clock, create } = open();
  const now = (): Date => clock.now();
  const calls = await create('get better at closing calls');
  expect(chooseGoal('', [calls], now())).toMatchObject({ kind: 'chosen' });
  clock.advance(60_000);
  const spanish = await create('learn Spanish');
  const both = [calls, spanish];
  const chosen = (about: string) => {
    const choice = chooseGoal(about, both, now());
    return choice.kind === 'chosen' ? choice.goal.title : choice.kind;
  };
  expect(chosen('closing')).toBe('Get better at closing calls');
  expect(chosen('to close better calls')).toBe('Get better at closing calls');
  expect(chosen('')).toBe('Learn Spanish');
  expect(chosen('French')).toBe('several');
  clock.advance(2 * dayMs);
  expect(chosen('')).toBe('several');
  expect(chooseGoal('x', [], now()).kind).toBe('none');
});
