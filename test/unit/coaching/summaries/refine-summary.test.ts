import { approveSummary } from '../../../../src/coaching/summaries/approve-summary.ts';
import { describeChange } from '../../../../src/coaching/summaries/diff-lines.ts';
import { diffSummary } from '../../../../src/coaching/summaries/diff-summary.ts';
import type { PatchProposer } from '../../../../src/coaching/summaries/ports.ts';
import { refineSummary } from '../../../../src/coaching/summaries/refine-summary.ts';
import { showSummary } from '../../../../src/coaching/summaries/show-summary.ts';
import { undoSummary } from '../../../../src/coaching/summaries/undo-summary.ts';
import { createOfflineProposer } from '../../../../src/models/summaries/offline-proposer.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createSessionScene, type SessionScene } from '../../../support/session-scene.ts';
import type { CastName } from '../../../support/world.ts';

async function open(overrides: { proposer?: PatchProposer } = {}) {
  const scene: SessionScene = await createSessionScene(overrides);
  const { summary } = await scene.summarised();
  const summaryId = summary.id;
  return {
    scene,
    summary,
    refine: (instruction: string, more: { who?: CastName; turnId?: string; expected?: number } = {}) => {
      const { who = 'cleo', turnId = newId(), ...rest } = more;
      return refineSummary(scene, { actor: scene.as(who), summaryId, instruction, turnId, ...rest });
    },
    undo: (turnId = newId(), expected?: number) =>
      undoSummary(scene, {
        actor: scene.as('cleo'),
        summaryId,
        turnId,
        ...(expected === undefined ? {} : { expected }),
      }),
    approve: (expected?: number, who: CastName = 'cleo') =>
      approveSummary(scene, {
        actor: scene.as(who),
        summaryId,
        ...(expected === undefined ? {} : { expected }),
      }),
    show: (who: CastName = 'cleo') => showSummary(scene, { actor: scene.as(who), summaryId }),
    diff: (from?: number, to?: number) =>
      diffSummary(scene, {
        actor: scene.as('cleo'),
        summaryId,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      }),
    texts: async () =>
      (await scene.summaries.find(scene.organizationId, summaryId))?.lines.map(({ text }) => text),
  };
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      return { code: error.code, says: error.userMessage ?? '' };
    },
  );

describe('refining a summary', () => {
  it('makes the next version, shows what changed, and leaves the other lines byte-identical', async () => {
    const { summary, refine } = await open();
    const result = await refine('add: call the client by Friday');
    if (result.kind !== 'changed') throw new Error(result.kind);
    expect(result.summary.version).toBe(2);
    expect(result.diff.map(describeChange)).toEqual(['Action items: added “Call the client by Friday.”']);
    expect(JSON.stringify(result.summary.lines.slice(0, summary.lines.length))).toBe(
      JSON.stringify(summary.lines),
    );
  });

  it('answers a turn that is tried again with the change that it made', async () => {
    const { refine, texts } = await open();
    const turnId = newId();
    const first = await refine('remove the challenges', { turnId });
    const again = await refine('remove the challenges', { turnId });
    expect(again).toEqual(first);
    expect(await texts()).toHaveLength(3);
  });

  it('asks, declines, or says that nothing changes, and keeps the version', async () => {
    const { refine, show } = await open();
    expect(await refine('make it better')).toMatchObject({ kind: 'ask' });
    expect(await refine('translate it into German')).toMatchObject({
      kind: 'cannot',
      reason: expect.stringMatching(/OPENAI_API_KEY.*OPENAI_BASE_URL/) as string,
    });
    expect(await refine('set the owner of action 1 to Priya')).toMatchObject({ kind: 'nothing-changed' });
    expect((await show()).summary.version).toBe(1);
  });

  it('asks when a model names a line that is not there', async () => {
    const { refine } = await open({
      proposer: {
        propose: () => Promise.resolve({ kind: 'patch', operations: [{ op: 'remove', lineId: 'nope' }] }),
      },
    });
    expect(await refine('drop it')).toMatchObject({ kind: 'ask' });
  });

  it('passes on that the built-in rules stood in', async () => {
    const { refine } = await open({
      proposer: {
        propose: (request) =>
          Promise.resolve({
            kind: 'patch',
            operations: [{ op: 'remove', lineId: request.summary.lines[0]?.id ?? '' }],
            notice: 'The model was away.',
          }),
      },
    });
    expect(await refine('drop the first win')).toMatchObject({
      kind: 'changed',
      notice: 'The model was away.',
    });
  });

  it('refuses and explains an edit of a version that is no longer the newest', async () => {
    const { refine, texts } = await open();
    await refine('remove the challenges', { who: 'ada' });
    const before = await texts();
    const { code, says } = await refusal(refine('shorter', { expected: 1 }));
    expect(code).toBe('SUMMARY_STALE');
    expect(says).toMatch(/version 2.*version 1.*changed nothing/s);
    expect(await texts()).toEqual(before);
  });

  it('refuses an edit when somebody else was faster while the model thought', async () => {
    const rules = createOfflineProposer();
    let interfere: (() => Promise<unknown>) | undefined;
    const { refine } = await open({
      proposer: {
        async propose(request) {
          const run = interfere;
          interfere = undefined;
          await run?.();
          return rules.propose(request);
        },
      },
    });
    interfere = () => refine('drop the first win', { who: 'ada' });
    expect(await refusal(refine('remove the challenges'))).toMatchObject({ code: 'SUMMARY_STALE' });
  });

  it.each<CastName>(['priya', 'daniel', 'omar'])(
    'does not exist for %s, who may not see the draft',
    async (who) => {
      const { refine, show, approve } = await open();
      for (const work of [refine('shorter', { who }), show(who), approve(1, who)]) {
        expect(await refusal(work)).toMatchObject({ code: 'SUMMARY_NOT_FOUND' });
      }
    },
  );
});

describe('undo', () => {
  it('goes back change by change to the first draft, each time as a new version', async () => {
    const { refine, undo, texts } = await open();
    const draft = await texts();
    await refine('remove the challenges');
    const second = await texts();
    await refine('add a win: Smiled all day');
    expect(await undo()).toMatchObject({
      kind: 'undone',
      request: 'add a win: Smiled all day',
      summary: { version: 4 },
    });
    expect(await texts()).toEqual(second);
    expect(await undo()).toMatchObject({
      kind: 'undone',
      request: 'remove the challenges',
      summary: { version: 5 },
    });
    expect(await texts()).toEqual(draft);
    expect(await undo()).toMatchObject({ kind: 'nothing-to-undo', summary: { version: 5 } });
  });

  it('after a new change takes that one back', async () => {
    const { refine, undo, texts } = await open();
    await refine('remove the challenges');
    await undo();
    const before = await texts();
    await refine('drop the first win');
    await undo();
    expect(await texts()).toEqual(before);
  });

  it('happens once for a button pressed twice, and not from an old card', async () => {
    const { refine, undo, texts } = await open();
    await refine('remove the challenges');
    await refine('add a win: Smiled all day');
    const turnId = newId();
    await undo(turnId, 3);
    const once = await texts();
    expect(await undo(turnId, 3)).toMatchObject({ kind: 'undone' });
    expect(await texts()).toEqual(once);
    expect(await refusal(undo(newId(), 3))).toMatchObject({ code: 'SUMMARY_STALE' });
  });
});

describe('approval', () => {
  it('locks the summary and opens it to its participant', async () => {
    const { refine, undo, approve, show } = await open();
    expect(await approve(1)).toMatchObject({ already: false, summary: { state: 'approved' } });
    expect(await approve(1)).toMatchObject({ already: true });
    expect((await show('priya')).summary.state).toBe('approved');
    expect(await refusal(show('daniel'))).toMatchObject({ code: 'SUMMARY_NOT_FOUND' });
    for (const work of [refine('shorter'), undo()]) {
      expect(await refusal(work)).toMatchObject({ code: 'SUMMARY_APPROVED' });
    }
  });

  it('is refused for a version that the coach has not seen', async () => {
    const { refine, approve } = await open();
    await refine('remove the challenges');
    expect(await refusal(approve(1))).toMatchObject({ code: 'SUMMARY_STALE' });
  });
});

describe('comparing versions', () => {
  it('takes the newest and the one before, or any two', async () => {
    const { refine, diff } = await open();
    await refine('remove the challenges');
    await refine('add a win: Smiled all day');
    const kinds = async (from?: number, to?: number) =>
      (await diff(from, to)).changes.map(({ kind }) => kind);
    expect(await kinds()).toEqual(['added']);
    expect(await kinds(1, 3)).toEqual(['added', 'removed']);
    expect(await kinds(3, 1)).toEqual(['removed', 'added']);
    expect(await refusal(diff(1, 9))).toMatchObject({
      code: 'SUMMARY_VERSION',
      says: expect.stringContaining('1 to 3') as string,
    });
  });
});
