import type { CoachAsked } from '../../../../src/coaching/talks/coach-mind.ts';
import {
  guardedMind,
  type MoveProposer,
  type RefusedMove,
} from '../../../../src/coaching/talks/guarded-mind.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { silentLogger, type LogFields, type Logger } from '../../../../src/shared/logger.ts';
import { move, situation, smallTree } from '../../../support/coach/situations.ts';

const asked = (change: Partial<CoachAsked> = {}): CoachAsked => ({
  organizationId: 'o',
  requireOffline: false,
  signal: new AbortController().signal,
  ...change,
});

function proposing(...moves: (ReturnType<typeof move> | Error)[]) {
  const refusals: (RefusedMove | undefined)[] = [];
  const proposer: MoveProposer = {
    promptVersion: 'coach@1',
    model: 'big',
    propose(_situation, _asked, refused) {
      refusals.push(refused);
      const next = moves[refusals.length - 1];
      return next === undefined || next instanceof Error
        ? Promise.reject(next ?? new Error('asked too often'))
        : Promise.resolve(next);
    },
  };
  return { proposer, refusals };
}
const two = move({ question: 'What helped? Did you breathe?' });
const bySmallTree = { model: 'offline', promptVersion: 'tree@1', move: { questionId: 'strength.small' } };

describe('a model that coaches', () => {
  it('says what keeps to the method, under its own name', async () => {
    const { proposer, refusals } = proposing(move());
    const mind = guardedMind(proposer, smallTree(), silentLogger);
    expect(await mind.next(situation(), asked())).toEqual({
      move: move(),
      model: 'big',
      promptVersion: 'coach@1',
    });
    expect(refusals).toEqual([undefined]);
  });

  it('is asked once more, with its faults named', async () => {
    const { proposer, refusals } = proposing(two, move());
    const { move: said } = await guardedMind(proposer, smallTree(), silentLogger).next(situation(), asked());
    expect(said).toEqual(move());
    expect(refusals[1]).toEqual({ move: two, faults: ['one-question', 'closed-question'] });
  });

  it('gives way to the question tree when it does not keep to it twice', async () => {
    const { proposer, refusals } = proposing(two, move({ reflection: 'You should breathe when you froze.' }));
    const tree = smallTree();
    expect(await guardedMind(proposer, tree, silentLogger).next(situation(), asked())).toMatchObject(
      bySmallTree,
    );
    expect(refusals).toHaveLength(2);
    expect(tree.situations).toEqual([situation()]);
  });

  it('gives way when it is down or breaks', async () => {
    for (const error of [new AppError({ code: 'MODEL_STRUCTURED', message: 'no' }), new TypeError('bug')]) {
      const { proposer } = proposing(error);
      expect(await guardedMind(proposer, smallTree(), silentLogger).next(situation(), asked())).toMatchObject(
        bySmallTree,
      );
    }
  });

  it('is not asked at all where the organisation allows no outside model', async () => {
    const { proposer, refusals } = proposing(move());
    const mind = guardedMind(proposer, smallTree(), silentLogger);
    expect(await mind.next(situation(), asked({ requireOffline: true }))).toMatchObject(bySmallTree);
    expect(refusals).toEqual([]);
  });

  it('is not asked for ever: after sixteen questions the tree brings the talk to its end', async () => {
    const { proposer, refusals } = proposing(move());
    const asked16 = situation({ asked: Array.from({ length: 16 }, (_unused, at) => `topic.${at}`) });
    expect(await guardedMind(proposer, smallTree(), silentLogger).next(asked16, asked())).toMatchObject(
      bySmallTree,
    );
    expect(refusals).toEqual([]);
  });

  it('ends where the call was stopped, and nothing is said in its stead', async () => {
    const { proposer } = proposing(new AppError({ code: 'MODEL_STOPPED', message: 'stopped' }));
    await expect(
      guardedMind(proposer, smallTree(), silentLogger).next(situation(), asked()),
    ).rejects.toMatchObject({
      code: 'MODEL_STOPPED',
    });
    const aborted = asked({ signal: AbortSignal.abort() });
    const broken = proposing(new TypeError('socket closed')).proposer;
    await expect(
      guardedMind(broken, smallTree(), silentLogger).next(situation(), aborted),
    ).rejects.toMatchObject({
      code: 'MODEL_STOPPED',
    });
  });

  it('logs rules by name, never a word of the talk', async () => {
    const lines: LogFields[] = [];
    const log = (message: string, fields?: LogFields) => void lines.push({ message, ...fields });
    const logger: Logger = { ...silentLogger, info: log, warn: log };
    await guardedMind(proposing(two, new Error('froze')).proposer, smallTree(), logger).next(
      situation(),
      asked(),
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ faults: 'one-question closed-question' });
    expect(JSON.stringify(lines)).not.toMatch(/shout|froze|shed|breathe/);
  });
});
