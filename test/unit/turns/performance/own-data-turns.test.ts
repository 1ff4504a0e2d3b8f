import { toActor } from '../../../../src/coaching/people/user.ts';
import { createDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';
import { myDataTool } from '../../../../src/agent/tools/my-data.ts';
import { AgentRun } from '../../../../src/agent/agent-run.ts';
import { StreamedText } from '../../../../src/agent/streamed-text.ts';
import { metricKeys } from '../../../../src/coaching/performance/metric.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createOwnDataTurns } from '../../../../src/turns/performance/own-data-turns.ts';
import { drainConversation } from '../../../../src/turns/drain-conversation.ts';
import type { Turn } from '../../../../src/turns/turn.ts';
import { asked } from '../../../support/agent-scene.ts';
import { createFakeFigures, createFakeHistory, createFakePlans } from '../../../support/fakes/performance.ts';
import { channelThread, commandTurn, messageTurn } from '../../../support/make-turns.ts';
import { openTurnScene, platformIdOf, type TurnScene } from '../../../support/turn-scene.ts';
import type { CastName } from '../../../support/world.ts';

let scene: TurnScene;
let deps: Parameters<typeof createOwnDataTurns>[0];

beforeEach(async () => {
  scene = await openTurnScene();
  const { clock, world, organizationId, people } = scene;
  const [figures, actionPlans] = [createFakeFigures(), createFakePlans(clock)];
  deps = {
    figures,
    actionPlans,
    ownHistory: createFakeHistory(),
    plans: { next: () => Promise.resolve(undefined) },
    actions: { listByOwner: () => Promise.resolve([]) },
    users: world.users,
    dates: createDateReader(),
    clock,
  };
  await figures.record(
    organizationId,
    ['2026-10-14', '2026-11-18', '2026-11-19'].map((day, index) => ({
      agentId: people.priya.id,
      day,
      values: { aht: 311 + index, quality_score: 80 },
    })),
  );
  await actionPlans.create(organizationId, {
    id: newId(),
    agentId: people.priya.id,
    startOn: '2026-11-01',
    targetEndOn: '2026-12-01',
    status: 'active',
    reason: 'planted reason',
    targets: [{ metric: 'aht', target: 300 }],
    mandatory: [],
    recommended: [],
    checkIn: 'weekly',
    updates: [],
  });
});

/** The scene's worker, with these turns in it. */
async function answer(turn: Turn): Promise<void> {
  await scene.take(turn);
  const drain = scene.deps();
  const own = createOwnDataTurns(deps);
  const { message, commands } = drain.turns;
  const turns = {
    ...drain.turns,
    commands: new Map([...commands, ...own.commands]),
    message: async (context: Parameters<typeof message>[0]) => {
      if (!(await own.fromShared(context))) await message(context);
    },
  };
  await drainConversation({ ...drain, turns }, scene.organizationId, turn.place.key);
}
const me = (text: string, who: CastName = 'priya', inChannel = false) =>
  answer(
    commandTurn({
      name: 'me',
      text,
      platformUserId: platformIdOf(who),
      ...(inChannel ? { place: channelThread() } : {}),
    }),
  );
const latest = () => scene.platform.seen().at(-1);
const shown = (): string => JSON.stringify(latest()?.message);

describe('/me', () => {
  it('is an overview of one’s own, with the plan', async () => {
    await me('');
    expect(latest()?.message?.view).toBe('own.overview');
    expect(shown()).toContain('It runs until Tue 1 Dec 2026: 11 days left.');
  });

  it.each([
    ['scores', 'own.scores'],
    ['handle time', 'own.scores'],
    ['plan', 'own.plan'],
    ['actions', 'action.list'],
    ['session', 'own.session'],
    ['changes', 'own.changes'],
    ['whatever', 'own.overview'],
  ])('%s shows %s', async (text, view) => {
    await me(text);
    expect(latest()?.message?.view).toBe(view);
  });

  it('reads the days from the words', async () => {
    await me('handle time in October');
    expect(shown()).toContain('311 s on average');
    await me('aht this month');
    expect(shown()).toContain('313 s on average');
  });

  it('in a channel reaches the person alone, and leaves the plan out', async () => {
    for (const text of ['', 'plan', 'changes', 'scores']) await me(text, 'priya', true);
    expect(scene.platform.seen()).toHaveLength(4);
    for (const { onlyFor, message } of scene.platform.seen()) {
      expect(onlyFor).toBe(platformIdOf('priya'));
      expect(JSON.stringify(message)).not.toMatch(/planted reason|It runs until/);
    }
    expect(JSON.stringify(scene.platform.seen()[1]?.message)).toContain('Ask me there: “my plan”');
  });

  it('shows another person nothing of it: neither their leader nor an admin', async () => {
    for (const who of ['theo', 'ada', 'daniel'] as const) {
      for (const text of ['', 'plan', 'scores', 'changes']) await me(text, who);
    }
    const all = JSON.stringify(scene.platform.seen().map(({ message }) => message));
    expect(all).not.toMatch(/planted reason|31[123] s|It runs until/);
  });

  it('says what to ask instead of days to come', async () => {
    await me('scores tomorrow');
    expect(shown()).toContain('There are no figures for that time yet.');
    expect(latest()?.message?.view).toBe('talk.failure');
  });
});

describe('asking in a channel', () => {
  it('is answered to the person alone, and the words go to no model', async () => {
    await answer(
      messageTurn({
        text: 'show my handle time',
        platformUserId: platformIdOf('priya'),
        place: channelThread(),
      }),
    );
    expect([latest()?.onlyFor, latest()?.message?.view]).toEqual([platformIdOf('priya'), 'own.scores']);
    expect(scene.agent.calls).toEqual([]);
  });

  it('a question about procedures goes on to the agent', async () => {
    await answer(messageTurn({ text: 'what is our handle time procedure?', place: channelThread() }));
    expect(scene.agent.calls).toHaveLength(1);
  });
});

describe('the tool', () => {
  const call = async (args: Record<string, unknown>, who: CastName = 'priya') => {
    const tool = myDataTool(deps);
    const { people, clock } = scene;
    const actor = toActor(people[who]);
    const input = { ...asked('words'), actor, audience: { kind: 'direct' as const, actor } };
    const signal = AbortSignal.timeout(5_000);
    const run = new AgentRun(input, signal, new StreamedText(undefined), clock.now());
    return tool.run({ input, args: tool.schema.parse({ request: 'words', ...args }), signal, run });
  };

  it('shows what the model named, and tells the model no figure', async () => {
    const { text, views } = await call({ request: 'my AHT in October', what: 'scores', metric: 'aht' });
    expect(JSON.stringify(views)).toContain('311 s');
    expect(text).not.toMatch(/\d/);
  });

  it('takes the person from the turn: no argument names another', async () => {
    const { views } = await call(
      { what: 'plan', agentId: scene.people.priya.id, request: 'Priya’s plan' },
      'ada',
    );
    expect(JSON.stringify(views)).not.toContain('planted reason');
  });

  it('understands the words alone, as the offline model hands them on', async () => {
    for (const [request, view] of [
      ['my PIP progress', 'own.plan'],
      ['show my quality', 'own.scores'],
      ['anything', 'own.overview'],
    ] as const) {
      expect((await call({ request })).views?.[0]?.view).toBe(view);
    }
  });

  it('is for the direct message, outside a session’s thread', () => {
    const { available } = myDataTool(deps);
    const input = asked('words');
    const { actor } = input;
    expect(available({ ...input, audience: { kind: 'direct', actor } })).toBe(true);
    expect(
      available({
        ...input,
        audience: { kind: 'shared', actor, label: '#x', members: [], complete: true },
      }),
    ).toBe(false);
    expect(
      available({
        ...input,
        audience: { kind: 'direct', actor },
        session: { id: '1', title: '', participants: [] },
      }),
    ).toBe(false);
  });

  it('knows every figure that is kept', () => {
    expect(() =>
      metricKeys.map((metric) => myDataTool(deps).schema.parse({ request: 'x', metric })),
    ).not.toThrow();
  });
});
