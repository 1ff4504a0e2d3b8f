import { createStartPlanHandler } from '../../../../src/workers/jobs/start-plan.handler.ts';
import { unavailable } from '../../../support/fakes/chat-platform.ts';
import { openPlanScene, type PlanScene } from '../../../support/plan-scene.ts';

let one: PlanScene;
let planId: string;
const again: unknown[] = [];
beforeEach(async () => {
  one = await openPlanScene();
  again.length = 0;
  const plan = await one.draft({ startOn: '2026-11-23' });
  planId = plan.id;
  await one.press('maya', 'plan.approve', await one.value(plan));
});
const run = () => {
  const queue = {
    enqueue: (...job: unknown[]) => {
      again.push(job);
      return Promise.resolve();
    },
  };
  const due = { organizationId: one.scene.organizationId, planId };
  return createStartPlanHandler({ ...one.deps, queue })(due, new AbortController().signal);
};
const days = (count: number) => one.scene.clock.advance(count * 86_400_000);
const status = async () => (await one.now({ id: planId })).status;

describe('an approved plan', () => {
  it('begins on its first day where its person lives, once, and they and its author are told once', async () => {
    days(2);
    await run();
    expect(await status()).toBe('draft');
    expect(one.told('priya')).toEqual([]);
    days(1);
    await run();
    await run();
    expect(await status()).toBe('active');
    expect(one.told('priya')).toHaveLength(1);
    expect(JSON.stringify(one.told('theo').at(-1))).toContain('Priya Nair is told');
    const audited = await one.scene.world.audited(one.scene.organizationId);
    expect(audited.filter(({ action }) => action === 'plan.activate')).toHaveLength(1);
  });

  it('that began and was not told of, because the platform was away, is told of later', async () => {
    days(3);
    one.scene.platform.failNext({ call: 'post', when: 'before', error: unavailable() });
    await expect(run()).rejects.toThrow();
    expect(await status()).toBe('active');
    expect(again).toEqual([
      ['plan.start', { organizationId: one.scene.organizationId, planId }, { delayMs: 60_000 }],
    ]);
    await run();
    expect(one.told('priya')).toHaveLength(1);
  });

  it('does not begin where it was put away, or sent back, in between', async () => {
    await one.send('maya', 'plan.send-back', await one.value({ id: planId }), { words: 'Shorter.' });
    days(4);
    await run();
    expect(await status()).toBe('draft');
    expect(one.told('priya')).toEqual([]);
  });
});
