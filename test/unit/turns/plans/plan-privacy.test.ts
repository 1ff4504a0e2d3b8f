import { improvementPlanTool } from '../../../../src/agent/tools/improvement-plan.ts';
import { openPlanScene, planValues, type PlanScene } from '../../../support/plan-scene.ts';
import { channelThread } from '../../../support/make-turns.ts';
import { platformIdOf } from '../../../support/turn-scene.ts';
import type { CastName } from '../../../support/world.ts';

const outsiders = ['omar', 'cleo', 'daniel'] as const satisfies readonly CastName[];
const asked = [
  'how is Priya’s plan going?',
  'start a PIP for Priya',
  'extend Priya’s PIP by two weeks',
  'who is on a PIP?',
  'cancel Priya’s improvement plan',
];

/** As text, without the ids that differ between two scenes. */
const textOf = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, '<id>');

/** Everything that this person was shown, in whatever place. */
const everything = ({ scene }: PlanScene) =>
  scene.platform.seen().map(({ message, onlyFor }) => ({ message, onlyFor }));

async function askEverything(one: PlanScene, who: CastName, planId: string): Promise<void> {
  for (const text of asked) {
    await one.say(who, text);
    await one.say(who, text, { inChannel: true });
  }
  for (const [name, text] of [
    ['plan', '@Priya Nair'],
    ['plan', ''],
    ['plans', ''],
  ] as const) {
    await one.command(who, name, text);
    await one.command(who, name, text, { inChannel: true });
  }
  await one.press(who, 'plan.show', planId);
  for (const action of ['plan.approve', 'plan.activate', 'plan.form', 'plan.end', 'plan.extend'] as const)
    await one.press(who, action, `${planId}:2`);
  await one.send(who, 'plan.update', `${planId}:2`, { words: 'x' });
  await one.send(who, 'plan.save', `new:${one.people.priya.id}`, planValues());
}

describe('who does not lead the person', () => {
  it.each(outsiders)('%s gets, word for word, what there is where no plan is', async (who) => {
    const [withPlan, without] = [await openPlanScene(), await openPlanScene()];
    const plan = await withPlan.running();
    const before = withPlan.scene.platform.seen().length;
    await askEverything(withPlan, who, plan.id);
    await askEverything(without, who, plan.id);
    const seen = textOf(everything(withPlan).slice(before));
    expect(seen).toEqual(textOf(everything(without)));
    expect(seen).not.toMatch(/planted reason|Theo|running/);
    expect(await withPlan.now(plan)).toEqual(plan);
  });

  it('the person it is about learns nothing of a draft, approved or not, nor of one that was put away', async () => {
    const [one, without] = [await openPlanScene(), await openPlanScene()];
    const plan = await one.draft({ startOn: '2026-12-01' });
    await one.press('maya', 'plan.approve', await one.value(plan));
    const ask = async (scene: PlanScene) => {
      const from = scene.scene.platform.seen().length;
      await askEverything(scene, 'priya', plan.id);
      return textOf(everything(scene).slice(from));
    };
    const nothing = await ask(without);
    expect(await ask(one)).toEqual(nothing);
    await one.send('theo', 'plan.end', await one.value(plan), { how: 'cancel', notes: '' });
    expect((await one.now(plan)).status).toBe('cancelled');
    expect(await ask(one)).toEqual(nothing);
  });

  it('the person reads their own plan, and can press none of its buttons', async () => {
    const one = await openPlanScene();
    const plan = await one.running();
    await one.say('priya', 'how is Priya’s plan going?');
    expect(one.told('priya').at(-1)?.view).toBe('own.plan');
    expect(JSON.stringify(one.told('priya'))).not.toContain('"plan.');
    await one.press('priya', 'plan.show', plan.id);
    expect(JSON.stringify(one.told('priya').at(-1))).toContain('I have nothing to show you there.');
  });

  it('an admin sees everybody’s but their own', async () => {
    const one = await openPlanScene();
    await one.draft();
    await one.send('maya', 'plan.save', `new:${one.people.ada.id}`, planValues());
    await one.command('ada', 'plans');
    const list = JSON.stringify(one.told('ada').at(-1));
    expect(list).toContain('Priya Nair: draft');
    expect(list).not.toContain('Ada Admin:');
  });
});

describe('direct messages only', () => {
  it('in a channel nothing is said but that the answer is elsewhere, in the same words whatever it is', async () => {
    const one = await openPlanScene();
    await one.running();
    const notices = async (who: CastName) => {
      for (const text of asked) await one.say(who, text, { inChannel: true });
      await one.command(who, 'plan', '@Priya Nair', { inChannel: true });
      return one.scene.platform
        .seen(channelThread().key)
        .filter(({ onlyFor }) => onlyFor === platformIdOf(who))
        .map(({ message }) => message);
    };
    const [leader, colleague] = [await notices('theo'), await notices('daniel')];
    expect(leader).toHaveLength(asked.length + 1);
    expect(leader).toEqual(colleague);
    expect(JSON.stringify(leader)).toContain('I’ve answered you in our direct message.');
    expect(one.scene.platform.seen(channelThread().key).every(({ onlyFor }) => onlyFor !== undefined)).toBe(
      true,
    );
    expect(one.told('theo').map(({ view }) => view)).toContain('plan.card');
  });

  it('no preview, ledger row, log line or audit entry says what it is about', async () => {
    const one = await openPlanScene();
    const plan = await one.running();
    await one.send('theo', 'plan.extend', await one.value(plan), {
      endOn: '2027-02-02',
      reason: 'planted words',
    });
    await one.send('theo', 'plan.end', await one.value(plan), {
      how: 'fail',
      notes: 'planted notes',
      lessons: '',
    });
    const previews = one.scene.platform.seen().map(({ message }) => message?.summary);
    expect(new Set(previews)).toEqual(new Set(['There is something new for you.']));
    const logged = JSON.stringify(one.scene.logged);
    expect(logged).not.toMatch(/planted|quality|pip\b/i);
    const audited = await one.scene.world.audited(one.scene.organizationId);
    expect(JSON.stringify(audited)).not.toMatch(/planted|quality|Priya/);
  });

  it('the tool is there for one person alone', () => {
    const actor = { id: 'x' } as never;
    const { available } = improvementPlanTool({} as never);
    const alone = { audience: { kind: 'direct', actor }, actor } as never;
    const shared = {
      audience: { kind: 'shared', actor, members: [], complete: true, label: '#x' },
      actor,
    } as never;
    expect([available(alone), available(shared)]).toEqual([true, false]);
  });
});

describe('a person’s status', () => {
  it('never says it: whoever lists people sees no difference', async () => {
    const [withPlan, without] = [await openPlanScene(), await openPlanScene()];
    await withPlan.running();
    const listed = async ({ scene }: PlanScene) => textOf(await scene.world.users.list(scene.organizationId));
    expect(await listed(withPlan)).toEqual(await listed(without));
    expect(await listed(withPlan)).not.toMatch(/pip|plan/i);
  });
});
