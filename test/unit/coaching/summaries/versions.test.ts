import fc from 'fast-check';
import { refineSummary } from '../../../../src/coaching/summaries/refine-summary.ts';
import { reopenSummary } from '../../../../src/coaching/summaries/reopen-summary.ts';
import { approveSummary } from '../../../../src/coaching/summaries/approve-summary.ts';
import { restoreVersion } from '../../../../src/coaching/summaries/restore-version.ts';
import { StaleSummaryError } from '../../../../src/coaching/summaries/stale-change.ts';
import { summaryAccuracy } from '../../../../src/coaching/summaries/summary-accuracy.ts';
import { summaryHistory } from '../../../../src/coaching/summaries/summary-history.ts';
import { redoSummary, undoSummary } from '../../../../src/coaching/summaries/undo-summary.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createSessionScene } from '../../../support/session-scene.ts';
import type { CastName } from '../../../support/world.ts';

async function open() {
  const scene = await createSessionScene();
  const { summary, session } = await scene.summarised();
  const summaryId = summary.id;
  const by = (who: CastName = 'cleo') => ({ actor: scene.as(who), summaryId });
  return {
    scene,
    session,
    summary,
    add: (text: string, who: CastName = 'cleo') =>
      refineSummary(scene, { ...by(who), instruction: `add a win: ${text}`, turnId: newId() }),
    undo: (steps?: number) =>
      undoSummary(scene, { ...by(), turnId: newId(), ...(steps === undefined ? {} : { steps }) }),
    redo: (steps?: number, turnId = newId()) =>
      redoSummary(scene, { ...by(), turnId, ...(steps === undefined ? {} : { steps }) }),
    restore: (version: number, expected?: number) =>
      restoreVersion(scene, {
        ...by(),
        ...{ version, turnId: newId() },
        ...(expected === undefined ? {} : { expected }),
      }),
    approve: (who: CastName = 'cleo') => approveSummary(scene, by(who)),
    reopen: (who: CastName = 'cleo') => reopenSummary(scene, by(who)),
    history: (who: CastName = 'cleo') => summaryHistory(scene, by(who)),
    texts: async () =>
      (await scene.summaries.find(scene.organizationId, summaryId))?.lines.map(({ text }) => text) ?? [],
    by,
  };
}

describe('redo', () => {
  it('brings back what undo took, one by one or several at once', async () => {
    const { add, undo, redo, texts } = await open();
    await add('Smiled');
    await add('Sang');
    const full = await texts();
    expect(await undo(2)).toMatchObject({ kind: 'undone', request: 'add a win: Smiled' });
    expect(await texts()).toHaveLength(full.length - 2);
    expect(await redo()).toMatchObject({ kind: 'redone', request: 'add a win: Smiled' });
    expect(await redo()).toMatchObject({ kind: 'redone', request: 'add a win: Sang' });
    expect(await texts()).toEqual(full);
    expect(await redo()).toMatchObject({ kind: 'nothing-to-redo' });
    await undo(2);
    await redo(9);
    expect(await texts()).toEqual(full);
  });

  it('is gone after a new change, and happens once for a press that comes twice', async () => {
    const { add, undo, redo, texts } = await open();
    await add('Smiled');
    await undo();
    const turnId = newId();
    await redo(1, turnId);
    const once = await texts();
    await redo(1, turnId);
    expect(await texts()).toEqual(once);
    await undo();
    await add('Sang');
    expect(await redo()).toMatchObject({ kind: 'nothing-to-redo' });
  });

  it('behaves as in an editor, whatever the order of changes, undos and redos', async () => {
    const step = fc.oneof(
      fc.constant({ do: 'add' as const, steps: 1 }),
      fc.record({
        do: fc.constantFrom('undo' as const, 'redo' as const),
        steps: fc.integer({ min: 1, max: 3 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const { add, undo, redo, texts } = await open();
        // What an editor would hold.
        const past: (readonly string[])[] = [await texts()];
        let future: (readonly string[])[] = [];
        for (const [index, { do: what, steps: count }] of steps.entries()) {
          if (what === 'add') {
            await add(`Win number ${index}`);
            past.push(await texts());
            future = [];
          } else if (what === 'undo') {
            await undo(count);
            for (let left = count; left > 0 && past.length > 1; left -= 1) future.push(past.pop() ?? []);
          } else {
            await redo(count);
            for (let left = count; left > 0 && future.length > 0; left -= 1) past.push(future.pop() ?? []);
          }
          expect(await texts()).toEqual(past.at(-1));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('restoring', () => {
  it('gives the lines of an older version as a new one, which undo takes back', async () => {
    const { add, undo, restore, texts } = await open();
    const draft = await texts();
    await add('Smiled');
    await add('Sang');
    const full = await texts();
    expect(await restore(1, 3)).toMatchObject({ restored: 1, summary: { version: 4 } });
    expect(await texts()).toEqual(draft);
    await undo();
    expect(await texts()).toEqual(full);
    expect(await restore(3)).toMatchObject({ diff: [], summary: { version: 5 } });
    await expect(restore(99)).rejects.toMatchObject({ code: 'SUMMARY_VERSION' });
    await expect(restore(1, 2)).rejects.toMatchObject({ code: 'SUMMARY_STALE' });
  });
});

describe('the history', () => {
  it('names who made each version, with which words, and what it changed', async () => {
    const { add, undo, history } = await open();
    await add('Smiled');
    await add('Sang', 'ada');
    await undo();
    const { versions, canUndo, canRedo } = await history();
    expect(
      versions.map(({ version, by, cause, changes }) => [version, by, cause.kind, changes.length]),
    ).toEqual([
      [4, 'Cleo Coach', 'undo', 1],
      [3, 'Ada Admin', 'refine', 1],
      [2, 'Cleo Coach', 'refine', 1],
      [1, undefined, 'draft', 0],
    ]);
    expect([canUndo, canRedo]).toEqual([true, true]);
  });

  it('is not for those who may not write the summary, its participant included', async () => {
    const { approve, history } = await open();
    await approve();
    await expect(history('priya')).rejects.toMatchObject({ code: 'SUMMARY_NOT_FOUND' });
    await expect(history('omar')).rejects.toMatchObject({ code: 'SUMMARY_NOT_FOUND' });
  });
});

it('says who changed what, when a change comes too late', async () => {
  const { add, scene, by } = await open();
  await add('Sang', 'ada');
  const late = refineSummary(scene, { ...by(), instruction: 'shorter', expected: 1, turnId: newId() });
  const error = await late.catch((thrown: unknown) => thrown);
  if (!(error instanceof StaleSummaryError)) throw new Error('It was not refused.');
  expect(error.change.since).toMatchObject([{ version: 2, by: 'Ada Admin' }]);
  expect(error.userMessage).toContain('Ada Admin asked for “add a win: Sang” (version 2).');
});

describe('reopening', () => {
  it('makes it a draft again that only its writers see, and can be approved anew', async () => {
    const { approve, reopen, add, summary, scene } = await open();
    await approve();
    expect(await reopen()).toMatchObject({ already: false, summary: { state: 'draft', version: 1 } });
    expect(await reopen()).toMatchObject({ already: true });
    await expect(reopen('priya')).rejects.toMatchObject({ code: 'SUMMARY_NOT_FOUND' });
    await add('Smiled');
    expect(await approve()).toMatchObject({ already: false, summary: { state: 'approved', version: 2 } });
    const approvals = await scene.summaries.approvals(scene.organizationId, summary.id);
    expect(approvals.map(({ version, reopenedAt }) => [version, reopenedAt !== undefined])).toEqual([
      [2, false],
      [1, true],
    ]);
  });
});

describe('the share of lines that stood as drafted', () => {
  it('counts reworded, added and removed lines as edited, and adds up by coach for admins', async () => {
    const { summary, add, approve, scene, by } = await open();
    const { length } = summary.lines;
    await add('Smiled');
    await refineSummary(scene, { ...by(), instruction: 'remove the challenges', turnId: newId() });
    const removed = summary.lines.filter(({ section }) => section === 'challenges').length;
    const share = { unedited: length - removed, all: length + 1 };
    expect((await approve()).share).toEqual(share);
    expect(await summaryAccuracy(scene, scene.as('cleo'))).toEqual({ own: { ...share, summaries: 1 } });
    expect(await summaryAccuracy(scene, scene.as('priya'))).toEqual({});
    expect(await summaryAccuracy(scene, scene.as('ada'))).toEqual({
      organization: { ...share, summaries: 1 },
      coaches: [{ ...share, summaries: 1, coach: 'Cleo Coach' }],
    });
  });
});
