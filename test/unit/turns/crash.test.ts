import fc from 'fast-check';
import type { Turn } from '../../../src/turns/turn.ts';
import { Life } from '../../support/fakes/mortal.ts';
import { actionTurn, channelThread, commandTurn, formTurn, messageTurn } from '../../support/make-turns.ts';
import { openTurnScene, platformIdOf, type TurnScene } from '../../support/turn-scene.ts';

const leaseMs = 20_000;

/**
 * Workers die one after another, each at a call of its own choosing; what they held in memory is lost. The last one lives.
 */
async function surviveDeaths(scene: TurnScene, turn: Turn, lives: readonly Life[]): Promise<void> {
  await scene.take(turn);
  for (const life of lives) {
    await scene.drain(turn, life).catch(() => undefined);
    scene.clock.advance(leaseMs + 1);
  }
  await scene.drain(turn);
}

const deaths = fc.array(
  fc.record({
    diesAt: fc.integer({ min: 1, max: 30 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
  { minLength: 1, maxLength: 4 },
);
const toLives = (chosen: readonly { diesAt: number; when: 'before' | 'after' }[]): Life[] =>
  chosen.map(({ diesAt, when }) => new Life(diesAt, when));

async function expectOneReply(scene: TurnScene, view: string): Promise<void> {
  expect(scene.platform.views()).toEqual([view]);
  expect(scene.world.events()).toMatchObject([{ state: 'done' }]);
  const left = await scene.world.inbox.hasDue(scene.organizationId, scene.platform.seen()[0]?.placeKey ?? '');
  expect(left).toEqual({ kind: 'none' });
}

const kinds: readonly [string, string, (scene: TurnScene) => Turn][] = [
  ['a question answered whole', 'answer.cited', () => messageTurn()],
  [
    'a question answered in pieces',
    'answer.cited',
    (scene) => {
      scene.agent.pieces = ['Ask ', 'for the ', 'receipt'];
      return messageTurn();
    },
  ],
  [
    'a question in pieces where the place cannot stream',
    'answer.cited',
    (scene) => {
      scene.agent.pieces = ['Ask ', 'for'];
      scene.platform.canStream = false;
      return messageTurn({ place: channelThread() });
    },
  ],
  ['small talk', 'talk.hello', () => messageTurn({ text: 'hello' })],
  [
    'a stranger',
    'talk.unknown-person',
    (scene) => {
      scene.platform.addPerson('U-new', { name: 'Nia', email: 'nia@example.test' });
      return messageTurn({ platformUserId: 'U-new' });
    },
  ],
  [
    'a note',
    'note.created',
    () => commandTurn({ text: '@Priya Nair steady work', platformUserId: platformIdOf('theo') }),
  ],
  [
    'a note by form in a channel',
    'note.created',
    (scene) =>
      formTurn({
        platformUserId: platformIdOf('theo'),
        place: channelThread(),
        values: { person: scene.people.priya.id, words: 'steady work' },
      }),
  ],
];

it.each(kinds)('property: %s gets exactly one reply, whenever workers die', async (_what, view, turnOf) => {
  await fc.assert(
    fc.asyncProperty(deaths, async (chosen) => {
      const scene = await openTurnScene();
      await surviveDeaths(scene, turnOf(scene), toLives(chosen));
      await expectOneReply(scene, view);
      const notes = await scene.world.notes.listByAuthors(scene.organizationId, [scene.people.theo.id], 9);
      expect(notes).toHaveLength(view === 'note.created' ? 1 : 0);
    }),
    { numRuns: 60 },
  );
});

it.each(kinds)('%s survives one death at each single step', async (_what, view, turnOf) => {
  let steps = 0;
  for (let diesAt = 1; ; diesAt += 1) {
    const lived: boolean[] = [];
    for (const when of ['before', 'after'] as const) {
      const scene = await openTurnScene();
      const life = new Life(diesAt, when);
      await surviveDeaths(scene, turnOf(scene), [life]);
      await expectOneReply(scene, view);
      lived.push(!life.dead);
    }
    if (lived.every(Boolean)) break;
    steps = diesAt;
  }
  // Fewer would mean that the ports are no longer held, and nothing was tried.
  expect(steps).toBeGreaterThan(9);
});

it('an answer that was stored is sent in the words that it had, and the model is not asked again', async () => {
  for (let diesAt = 1; diesAt <= 25; diesAt += 1) {
    const scene = await openTurnScene();
    const turn = messageTurn();
    await surviveDeaths(scene, turn, [new Life(diesAt, 'after')]);
    const stored = await scene.world.conversations.recent(
      {
        organizationId: scene.organizationId,
        userId: scene.people.priya.id,
        conversationKey: turn.place.key,
        shared: false,
      },
      9,
      'none',
    );
    expect(stored.map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(scene.agent.calls.length).toBeLessThanOrEqual(2);
    expect(scene.queries.length).toBeLessThanOrEqual(2);
  }
});

it('undo: the note is gone and the person has been told, whenever a worker dies', async () => {
  for (let diesAt = 1; diesAt <= 16; diesAt += 1) {
    for (const when of ['before', 'after'] as const) {
      const scene = await openTurnScene();
      await scene.answer(
        commandTurn({ text: '@Priya Nair steady work', platformUserId: platformIdOf('theo') }),
      );
      const [note] = await scene.world.notes.listByAuthors(scene.organizationId, [scene.people.theo.id], 9);
      const [message] = scene.platform.seen();
      const undo = actionTurn({
        platformUserId: platformIdOf('theo'),
        value: note?.id ?? '',
        messageId: message?.messageId ?? '',
      });
      await surviveDeaths(scene, undo, [new Life(diesAt, when)]);
      expect(await scene.world.notes.find(scene.organizationId, note?.id ?? '')).toBeUndefined();
      expect([diesAt, when, scene.platform.views()]).toEqual([diesAt, when, ['note.undone']]);
    }
  }
});
