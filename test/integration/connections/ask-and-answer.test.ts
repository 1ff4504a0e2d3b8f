import { acceptConnection, declineConnection } from '../../../src/coaching/connections/answer-request.ts';
import { askPerson } from '../../../src/coaching/connections/ask-person.ts';
import { changeConnectionSettings } from '../../../src/coaching/connections/change-settings.ts';
import type { Actor } from '../../../src/coaching/people/user.ts';
import type { Scope } from '../../../src/data/database.ts';
import { openDispatcher } from '../../../src/data/dispatcher.ts';
import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { createDeliverer } from '../../../src/turns/deliverer.ts';
import {
  createConnectionPoster,
  type ConnectionPoster,
} from '../../../src/turns/connections/connection-poster.ts';
import { createChatAddresses } from '../../../src/data/people/chat-addresses.ts';
import { createExpireConnectionsHandler } from '../../../src/workers/jobs/expire-connections.handler.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { openConnectionScene, type ConnectionScene } from '../../support/connection-scene.ts';
import { FakeChatPlatform, unavailable } from '../../support/fakes/chat-platform.ts';

const dayMs = 24 * 3_600_000;
const never = new AbortController().signal;
const privateWords = 'who could help me with refunds, my manager is furious';

let scene: ConnectionScene;
let pool: ScopedPool;
let platform: FakeChatPlatform;
let poster: ConnectionPoster;
beforeAll(async () => {
  scene = await openConnectionScene();
  pool = openScopedPool(scene.world.database.urls.app, { max: 4 });
  platform = new FakeChatPlatform({ clock: scene.clock });
  poster = createConnectionPoster({
    ...scene.deps,
    platforms: new Map([['slack', platform]]),
    addresses: createChatAddresses(pool),
    deliverer: createDeliverer({ deliveries: scene.world.deliveries, logger: silentLogger }),
  });
  await scene.world.organizations.bindInstallation(scene.organizationId, 'slack', 'T1');
});
afterAll(async () => {
  await pool.close();
  await scene.close();
});

let count = 0;
/** Two of a company of their own, of whom one asked the other. */
async function asked(): Promise<{ sam: Actor; bo: Actor; id: string }> {
  count += 1;
  const company = `Company ${count}`;
  const sam = await scene.person('Sam', { company });
  const bo = await scene.person('Bo', { company, expertise: ['Refunds'] });
  for (const { id } of [sam, bo])
    await scene.world.identities.save(scene.organizationId, 'slack', 'T1', `U-${id}`, id);
  const result = await scene.suggest(sam, privateWords);
  const id = result.kind === 'suggested' ? result.people[0]?.suggestion.id : undefined;
  if (id === undefined) throw new Error(result.kind);
  await askPerson(scene.deps, sam, { id, message: 'Hello Bo' });
  return { sam, bo, id };
}
const heard = ({ id }: Actor): string[] => platform.views(`slack:T1:dm-U-${id}`);
const countsOf = async ({ id: userId, organizationId }: Actor) => {
  const { rows } = await pool.runInScope(
    { organizationId },
    {
      text: 'SELECT connected_count c, declined_count d, expired_count e FROM connection_settings WHERE user_id = $1',
      values: [userId],
    },
  );
  return rows[0] as unknown;
};

it('two workers answering yes at once introduce once, and count once', async () => {
  const { sam, bo, id } = await asked();
  const answers = await Promise.all(
    [1, 2, 3].map(() => acceptConnection(scene.deps, bo, { id, isRetry: false })),
  );
  expect(answers.filter(({ introduce }) => introduce)).toHaveLength(1);
  expect(await countsOf(bo)).toEqual({ c: 1, d: 0, e: 0 });
  // The fake platform opens no group: each is told how to reach the other.
  const target = await platform.directPlace('T1', `U-${bo.id}`);
  if (target === undefined) throw new Error('no direct message');
  for (const { suggestion } of answers) await poster.introduce(suggestion, { platform, target });
  expect([heard(sam), heard(bo)]).toEqual([['connection.link'], ['connection.link']]);
  const again = await acceptConnection(scene.deps, bo, { id, isRetry: true });
  expect(again).toMatchObject({ introduce: false, suggestion: { status: 'connected' } });
});

it('a press that died before it introduced is taken up by its retry, or by a later press', async () => {
  const { bo, id } = await asked();
  expect((await acceptConnection(scene.deps, bo, { id, isRetry: false })).introduce).toBe(true);
  expect((await acceptConnection(scene.deps, bo, { id, isRetry: true })).introduce).toBe(true);
  scene.clock.advance(200_000);
  expect((await acceptConnection(scene.deps, bo, { id, isRetry: false })).introduce).toBe(true);
});

it('only the one who was asked answers, once, in time, and while both take part', async () => {
  const gone = { code: 'CONNECT_001' };
  const { sam, bo, id } = await asked();
  const stranger = await scene.person('Stranger', {});
  for (const who of [sam, stranger]) {
    await expect(acceptConnection(scene.deps, who, { id, isRetry: false })).rejects.toMatchObject(gone);
    await expect(declineConnection(scene.deps, who, { id })).rejects.toMatchObject(gone);
  }
  await declineConnection(scene.deps, bo, { id });
  await declineConnection(scene.deps, bo, { id });
  expect(await countsOf(bo)).toEqual({ c: 0, d: 1, e: 0 });
  await expect(acceptConnection(scene.deps, bo, { id, isRetry: false })).rejects.toMatchObject(gone);

  const left = await asked();
  await changeConnectionSettings(scene.deps, left.sam, { optedIn: false });
  await expect(acceptConnection(scene.deps, left.bo, { id: left.id, isRetry: false })).rejects.toMatchObject(
    gone,
  );

  const late = await asked();
  scene.clock.advance(8 * dayMs);
  await expect(acceptConnection(scene.deps, late.bo, { id: late.id, isRetry: false })).rejects.toMatchObject(
    gone,
  );
});

it('no answer within a week expires, run twice and through an outage; the asker hears it once, as after a no', async () => {
  const { sam, bo, id } = await asked();
  const declined = await asked();
  await declineConnection(scene.deps, declined.bo, { id: declined.id });
  const closed = (who: Actor, which: string) =>
    poster.tellClosed({ organizationId: scene.organizationId, userId: who.id }, which);
  await closed(declined.sam, declined.id);
  // Nothing is over yet.
  await closed(sam, id);
  expect(heard(sam)).toEqual([]);

  scene.clock.advance(8 * dayMs);
  await withConnection(scene.world.database.superuserUrl, (client) =>
    client.query("UPDATE connection_suggestions SET expires_at = now() - interval '1 day' WHERE id = $1", [
      id,
    ]),
  );
  const dispatcher = openDispatcher(scene.world.database.urls.dispatcher, scene.world.box);
  const enqueued: unknown[] = [];
  const handler = createExpireConnectionsHandler({
    ...scene.deps,
    queue: {
      enqueue: (_name, payload) => {
        enqueued.push(payload);
        return Promise.resolve();
      },
    },
    dueConnections: (limit) => dispatcher.dueConnections(limit),
    tellClosed: (viewer, which) => poster.tellClosed(viewer, which),
  });
  await handler({}, never);
  const due = { organizationId: scene.organizationId, requestorId: sam.id, suggestionId: id };
  expect(enqueued).toContainEqual(due);
  platform.failNext({ call: 'post', when: 'before', error: unavailable() });
  await expect(handler(due, never)).rejects.toMatchObject({ code: 'PLATFORM_UNAVAILABLE' });
  // Still due: the next sweep finds it again.
  await handler({}, never);
  expect(enqueued.filter((one) => JSON.stringify(one) === JSON.stringify(due))).toHaveLength(2);
  await Promise.all([handler(due, never), handler(due, never)]);
  await handler(due, never);
  expect(heard(sam)).toEqual(['connection.closed']);
  expect(await countsOf(bo)).toEqual({ c: 0, d: 0, e: 1 });
  const textOf = (who: Actor) =>
    JSON.stringify(platform.seen(`slack:T1:dm-U-${who.id}`)[0]?.message?.blocks[0]);
  expect(textOf(sam)).toBe(textOf(declined.sam));
  await dispatcher.close();
});

it('raw SQL in others’ scopes shows neither what was looked for, nor a suggestion before it was asked', async () => {
  const { sam, bo, id } = await asked();
  const company = `Company ${count}`;
  const kim = await scene.person('Kim', { company, expertise: ['Refunds'] });
  const ida = await scene.person('Ida', { company });
  const unasked = await scene.suggest(ida, privateWords);
  const unaskedId = unasked.kind === 'suggested' ? unasked.people[0]?.suggestion.id : '';
  const { organizationId } = scene;
  const rows = async (scope: Scope, sql: string) => (await pool.runInScope(scope, { text: sql })).rows;
  const scopes = [bo, kim, undefined].map((who) =>
    who === undefined ? { organizationId } : { organizationId, userId: who.id },
  );
  for (const scope of scopes) {
    expect(await rows(scope, 'SELECT * FROM connection_requests')).toEqual([]);
    expect(await rows(scope, `SELECT * FROM connection_suggestions WHERE id = '${unaskedId ?? ''}'`)).toEqual(
      [],
    );
  }
  expect(
    await rows(
      { organizationId, userId: bo.id },
      `SELECT message FROM connection_suggestions WHERE id = '${id}'`,
    ),
  ).toEqual([{ message: 'Hello Bo' }]);
  expect(
    await rows({ organizationId, userId: kim.id }, `SELECT * FROM connection_suggestions WHERE id = '${id}'`),
  ).toEqual([]);
  expect(await rows({ organizationId, userId: sam.id }, 'SELECT words FROM connection_requests')).toEqual([
    { words: privateWords },
  ]);
  // What the sweep's role reads holds no words.
  await withConnection(scene.world.database.urls.dispatcher, async (client) => {
    await expect(client.query('SELECT message FROM connection_suggestions')).rejects.toThrow(
      /permission denied/,
    );
  });
});
