import {
  assignAction,
  openActionLine,
  ownerChoices,
} from '../../../../src/coaching/actions/assign-action.ts';
import { findOwner } from '../../../../src/coaching/actions/find-owner.ts';
import { completeAction, reopenAction } from '../../../../src/coaching/actions/complete-action.ts';
import { ownActions } from '../../../../src/coaching/actions/own-actions.ts';
import { approveSummary } from '../../../../src/coaching/summaries/approve-summary.ts';
import { refineSummary } from '../../../../src/coaching/summaries/refine-summary.ts';
import { reopenSummary } from '../../../../src/coaching/summaries/reopen-summary.ts';
import { undoSummary } from '../../../../src/coaching/summaries/undo-summary.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createSessionScene } from '../../../support/session-scene.ts';
import type { CastName } from '../../../support/world.ts';

async function open() {
  const scene = await createSessionScene();
  const { summary, session } = await scene.summarised();
  const summaryId = summary.id;
  const by = (who: CastName = 'cleo') => ({ actor: scene.as(who), summaryId });
  const items = async () =>
    (await scene.actions.listBySummary(scene.organizationId, summaryId)).map(
      ({ title, owner, dueOn, state }) => ({ title, owner: owner?.id, dueOn, state }),
    );
  return {
    scene,
    session,
    by,
    items,
    refine: (instruction: string) => refineSummary(scene, { ...by(), instruction, turnId: newId() }),
    approve: () => approveSummary(scene, by()),
    reopen: () => reopenSummary(scene, by()),
    lineId: async (words: string) => {
      const found = await scene.summaries.find(scene.organizationId, summaryId);
      return (
        found?.lines.find(({ section, text }) => section === 'actions' && text.includes(words))?.id ?? ''
      );
    },
  };
}
type Scene = Awaited<ReturnType<typeof open>>;

const itemDeps = (scene: Scene['scene']) => ({
  ...scene,
  items: scene.actions,
  bonds: { latestWith: () => Promise.resolve(undefined), peopleOf: () => Promise.resolve([]) },
});

/** Priya's card by Monday is all there is; the rest is added. */
async function approved(): Promise<Scene> {
  const scene = await open();
  await scene.approve();
  return scene;
}

it('approving makes an item of each line whose owner and day are known', async () => {
  const { items, scene } = await approved();
  expect(await items()).toEqual([
    {
      title: expect.stringContaining('card') as string,
      owner: scene.people.priya.id,
      dueOn: '2026-11-23',
      state: 'open',
    },
  ]);
});

it('asks about lines without owner or day, and never guesses', async () => {
  const { refine, approve, items } = await open();
  await refine('add an action: call the client');
  await refine('add an action: tell Zora by Friday (owner: Zora)');
  const { incomplete } = await approve();
  expect(incomplete.map(({ line, owner, dueOn }) => [line.text, owner, dueOn])).toEqual([
    ['Call the client.', undefined, undefined],
    [expect.stringContaining('Zora'), undefined, '2026-11-20'],
  ]);
  expect(await items()).toHaveLength(1);
});

describe('approving again', () => {
  it('updates the same items, cancels those whose line is gone, and brings them back with it', async () => {
    const { refine, approve, reopen, items, scene } = await open();
    await refine('add an action for Daniel: bring the printer by Friday');
    await approve();
    await reopen();
    expect(await items()).toHaveLength(2);
    await refine('set the due date of the second action to 1 December');
    await refine('change the second action to: Bring both printers');
    await refine('remove the first action');
    await approve();
    expect(await items()).toEqual([
      expect.objectContaining({ owner: scene.people.priya.id, state: 'cancelled' }),
      {
        title: 'Bring both printers.',
        owner: scene.people.daniel.id,
        dueOn: '2026-12-01',
        state: 'open',
      },
    ]);
    await reopen();
    await undoSummary(scene, {
      actor: scene.as('cleo'),
      summaryId: (await firstSummary(scene)).id,
      turnId: newId(),
    });
    await approve();
    expect((await items()).map(({ state }) => state)).toEqual(['open', 'open']);
  });

  it('leaves alone what is done, and what was set on the item itself', async () => {
    const { refine, approve, reopen, items, scene, by, lineId } = await open();
    await refine('add an action: call the client');
    await approve();
    const line = await lineId('Call the client');
    const owner = { kind: 'user', id: scene.people.daniel.id } as const;
    await assignAction(scene, { ...by(), lineId: line, owner, dueOn: '2026-12-24' });
    const [first] = await scene.actions.listBySummary(scene.organizationId, by().summaryId);
    await completeAction(itemDeps(scene), {
      actor: scene.as('priya'),
      itemId: first?.id ?? '',
      surface: 'slack',
    });
    await reopen();
    await refine('change the first action to: Something else by Tuesday');
    const { incomplete } = await approve();
    expect(incomplete).toEqual([]);
    expect(await items()).toEqual([
      expect.objectContaining({ title: expect.stringContaining('card') as string, state: 'completed' }),
      { title: 'Call the client.', owner: scene.people.daniel.id, dueOn: '2026-12-24', state: 'open' },
    ]);
  });
});

describe('setting owner and day', () => {
  it('offers who took part and the coach’s own people, and takes nobody else', async () => {
    const { refine, approve, by, lineId, scene } = await open();
    await refine('add an action: call the client');
    await approve();
    const where = { ...by(), lineId: await lineId('Call the client') };
    const names = (await ownerChoices(scene, await openActionLine(scene, where))).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['Cleo Coach', 'Priya Nair', 'Daniel Osei']));
    expect(names).not.toContain('Omar Leader');
    const stranger = { kind: 'user', id: scene.people.omar.id } as const;
    await expect(assignAction(scene, { ...where, owner: stranger })).rejects.toMatchObject({
      code: 'ACTION_003',
    });
    await expect(assignAction(scene, { ...where, dueOn: '2026-02-30' })).rejects.toMatchObject({
      code: 'ACTION_003',
    });
    expect(await assignAction(scene, where)).toMatchObject({ title: 'Call the client.', state: 'open' });
    expect((await approve()).incomplete).toEqual([]);
  });

  it('is for those who may write the summary, while it is approved', async () => {
    const { by, lineId, reopen, scene } = await approved();
    const line = await lineId('card');
    await expect(assignAction(scene, { ...by('priya'), lineId: line })).rejects.toMatchObject({
      code: 'SUMMARY_NOT_FOUND',
    });
    await expect(assignAction(scene, { ...by(), lineId: 'nope' })).rejects.toMatchObject({
      code: 'ACTION_001',
    });
    await reopen();
    await expect(assignAction(scene, { ...by(), lineId: line })).rejects.toMatchObject({
      code: 'ACTION_002',
    });
  });
});

describe('one’s own items', () => {
  it('are listed for their owner alone, overdue by the owner’s day', async () => {
    const { scene } = await approved();
    const own = async (who: CastName) =>
      (await ownActions(scene, scene.as(who))).map(({ overdue }) => overdue);
    expect(await own('priya')).toEqual([false]);
    expect(await own('daniel')).toEqual([]);
    expect(await own('cleo')).toEqual([]);
    // London's day ends at midnight there, and Priya is in London.
    const until = (at: string) => Date.parse(at) - scene.clock.now().getTime();
    scene.clock.advance(until('2026-11-23T23:59:00Z'));
    expect(await own('priya')).toEqual([false]);
    scene.clock.advance(until('2026-11-24T00:01:00Z'));
    expect(await own('priya')).toEqual([true]);
  });

  it('are marked done once, opened again, and by nobody else’s press', async () => {
    const { scene, by } = await approved();
    const [item] = await scene.actions.listBySummary(scene.organizationId, by().summaryId);
    const mark = (who: CastName, done: boolean) =>
      (done ? completeAction : reopenAction)(itemDeps(scene), {
        ...{ actor: scene.as(who), itemId: item?.id ?? '', surface: 'slack' },
      });
    await expect(mark('daniel', true)).rejects.toMatchObject({ code: 'ACTION_001' });
    expect(await mark('priya', true)).toMatchObject({ item: { state: 'completed' }, already: false });
    expect(await mark('priya', true)).toMatchObject({ item: { state: 'completed' }, already: true });
    expect(await ownActions(scene, scene.as('priya'))).toEqual([]);
    // The coach may too.
    expect(await mark('cleo', false)).toMatchObject({ item: { state: 'open' } });
  });
});

describe('whom a name means', () => {
  const person = (id: string, ...names: string[]) => ({ owner: { kind: 'user' as const, id }, names });
  const known = [
    person('1', 'Priya Raman', 'Priya R.'),
    person('2', 'Daniel Osei'),
    person('3', 'Daniel Boateng'),
  ];

  it.each([
    ['Priya Raman', '1'],
    ['priya r', '1'],
    ['Priya', '1'],
    ['Daniel Osei', '2'],
    ['Daniel', undefined],
    ['Raman', undefined],
    ['Dan', undefined],
    ['', undefined],
  ])('%s', (name, id) => {
    expect(findOwner(name, known)?.id).toBe(id);
  });
});

async function firstSummary(scene: Scene['scene']) {
  const [session] = await scene.sessions.list(scene.organizationId);
  const all = await scene.summaries.listBySession(scene.organizationId, session?.id ?? '');
  const found = all.find(({ participant }) => participant === 'Priya Nair');
  if (found === undefined) throw new Error('Priya has no summary');
  return found;
}
