import type { SessionRepository } from '../../../src/coaching/sessions/ports.ts';
import type { SummaryDrafter } from '../../../src/coaching/summaries/ports.ts';
import type { Message } from '../../../src/messages/message.ts';
import { chronoDateReader } from '../../../src/models/summaries/chrono-date-reader.ts';
import { createOfflineDrafter } from '../../../src/models/summaries/offline-drafter.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { createDeliverer } from '../../../src/turns/deliverer.ts';
import { drainConversation } from '../../../src/turns/drain-conversation.ts';
import { createSessionPoster } from '../../../src/turns/sessions/post-session.ts';
import { createSessionActions } from '../../../src/turns/sessions/session-actions.ts';
import { createFakeLedger } from '../../support/fakes/processing-ledger.ts';
import { createFakeSessions } from '../../support/fakes/sessions.ts';
import { actionTurn, directPlace } from '../../support/make-turns.ts';
import { openTurnScene, platformIdOf } from '../../support/turn-scene.ts';
import type { CastName } from '../../support/world.ts';

const said = [
  ['Cleo Coach', 'How was the week?'],
  ['Priya Nair', 'I closed every ticket before Friday, and the customer thanked me twice.'],
  ['Daniel Osei', 'I still struggle with the closing question.'],
] as const;

/** A session that Cleo uploaded in her direct message, and the worker that summarises it; `failOn` fails while it is set. */
async function openPosting() {
  const scene = await openTurnScene();
  const { world, clock, platform, organizationId, people } = scene;
  const { sessions, summaries } = createFakeSessions(clock);
  const ledger = createFakeLedger(sessions);
  const model: { failOn?: string; notice?: string; drafted: string[] } = { drafted: [] };
  const drafter: SummaryDrafter = {
    ...createOfflineDrafter(),
    draft(request, signal) {
      if (request.participant.name === model.failOn) {
        const userMessage = 'The language model is away.';
        return Promise.reject(new AppError({ code: 'MODEL_001', message: 'away', userMessage }));
      }
      model.drafted.push(request.participant.name);
      if (model.notice !== undefined) request.onNotice?.(model.notice);
      return createOfflineDrafter().draft(request, signal);
    },
  };
  const woken: unknown[] = [];
  const poster = createSessionPoster({
    ...world,
    ...{ sessions, summaries, ledger, drafter, dates: chronoDateReader, logger: silentLogger },
    platforms: new Map([[platform.platform, platform]]),
    deliverer: createDeliverer({ deliveries: world.deliveries, logger: silentLogger }),
    queue: {
      enqueue: (_name, payload) => {
        woken.push(payload);
        return Promise.resolve();
      },
    },
  });
  const input: Parameters<SessionRepository['create']>[0] = {
    session: {
      organizationId,
      facilitatorId: people.cleo.id,
      type: 'REGULAR',
      title: 'Weekly',
      date: '2026-11-20',
    },
    uploadKey: 'u',
    fileName: 'weekly.txt',
    contentHash: '',
    segments: said.map(([speaker, text], index) => ({ index, speaker, text })),
    participants: said.map(([name]) => ({ name, isFacilitator: name === 'Cleo Coach', turns: 1 })),
  };
  const { id: sessionId } = await sessions.create(input);
  const place = directPlace('D-cleo');
  await poster.announce(platform, { installationId: 'T1', place }, organizationId, sessionId);
  const work = () => poster.process(organizationId, sessionId, new AbortController().signal);
  const refresh = () => poster.refresh(organizationId, sessionId, []);
  const card = (): Message | undefined =>
    platform.seen().find(({ message }) => message?.view === 'session.card')?.message;
  const press = async (who: CastName) => {
    const base = scene.deps();
    const actions = createSessionActions({ ...world, sessions, ledger, poster });
    const turn = actionTurn({
      action: 'session.retry',
      value: sessionId,
      platformUserId: platformIdOf(who),
      place: directPlace(`D-${who}`),
    });
    await scene.take(turn);
    const deps = { ...base, turns: { ...base.turns, actions: { ...base.turns.actions, ...actions } } };
    await drainConversation(deps, organizationId, turn.place.key);
    return platform
      .seen(turn.place.key)
      .map(({ message }) => message)
      .at(-1);
  };
  return { scene, sessions, sessionId, model, woken, work, refresh, card, press };
}

const textOf = (message: Message | undefined): string => JSON.stringify(message?.blocks ?? '');
/** Buttons about the session's processing; those about its speakers stand beside them. */
const buttonsOf = (message: Message | undefined): string[] =>
  (message?.blocks ?? []).flatMap((block) =>
    block.kind === 'actions'
      ? block.actions.flatMap(({ id, value }) => (id === 'speaker.ask' ? [] : [`${id} ${value}`]))
      : [],
  );

describe('a session in its thread', () => {
  it('ends with one card and one message a summary, also when its worker is woken again', async () => {
    const { scene, work, card } = await openPosting();
    await work();
    await work();
    expect(scene.platform.views()).toEqual(['session.card', 'summary.card', 'summary.card']);
    expect(textOf(card())).toContain('summary draft, version 1');
  });

  it('says what stood in for the model, also after a summary was changed', async () => {
    const { work, card, model, refresh } = await openPosting();
    model.notice = 'The model was away.';
    await work();
    expect(textOf(card())).toContain('The model was away.');
    await refresh();
    expect(textOf(card())).toContain('The model was away.');
  });

  it('says where it failed and why, with a reference and a button', async () => {
    const { model, work, card, sessionId } = await openPosting();
    model.failOn = 'Daniel Osei';
    await work();
    expect(textOf(card())).toMatch(
      /I stopped while summarising Daniel Osei\. The language model is away\..*Reference \w/,
    );
    expect(buttonsOf(card())).toEqual([`session.retry ${sessionId}`]);
  });

  it('is tried again by its button: shown at once, gone on with, and pressing once more changes nothing', async () => {
    const { scene, model, work, card, press, woken, sessionId } = await openPosting();
    model.failOn = 'Daniel Osei';
    await work();
    delete model.failOn;
    woken.length = 0;
    await press('cleo');
    expect(woken).toEqual([{ organizationId: scene.organizationId, sessionId }]);
    expect(textOf(card())).toContain('reading the transcript');
    expect(buttonsOf(card())).toEqual([]);

    expect(textOf(await press('cleo'))).toContain('at work on **Weekly** already');
    await work();
    expect(model.drafted).toEqual(['Priya Nair', 'Daniel Osei']);
    expect(textOf(await press('cleo'))).toContain('written already');
    expect(scene.platform.views().filter((view) => view === 'summary.card')).toHaveLength(2);
    expect(woken).toHaveLength(1);
    expect(await scene.world.audited(scene.organizationId)).toEqual([
      { action: 'session.retry', actorId: scene.people.cleo.id, subjectId: sessionId },
    ]);
  });

  it('is not for others to try again', async () => {
    const { scene, sessions, model, work, press, woken, sessionId } = await openPosting();
    model.failOn = 'Daniel Osei';
    await work();
    woken.length = 0;
    expect(textOf(await press('priya'))).toContain('cannot find that session');
    expect(woken).toEqual([]);
    expect(await sessions.find(scene.organizationId, sessionId)).toMatchObject({ processing: 'failed' });
  });

  it('is tried again while its failure cannot be shown, and ends where it never will be', async () => {
    const { scene, sessions, sessionId, model, work, card } = await openPosting();
    const state = async () => (await sessions.find(scene.organizationId, sessionId))?.processing;
    model.failOn = 'Priya Nair';
    const away = (retry: 'later' | 'never') =>
      new AppError({ code: 'PLATFORM_UNAVAILABLE', message: 'away', retry });
    const fail = (retry: 'later' | 'never') =>
      // The first is the card of the progress.
      scene.platform.failNext(
        { call: 'update', when: 'before', error: away('later') },
        { call: 'update', when: 'before', error: away(retry) },
      );
    fail('later');
    await expect(work()).rejects.toMatchObject({ code: 'MODEL_001' });
    expect(await state()).toBe('processing');
    await work();
    expect([await state(), textOf(card())]).toEqual(['failed', expect.stringContaining('I stopped while')]);
    fail('never');
    await work();
    expect(await state()).toBe('failed');
  });

  it('is summarised though its progress cannot be shown', async () => {
    const { scene, work, card } = await openPosting();
    const error = new AppError({ code: 'PLATFORM_UNAVAILABLE', message: 'away', retry: 'later' });
    scene.platform.failNext({ call: 'update', when: 'before', error });
    await work();
    expect(textOf(card())).toContain('summary draft, version 1');
  });
});
