import { shiftDay } from '../../../../src/coaching/performance/own-scores.ts';
import { openPlanScene, planValues, type PlanScene } from '../../../support/plan-scene.ts';

let one: PlanScene;
beforeEach(async () => {
  one = await openPlanScene();
});

const shown = (who: Parameters<PlanScene['told']>[0]): string => JSON.stringify(one.told(who).at(-1));
const audited = async () =>
  (await one.scene.world.audited(one.scene.organizationId)).map(({ action }) => action);
const record = (who: 'priya' | 'daniel' | 'theo', days: Record<string, Record<string, number>>) =>
  one.figures.record(
    one.scene.organizationId,
    Object.entries(days).map(([day, values]) => ({ agentId: one.people[who].id, day, values })),
  );

describe('a plan from draft to end', () => {
  it('is drafted by form, handed to the leader’s manager, approved, and its person told when it begins', async () => {
    await record('priya', { '2026-11-10': { quality_score: 78 }, '2026-11-11': { quality_score: 80 } });
    await one.command('theo', 'plan', '@Priya Nair');
    const form = one.told('theo').at(-1);
    expect(form?.blocks[0]).toMatchObject({ kind: 'form', form: { context: `new:${one.people.priya.id}` } });
    expect(shown('theo')).toContain('Quality 79');
    await one.send('theo', 'plan.save', `new:${one.people.priya.id}`, planValues());
    expect(shown('theo')).toMatch(/The draft stands.*Maya Manager can approve it/);

    const [plan] = await one.planStore.list(one.scene.organizationId, [one.people.priya.id]);
    if (plan === undefined) throw new Error('no plan');
    await one.press('theo', 'plan.submit', await one.value(plan));
    expect(shown('theo')).toContain('Handed to Maya Manager.');
    expect(shown('maya')).toContain('Theo Leader asks you to decide about this draft.');
    expect(one.told('priya')).toEqual([]);

    await one.press('maya', 'plan.approve', await one.value(plan));
    expect(await one.now(plan)).toMatchObject({
      status: 'active',
      approvedBy: one.people.maya.id,
      targets: [{ metric: 'quality_score', target: 90, start: 79 }],
      nextCheckInOn: '2026-11-27',
    });
    expect(one.told('priya')).toHaveLength(1);
    expect(shown('priya')).toMatch(/started a plan with you.*It runs until Tue 19 Jan 2027/);
    expect(shown('theo')).toContain('has begun');
    expect(await audited()).toEqual(['plan.draft', 'plan.submit', 'plan.approve']);
  });

  it('sent back it comes to whoever wrote it with the words, and an edit can be handed in again', async () => {
    const plan = await one.draft();
    await one.press('theo', 'plan.submit', await one.value(plan));
    await one.send('maya', 'plan.send-back', await one.value(plan), { words: 'Thirty days are enough.' });
    expect(shown('theo')).toMatch(/Maya Manager sent your draft back.*Thirty days are enough/);
    await one.send('theo', 'plan.save', await one.value(plan), planValues({ length: '30' }));
    expect((await one.now(plan)).targetEndOn).toBe('2026-12-20');
    await one.press('theo', 'plan.submit', await one.value(plan));
    await one.press('maya', 'plan.approve', await one.value(plan));
    expect(await one.now(plan)).toMatchObject({ status: 'active', sentBack: undefined });
  });

  it('nobody approves what they wrote, and nobody below or beside decides; an admin does where there is nobody above', async () => {
    const plan = await one.draft();
    await one.press('theo', 'plan.approve', await one.value(plan));
    expect(shown('theo')).toContain('Maya Manager can decide about this one.');
    for (const who of ['priya', 'omar', 'cleo', 'daniel'] as const) {
      await one.press(who, 'plan.approve', await one.value(plan));
      expect(shown(who)).toContain('I have nothing to show you there.');
    }
    expect((await one.now(plan)).status).toBe('draft');
    await one.press('ada', 'plan.approve', await one.value(plan));
    expect((await one.now(plan)).status).toBe('active');

    await one.send('omar', 'plan.save', `new:${one.people.daniel.id}`, planValues());
    expect(shown('omar')).toContain('Ada Admin can approve it');
  });

  it('approved before its first day it waits, and can be started at once for the whole time', async () => {
    const plan = await one.draft({ startOn: '2026-12-01' });
    await one.press('maya', 'plan.approve', await one.value(plan));
    expect(shown('maya')).toContain('It begins on its first day.');
    expect(one.told('priya')).toEqual([]);
    await one.press('theo', 'plan.activate', await one.value(plan));
    expect(await one.now(plan)).toMatchObject({
      status: 'active',
      startOn: '2026-11-20',
      targetEndOn: shiftDay('2026-11-20', 60),
    });
    expect(one.told('priya')).toHaveLength(1);
  });

  it('an old button does nothing and shows the plan as it is; pressed twice it happens once', async () => {
    const plan = await one.running();
    const old = await one.value(plan);
    await one.send('theo', 'plan.update', old, { words: 'Calmer openings.' });
    await one.send('maya', 'plan.update', old, { words: 'Too late.' });
    expect(shown('maya')).toMatch(/changed by Theo Leader meanwhile.*Calmer openings/);
    expect((await one.now(plan)).updates.map(({ text }) => text)).toEqual(['Calmer openings.']);
    const value = await one.value(plan);
    const end = { how: 'complete', notes: 'There.', lessons: '' };
    await one.send('theo', 'plan.end', value, end);
    await one.send('theo', 'plan.end', value, end);
    expect((await audited()).filter((action) => action === 'plan.complete')).toHaveLength(1);
    expect(one.told('priya')).toHaveLength(2);
  });

  it('is extended with its reason, and counted; an end that is none is refused', async () => {
    const plan = await one.running();
    await one.send('theo', 'plan.extend', await one.value(plan), {
      endOn: '2026-12-01',
      reason: 'Ill for two weeks.',
    });
    expect(shown('theo')).toContain('must be later than the one that stands');
    await one.send('theo', 'plan.extend', await one.value(plan), {
      endOn: '2027-02-02',
      reason: 'Ill for two weeks.',
    });
    expect(await one.now(plan)).toMatchObject({ status: 'extended', extensionCount: 1, outcome: 'extended' });
    expect(shown('priya')).toMatch(/runs until Tue 2 Feb 2027 now.*Ill for two weeks/);
  });

  it('a check-in keeps what was said, the figures since the last one, what is met by hand, and what was missed', async () => {
    await record('priya', { '2026-11-18': { quality_score: 80 } });
    const plan = await one.running();
    await record('priya', { '2026-12-01': { quality_score: 84 }, '2026-12-03': { quality_score: 86 } });
    one.scene.clock.advance(15 * 86_400_000);
    await one.press('theo', 'plan.show', plan.id);
    expect(shown('theo')).toContain('Not held yet: Fri 27 Nov 2026, Fri 4 Dec 2026.');
    await one.send('theo', 'plan.check-in', await one.value(plan), { notes: 'Going well.', 'mark-0': 'met' });
    const checkIns = await one.planStore.checkIns(one.scene.organizationId, plan.id);
    expect(checkIns).toMatchObject([
      { dueOn: '2026-11-27', state: 'missed' },
      {
        dueOn: '2026-12-04',
        state: 'held',
        heldOn: '2026-12-05',
        notes: 'Going well.',
        figures: { quality_score: 85 },
        score: 50,
      },
    ]);
    expect(await one.now(plan)).toMatchObject({ score: 50, nextCheckInOn: '2026-12-11' });
    expect(shown('theo')).toMatch(/Two calls side by side","detail":"✓ met/);
  });

  it('is ended with its outcome and lessons, told to its person in the leader’s words, and can be reopened', async () => {
    const plan = await one.running();
    await one.send('theo', 'plan.end', await one.value(plan), {
      how: 'fail-resigned',
      notes: 'Priya moves on.',
      lessons: 'Begin sooner.',
    });
    expect(await one.now(plan)).toMatchObject({
      status: 'failed',
      outcome: 'resigned',
      actualEndOn: '2026-11-20',
      lessons: 'Begin sooner.',
    });
    expect(shown('priya')).toMatch(/Your plan has ended.*Priya moves on/);
    expect(shown('priya')).not.toContain('Begin sooner');
    await one.press('theo', 'plan.reopen', await one.value(plan));
    expect((await one.now(plan)).status).toBe('active');
  });

  it('a running plan is amended by those alone who may approve it, with a reason', async () => {
    const plan = await one.running();
    const values = planValues({ targets: 'quality 88', why: 'The team’s average fell.' });
    await one.send('theo', 'plan.save', await one.value(plan), values);
    expect(shown('theo')).toContain('Maya Manager can decide');
    await one.send('maya', 'plan.save', await one.value(plan), values);
    expect(await one.now(plan)).toMatchObject({ targets: [{ target: 88 }], targetEndOn: plan.targetEndOn });
    expect(shown('priya')).toContain('The team’s average fell.');
  });

  it('one running plan a person: a second cannot begin', async () => {
    await one.running();
    const second = await one.draft();
    await one.press('maya', 'plan.approve', await one.value(second));
    expect(shown('maya')).toContain('Another plan of this person is running.');
  });

  it('says so where its approver or its person cannot be written to', async () => {
    const plan = await one.draft();
    one.scene.platform.canOpenDirect = false;
    await one.press('theo', 'plan.submit', await one.value(plan));
    expect(shown('theo')).toContain('It waits for Maya Manager. I can’t write to them here yet');
    await one.press('maya', 'plan.approve', await one.value(plan));
    expect(shown('maya')).toContain('please tell them yourself');
  });
});

describe('words about it', () => {
  it.each([
    ['how is Priya’s plan going?', 'plan.card', 'Plan to improve performance: Priya Nair'],
    ['who is on a PIP?', 'plan.list', 'Priya Nair: running'],
    ['extend Priya’s plan by two weeks', 'plan.form', '2027-02-02'],
    ['complete Priya’s plan', 'plan.form', '"initial":"complete"'],
    ['add an update to Priya’s plan: calmer', 'plan.form', '"initial":"calmer"'],
    ['hold the check-in for Priya’s PIP', 'plan.form', 'What did you two say?'],
    ['start a PIP for Priya', 'plan.card', 'There is one already'],
    ['create a PIP', 'plan.said', 'Whom is it about?'],
  ])('%s: shown by rule, and changes nothing', async (text, view, words) => {
    const plan = await one.running();
    await one.say('theo', text);
    expect(one.told('theo').at(-1)?.view).toBe(view);
    expect(shown('theo')).toContain(words);
    expect(await one.now(plan)).toEqual(plan);
    expect(one.scene.agent.calls).toEqual([]);
  });

  it('a question about procedures, and a plan of nobody, go on to the agent', async () => {
    await one.say('theo', 'when should a PIP be extended?');
    await one.say('theo', 'how is Zoe’s plan going?');
    expect(one.scene.agent.calls).toHaveLength(2);
  });

  it('a draft begins with what the figures suggest', async () => {
    const { organizationId, world, people } = one.scene;
    const team = ['a', 'b', 'c'].map((name) => ({
      email: `${name}@example.test`,
      name,
      role: 'AGENT' as const,
      jobFamily: 'CSR' as const,
      timezone: 'UTC',
      teamLeaderId: people.theo.id,
    }));
    await world.users.upsertMany(organizationId, team);
    const colleagues = (await world.users.list(organizationId)).filter(({ name }) => name.length === 1);
    await one.figures.record(
      organizationId,
      [...colleagues, people.priya].map(({ id }) => ({
        agentId: id,
        day: '2026-11-18',
        values:
          id === people.priya.id
            ? { quality_score: 70, aht: 300, service_score: 90 }
            : { quality_score: 84, aht: 290, service_score: 90 },
      })),
    );
    await one.say('theo', 'draft a PIP for Priya');
    expect(shown('theo')).toContain('quality_score 84\\naht 290');
  });
});
