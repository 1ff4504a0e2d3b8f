import { approveSummary } from '../../../../src/coaching/summaries/approve-summary.ts';
import {
  applyProposal,
  dismissProposal,
  undoProposal,
} from '../../../../src/coaching/summaries/proposals/apply-proposal.ts';
import { proposeForAll } from '../../../../src/coaching/summaries/proposals/propose-for-all.ts';
import { refineSummary } from '../../../../src/coaching/summaries/refine-summary.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createSessionScene } from '../../../support/session-scene.ts';
import type { CastName } from '../../../support/world.ts';

const request = 'add a recommendation for everyone: try the cards';

async function open() {
  const scene = await createSessionScene();
  const { session, all } = await scene.summarised();
  const turnId = newId();
  const propose = (who: CastName = 'cleo', instruction = 'add a recommendation: try the cards') =>
    proposeForAll(scene, { actor: scene.as(who), sessionId: session.id, request, instruction, turnId });
  const lines = async () =>
    (await scene.summaries.listBySession(scene.organizationId, session.id)).map((summary) => summary.lines);
  return { scene, session, all, propose, lines };
}

async function opened() {
  const rest = await open();
  const { proposal } = await rest.propose();
  if (proposal === undefined) throw new Error('nothing was proposed');
  const { scene } = rest;
  const by = (who: CastName = 'cleo') => ({ actor: scene.as(who), proposalId: proposal.id });
  return { ...rest, proposal, by };
}

it('shows what would change of each summary, and changes nothing', async () => {
  const { propose, lines, all } = await open();
  const before = await lines();
  const { changes, leftAlone } = await propose();
  expect(changes.map(({ summary, diff }) => [summary.participant, diff.map(({ kind }) => kind)])).toEqual(
    all.map(({ participant }) => [participant, ['added']]),
  );
  expect(leftAlone).toEqual([]);
  expect(await lines()).toEqual(before);
});

it('proposes once for a turn that is tried again', async () => {
  const { propose } = await open();
  const first = await propose();
  expect((await propose()).proposal).toEqual(first.proposal);
});

it('says why a summary would stay as it is', async () => {
  const { propose, scene, all } = await open();
  const [first] = all;
  await approveSummary(scene, { actor: scene.as('cleo'), summaryId: first?.id ?? '' });
  const { changes, leftAlone } = await propose();
  expect(changes).toHaveLength(all.length - 1);
  expect(leftAlone).toMatchObject([{ summary: { id: first?.id }, why: { kind: 'approved' } }]);
  expect((await propose('cleo', 'make it sing')).changes).toHaveLength(all.length - 1);
});

it('is not worked out for those who may not write the summaries', async () => {
  const { propose } = await open();
  await expect(propose('priya')).rejects.toMatchObject({ code: 'SUMMARY_NOT_FOUND' });
});

it('is applied once, to the very lines that were shown, and taken back as a whole', async () => {
  const { scene, by, lines, all } = await opened();
  const before = await lines();
  const applied = await applyProposal(scene, by());
  expect(applied).toMatchObject({ kind: 'done', skipped: [] });
  const after = await lines();
  expect(after.map(({ length }) => length)).toEqual(before.map(({ length }) => length + 1));
  expect(await applyProposal(scene, by())).toMatchObject({ kind: 'ended' });
  // The same press tried again after a crash tells what it did.
  expect(await applyProposal(scene, { ...by(), retry: true })).toMatchObject({
    changes: { length: all.length },
  });
  expect(await lines()).toEqual(after);

  expect(await undoProposal(scene, by())).toMatchObject({ changes: { length: all.length } });
  expect(await lines()).toEqual(before);
  await undoProposal(scene, by());
  expect(await lines()).toEqual(before);
});

it('goes on where a worker died', async () => {
  const { scene, by, all } = await opened();
  const [, second] = all;
  let died = false;
  const summaries = {
    ...scene.summaries,
    addVersion(input: Parameters<typeof scene.summaries.addVersion>[0]) {
      if (input.summaryId !== second?.id || died) return scene.summaries.addVersion(input);
      died = true;
      return Promise.reject(new Error('the database went away'));
    },
  };
  await expect(applyProposal({ ...scene, summaries }, by())).rejects.toThrow('went away');
  expect(await applyProposal({ ...scene, summaries }, by())).toMatchObject({
    kind: 'done',
    changes: { length: all.length },
    skipped: [],
  });
  const versions = (await scene.summaries.listBySession(scene.organizationId, all[0]?.sessionId ?? '')).map(
    ({ version }) => version,
  );
  expect(versions).toEqual(all.map(() => 2));
});

it('passes over summaries that were changed or approved since, by name', async () => {
  const { scene, by, all } = await opened();
  const [first, second, ...others] = all;
  await approveSummary(scene, { actor: scene.as('cleo'), summaryId: first?.id ?? '' });
  await refineSummary(scene, {
    ...{ actor: scene.as('ada'), summaryId: second?.id ?? '' },
    ...{ instruction: 'add a win: Sang', turnId: newId() },
  });
  expect(await applyProposal(scene, by())).toMatchObject({
    changes: { length: others.length },
    skipped: [
      { participant: first?.participant, why: 'approved' },
      { participant: second?.participant, why: 'stale' },
    ],
  });
});

it('undoes only where nothing came after it', async () => {
  const { scene, by, all } = await opened();
  await applyProposal(scene, by());
  const [first] = all;
  await refineSummary(scene, {
    ...{ actor: scene.as('ada'), summaryId: first?.id ?? '' },
    ...{ instruction: 'add a win: Sang', turnId: newId() },
  });
  expect(await undoProposal(scene, by())).toMatchObject({
    changes: { length: all.length - 1 },
    skipped: [{ participant: first?.participant, why: 'stale' }],
  });
});

it('is its author’s alone, and gone once cancelled', async () => {
  const { scene, by } = await opened();
  await expect(applyProposal(scene, by('ada'))).rejects.toMatchObject({ code: 'SUMMARY_NOT_YOURS' });
  await expect(applyProposal(scene, by('omar'))).rejects.toMatchObject({ code: 'SUMMARY_NOT_FOUND' });
  expect(await dismissProposal(scene, by())).toBe(true);
  expect(await dismissProposal(scene, by())).toBe(false);
  expect(await applyProposal(scene, by())).toMatchObject({ kind: 'ended', proposal: { state: 'dismissed' } });
  expect(await undoProposal(scene, by())).toMatchObject({ kind: 'ended' });
});
