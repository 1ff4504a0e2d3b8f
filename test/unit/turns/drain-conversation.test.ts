import { jest } from '@jest/globals';
import { AppError } from '../../../src/shared/errors.ts';
import { drainConversation } from '../../../src/turns/drain-conversation.ts';
import { refusal, unavailable } from '../../support/fakes/chat-platform.ts';
import { channelThread, directPlace, messageTurn } from '../../support/make-turns.ts';
import { answerOf, openTurnScene, type TurnScene } from '../../support/turn-scene.ts';

let scene: TurnScene;
beforeEach(async () => {
  scene = await openTurnScene();
});

const place = directPlace();
const ask = (text: string) => messageTurn({ text });
const said = (): string[] => scene.platform.seen().map(({ message }) => message?.summary ?? '');
const states = (): string[] => scene.world.events().map(({ state }) => state);
const levels = (level: string): string[] =>
  scene.logged.filter((line) => line.level === level).map((line) => line.message);

describe('order', () => {
  it('answers what waits, in the order it came', async () => {
    for (const text of ['one?', 'two?', 'three?']) await scene.take(ask(text));
    await scene.drain({ place });
    expect(scene.agent.calls.map(({ question }) => question)).toEqual(['one?', 'two?', 'three?']);
    expect(states()).toEqual(['done', 'done', 'done']);
  });

  it('leaves a conversation alone that another worker holds', async () => {
    await scene.take(ask('one?'));
    await scene.world.inbox.acquireLease(scene.organizationId, place.key, 20_000);
    await scene.drain({ place });
    expect(states()).toEqual(['waiting']);
    expect(scene.platform.seen()).toEqual([]);
  });

  it('takes over from a dead worker once its lease is out', async () => {
    await scene.take(ask('one?'));
    await scene.world.inbox.acquireLease(scene.organizationId, place.key, 20_000);
    scene.clock.advance(20_001);
    await scene.drain({ place });
    expect(states()).toEqual(['done']);
  });

  it('answers a turn that came while the lease was being given back', async () => {
    const deps = scene.deps();
    await scene.take(ask('one?'));
    let late = true;
    const release: typeof deps.inbox.release = async (lease) => {
      if (late) await scene.take(ask('late?'));
      late = false;
      await scene.world.inbox.release(lease);
    };
    await drainConversation({ ...deps, inbox: { ...deps.inbox, release } }, scene.organizationId, place.key);
    expect(states()).toEqual(['done', 'done']);
  });

  it('answers each of two conversations though one is stuck', async () => {
    const stuck = messageTurn({ place: directPlace('D2') });
    scene.platform.failNext({ call: 'post', when: 'before', error: unavailable() });
    await scene.answer(stuck);
    await scene.answer(ask('two?'));
    expect(states()).toEqual(['waiting', 'done']);
  });
});

describe('a fault that may pass', () => {
  it('puts the turn back for longer each time, keeps the later ones behind it, and asks to be woken', async () => {
    await scene.take(ask('one?'));
    await scene.take(ask('two?'));
    const delays: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      scene.platform.failNext({ call: 'post', when: 'before', error: unavailable() });
      await scene.drain({ place });
      expect(states()).toEqual(['waiting', 'waiting']);
      const woken = scene.enqueued.at(-1);
      expect(woken?.payload).toEqual({ organizationId: scene.organizationId, conversationKey: place.key });
      delays.push(woken?.delayMs ?? 0);
      scene.clock.advance(woken?.delayMs ?? 0);
    }
    await scene.drain({ place });
    expect(delays).toEqual([2_000, 4_000, 8_000]);
    expect(states()).toEqual(['done', 'done']);
    expect(scene.platform.seen()).toHaveLength(2);
  });

  it('does nothing before its time, and asks to be woken then', async () => {
    scene.platform.failNext({ call: 'post', when: 'before', error: unavailable() });
    await scene.answer(ask('one?'));
    scene.clock.advance(1_500);
    await scene.drain({ place });
    expect(states()).toEqual(['waiting']);
    expect(scene.enqueued.at(-1)?.delayMs).toBe(500);
  });

  it('waits as long as the platform asks, but not for ever', async () => {
    scene.platform.failNext({ call: 'post', when: 'before', error: unavailable(30_000) });
    await scene.answer(ask('one?'));
    expect(scene.enqueued.at(-1)?.delayMs).toBe(30_000);
    scene.clock.advance(30_000);
    scene.platform.failNext({ call: 'post', when: 'before', error: unavailable(86_400_000) });
    await scene.drain({ place });
    expect(scene.enqueued.at(-1)?.delayMs).toBe(900_000);
  });

  it('tells the person a reference id after the last try, and the same id stands in inbox and log', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1)
      scene.agent.faults.push(new Error('query failed\n  secret words of a person\n  more secret words'));
    await scene.take(ask('one?'));
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await scene.drain({ place });
      scene.clock.advance(60_000);
    }
    const [event] = scene.world.events();
    expect(event).toMatchObject({ state: 'failed', errorCode: 'TURN_002' });
    expect(event?.referenceId).toMatch(/^TC-[0-9A-Z]{8}$/);
    expect(scene.platform.views()).toEqual(['talk.failure']);
    const shown = JSON.stringify(scene.platform.seen());
    expect(shown).toContain(event?.referenceId);
    expect(shown).not.toContain('secret');
    expect(scene.logged.find(({ level }) => level === 'error')?.fields['referenceId']).toBe(
      event?.referenceId,
    );
    expect(JSON.stringify(scene.logged)).not.toContain('secret');
  });

  it('takes the place of an answer that broke off half said', async () => {
    scene.agent.pieces = ['Ask for '];
    scene.agent.faults.push(
      new AppError({ code: 'AGENT_9', message: 'no', userMessage: 'That is not possible.' }),
    );
    await scene.answer(ask('one?'));
    expect(scene.platform.views()).toEqual(['talk.failure']);
    expect(states()).toEqual(['failed']);
  });

  it('goes on with the next turn after one that failed', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) scene.agent.faults.push(new Error('broken'));
    await scene.take(ask('one?'));
    await scene.take(ask('two?'));
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await scene.drain({ place });
      scene.clock.advance(60_000);
    }
    expect(states()).toEqual(['failed', 'done']);
  });

  it('does not end in silence while the platform is away: the answer comes when it is back', async () => {
    await scene.take(ask('one?'));
    for (let attempt = 0; attempt < 10; attempt += 1) {
      scene.platform.failNext(
        { call: 'post', when: 'before', error: unavailable() },
        ...(attempt < 3 ? [] : [{ call: 'post' as const, when: 'before' as const, error: unavailable() }]),
      );
      await scene.drain({ place });
      scene.clock.advance(900_000);
    }
    expect(states()).toEqual(['waiting']);
    await scene.drain({ place });
    expect(states()).toEqual(['done']);
    expect(scene.platform.views()).toEqual(['answer.cited']);
  });

  it('gives up a turn that takes its worker down each time', async () => {
    await scene.take(ask('one?'));
    for (let life = 0; life < 21; life += 1) {
      const lease = await scene.world.inbox.acquireLease(scene.organizationId, place.key, 20_000);
      if (life < 20 && lease !== undefined) await scene.world.inbox.next(lease);
      scene.clock.advance(20_001);
    }
    await scene.drain({ place });
    expect(scene.world.events()).toMatchObject([{ state: 'failed', errorCode: 'TURN_003' }]);
    expect(scene.platform.views()).toEqual(['talk.failure']);
    expect(scene.agent.calls).toEqual([]);
  });
});

describe('a fault that will not pass', () => {
  it('is told at once, to the person alone where others are present', async () => {
    scene.agent.faults.push(
      new AppError({ code: 'AGENT_9', message: 'no', userMessage: 'That is not possible.' }),
    );
    const turn = messageTurn({ place: channelThread() });
    await scene.answer(turn);
    expect(scene.platform.seen()).toMatchObject([
      { onlyFor: 'U-priya', message: { view: 'talk.failure' }, placeKey: turn.place.key },
    ]);
    expect(JSON.stringify(scene.platform.seen())).toContain('That is not possible.');
  });

  it('that has its reason needs no operator; one without does', async () => {
    scene.agent.faults.push(
      new AppError({ code: 'AGENT_9', message: 'no', userMessage: 'That is not possible.' }),
    );
    await scene.answer(ask('one?'));
    expect(levels('error')).toEqual([]);
    scene.agent.faults.push(new AppError({ code: 'AGENT_8', message: 'no' }));
    await scene.answer(ask('two?'));
    expect(levels('error')).toEqual(['turn failed']);
  });

  it('ends the turn when the person cannot be reached either', async () => {
    scene.platform.failNext(
      { call: 'post', when: 'before', error: refusal('SLACK_UNREACHABLE') },
      { call: 'post', when: 'before', error: refusal('SLACK_UNREACHABLE') },
    );
    await scene.answer(ask('one?'));
    expect(states()).toEqual(['failed']);
  });
});

describe('a lease that is lost', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  /** The agent is at work until the test lets it go on. */
  function hangingAgent() {
    let letGo: (fault?: Error) => void = () => undefined;
    const gate = new Promise<void>((resolve, reject) => {
      letGo = (fault) => {
        if (fault) reject(fault);
        else resolve();
      };
    });
    const signals: AbortSignal[] = [];
    scene.agent.answer = async (input) => {
      signals.push(input.signal);
      await gate;
      return answerOf('too late');
    };
    return { letGo, signals };
  }
  const untilAsked = async (signals: readonly AbortSignal[]): Promise<void> => {
    while (signals.length === 0) await Promise.resolve();
  };

  it('stops the worker, who then neither ends the turn nor tells anybody that it failed', async () => {
    const { letGo, signals } = hangingAgent();
    await scene.take(ask('one?'));
    const draining = scene.drain({ place });
    await untilAsked(signals);
    scene.clock.advance(20_001);
    const other = await scene.world.inbox.acquireLease(scene.organizationId, place.key, 60_000);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(signals[0]?.aborted).toBe(true);
    letGo(new AppError({ code: 'AGENT_1', message: 'stopped', userMessage: 'It was stopped.' }));
    await draining;
    expect(other).toBeDefined();
    expect(scene.platform.seen()).toEqual([]);
    expect(states()).toEqual(['running']);
  });

  it('is assumed when the database does not answer for three beats', async () => {
    const { letGo, signals } = hangingAgent();
    await scene.take(ask('one?'));
    const deps = scene.deps();
    let away = true;
    const heartbeat: typeof deps.inbox.heartbeat = (lease, ttlMs) =>
      away ? Promise.reject(new Error('no connection')) : scene.world.inbox.heartbeat(lease, ttlMs);
    const draining = drainConversation(
      { ...deps, inbox: { ...deps.inbox, heartbeat } },
      scene.organizationId,
      place.key,
    );
    await untilAsked(signals);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(signals[0]?.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(signals[0]?.aborted).toBe(true);
    away = false;
    letGo(new Error('stopped'));
    await draining;
    // Nobody had taken it over, so the same worker tried again and did what was asked.
    expect(states()).toEqual(['waiting']);
  });

  it('is kept by a worker that is slow but alive', async () => {
    const { letGo, signals } = hangingAgent();
    await scene.take(ask('one?'));
    const draining = scene.drain({ place });
    await untilAsked(signals);
    for (let beat = 0; beat < 8; beat += 1) {
      scene.clock.advance(5_000);
      await jest.advanceTimersByTimeAsync(5_000);
    }
    expect(await scene.world.inbox.acquireLease(scene.organizationId, place.key, 1)).toBeUndefined();
    letGo();
    await draining;
    expect(states()).toEqual(['done']);
  });
});

describe('shutdown', () => {
  it('lets the turn in hand end, takes no further one, and leaves the conversation free for others', async () => {
    await scene.take(ask('one?'));
    await scene.take(ask('two?'));
    const shutdown = new AbortController();
    const answer = scene.agent.answer.bind(scene.agent);
    scene.agent.answer = (input) => {
      shutdown.abort();
      return answer(input);
    };
    await scene.drain({ place }, undefined, shutdown.signal);
    expect(states()).toEqual(['done', 'waiting']);
    await scene.drain({ place });
    expect(states()).toEqual(['done', 'done']);
    expect(said()).toHaveLength(2);
  });
});

it('reports how each turn ended and how long it took since it came', async () => {
  const ended: [string, number][] = [];
  await scene.take(ask('one?'));
  scene.clock.advance(1_200);
  await drainConversation(
    { ...scene.deps(), onEnded: (outcome, durationMs) => ended.push([outcome, durationMs]) },
    scene.organizationId,
    place.key,
  );
  expect(ended).toEqual([['done', 1_200]]);
});
