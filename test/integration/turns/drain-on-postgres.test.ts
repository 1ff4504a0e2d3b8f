import { newId } from '../../../src/shared/ids.ts';
import type { Turn } from '../../../src/turns/turn.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { Life } from '../../support/fakes/mortal.ts';
import { channelThread, commandTurn, directPlace, messageTurn } from '../../support/make-turns.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { openTurnSceneOn, platformIdOf, type TurnScene } from '../../support/turn-scene.ts';
import pg from 'pg';

let scene: TurnScene<PostgresWorld>;
let superuser: pg.Client;
beforeAll(async () => {
  scene = await openTurnSceneOn(await openPostgresWorld(), new ManualClock());
  superuser = new pg.Client({ connectionString: scene.world.database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await scene.world.close();
});

const viewsAt = (turn: Turn): string[] => scene.platform.views(turn.place.key);
/** Nobody waits for a dead worker's lease here. */
const endLeases = (): Promise<unknown> =>
  superuser.query(`UPDATE conversation_leases SET expires_at = now() - interval '1 second'`);

it('four workers share ten conversations: each turn is answered once, in the order it came', async () => {
  const conversations = Array.from({ length: 10 }, (_, index) => directPlace(`D-many-${index}`));
  const questions = ['one?', 'two?', 'three?', 'four?'];
  for (const text of questions) {
    await Promise.all(conversations.map((place) => scene.take(messageTurn({ place, text }))));
  }
  await Promise.all(
    conversations.flatMap((place) => Array.from({ length: 4 }, () => scene.drain({ place }))),
  );
  for (const place of conversations) {
    expect(scene.platform.views(place.key)).toEqual(questions.map(() => 'answer.cited'));
    const scope = {
      organizationId: scene.organizationId,
      userId: scene.people.priya.id,
      conversationKey: place.key,
    };
    const said = await scene.world.conversations.recent({ ...scope, shared: false }, 20, newId());
    expect(said.filter(({ role }) => role === 'user').map(({ text }) => text)).toEqual(questions);
    expect(said).toHaveLength(8);
  }
});

it('turns that come in while others are answered are not left behind', async () => {
  const place = channelThread('50.1');
  const turns = Array.from({ length: 12 }, (_, index) => messageTurn({ place, text: `question ${index}?` }));
  await Promise.all(
    turns.map(async (turn) => {
      await scene.take(turn);
      await scene.drain(turn);
    }),
  );
  expect(scene.platform.views(place.key)).toHaveLength(12);
  expect(await scene.world.inbox.hasDue(scene.organizationId, place.key)).toEqual({ kind: 'none' });
});

const kinds: [string, string, () => Turn][] = [
  ['a question', 'answer.cited', () => messageTurn({ place: directPlace(`D-${newId()}`) })],
  [
    'a note',
    'note.created',
    () =>
      commandTurn({
        place: directPlace(`D-${newId()}`),
        text: '@Priya Nair steady work',
        platformUserId: platformIdOf('theo'),
      }),
  ],
];

it.each(kinds)(
  '%s gets exactly one reply, at whichever step its worker dies',
  async (_what, view, turnOf) => {
    scene.agent.pieces = ['Ask ', 'first'];
    let deaths = 0;
    for (let diesAt = 1; deaths === diesAt - 1; diesAt += 1) {
      const turn = turnOf();
      await scene.take(turn);
      const life = new Life(diesAt, diesAt % 2 === 0 ? 'before' : 'after');
      await scene.drain(turn, life).catch(() => undefined);
      if (life.dead) deaths += 1;
      await endLeases();
      await scene.drain(turn);
      expect([diesAt, viewsAt(turn)]).toEqual([diesAt, [view]]);
      expect(await scene.world.inbox.hasDue(scene.organizationId, turn.place.key)).toEqual({ kind: 'none' });
    }
    expect(deaths).toBeGreaterThan(12);
    const { rows } = await superuser.query<{ waiting: number }>(
      'SELECT count(*)::int AS waiting FROM inbox_events WHERE payload_sealed IS NOT NULL',
    );
    expect(rows).toEqual([{ waiting: 0 }]);
  },
);
