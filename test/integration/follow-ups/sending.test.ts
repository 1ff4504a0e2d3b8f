import { scheduleFollowUp } from '../../../src/coaching/follow-ups/schedule-follow-up.ts';
import { sendFollowUp, type SendFollowUpDeps } from '../../../src/coaching/follow-ups/send-follow-up.ts';
import { openDatabase } from '../../../src/data/database.ts';
import { createFollowUpRepository } from '../../../src/data/follow-ups/follow-up-repository.ts';
import { createMailPace } from '../../../src/data/follow-ups/mail-pace.ts';
import { openScopedPool } from '../../../src/data/scoped-pool.ts';
import { createSessionRepository } from '../../../src/data/sessions/session-repository.ts';
import { createSummaryRepository } from '../../../src/data/sessions/summary-repository.ts';
import { createSmtpTransport } from '../../../src/mail/smtp-transport.ts';
import { createClientRepository } from '../../../src/data/client-repository.ts';
import { createFollowUpScene, type FollowUpScene } from '../../support/follow-up-scene.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { Life } from '../../support/fakes/mortal.ts';
import { startMailServer, type MailServer } from '../../support/mail/mail-server.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';

const minuteMs = 60_000;
const running = new AbortController().signal;

let world: PostgresWorld;
let database: ReturnType<typeof openDatabase>;
let pool: ReturnType<typeof openScopedPool>;
let clock: ManualClock;
let smtp: MailServer;
let scene: FollowUpScene;

beforeAll(async () => {
  world = await openPostgresWorld();
  database = openDatabase(world.database.urls.app, { max: 4 });
  pool = openScopedPool(world.database.urls.app, { max: 8 });
  clock = new ManualClock();
  smtp = await startMailServer();
  scene = await createFollowUpScene({
    store: {
      ...world,
      sessions: createSessionRepository(database, pool),
      summaries: createSummaryRepository(database),
      followUps: createFollowUpRepository(database),
      clients: createClientRepository(database),
      clock,
    },
  });
});
afterAll(async () => {
  await smtp.close();
  await Promise.all([database.close(), pool.close()]);
  await world.close();
});
beforeEach(() => {
  smtp.received.length = 0;
});

const transport = () =>
  createSmtpTransport({ server: smtp.server, from: 'coaching@coach.example', answerTimeoutMs: 300 });

/** What one worker is made of; with a life, of ports that die with it. */
function worker(life = new Life(Infinity, 'after')): SendFollowUpDeps {
  return {
    followUps: life.hold(scene.followUps),
    summaries: life.hold(scene.summaries),
    users: life.hold(scene.users),
    clients: scene.clients,
    audit: life.hold(scene.audit),
    pace: life.hold({ nextSlot: () => Promise.resolve(clock.now()) }),
    mail: life.hold(transport()),
    waitUntil: () => Promise.resolve(),
    clock,
    logger: scene.logger,
  };
}

async function due(): Promise<string> {
  const { id } = await scene.draft();
  const deps = { ...scene, mail: { domain: 'coach.example' } };
  await scheduleFollowUp(deps, { actor: scene.as('cleo'), id, at: 'now', surface: 'test' });
  return id;
}
const send = (id: string, deps = worker()) =>
  sendFollowUp(deps, { organizationId: scene.organizationId, id, signal: running });
const now = (id: string) => scene.followUps.find(scene.organizationId, id);

it('sends a mail that is due, once, however often and by however many it is tried', async () => {
  const id = await due();
  const all = await Promise.all([send(id), send(id), send(id)]);
  expect(all.filter((one) => one?.status === 'sent')).toHaveLength(1);
  expect(await send(id)).toBeUndefined();
  expect(smtp.received).toHaveLength(1);
  expect(smtp.received[0]).toMatchObject({ to: ['priya@example.test'], messageId: `<${id}@coach.example>` });
  expect(await now(id)).toMatchObject({ status: 'sent', sentTo: 'priya@example.test' });
  const audited = (await world.audited(scene.organizationId)).filter(({ subjectId }) => subjectId === id);
  expect(audited.map(({ action }) => action)).toEqual(['follow_up.schedule', 'follow_up.sent']);
});

it('waits longer from try to try, says why, and gives up after eight', async () => {
  const id = await due();
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    smtp.next('rcpt', { answer: 451 });
    const tried = await send(id);
    if (tried?.dueAt === undefined) break;
    expect(tried).toMatchObject({ status: 'scheduled', failure: expect.stringContaining('later') as string });
    waits.push((tried.dueAt.getTime() - clock.now().getTime()) / minuteMs);
    expect(await send(id)).toBeUndefined();
    clock.advance(tried.dueAt.getTime() - clock.now().getTime());
  }
  expect(waits).toEqual([1, 5, 15, 60, 60, 60, 60]);
  expect(await now(id)).toMatchObject({
    status: 'failed',
    failure: expect.stringContaining('8 times') as string,
  });
  expect(smtp.received).toEqual([]);
});

it('keeps the same Message-ID from the first try to the one that arrives', async () => {
  const id = await due();
  smtp.next('end', { answer: 451 });
  await send(id);
  clock.advance(minuteMs);
  await send(id);
  expect(smtp.received.map(({ messageId }) => messageId)).toEqual([`<${id}@coach.example>`]);
});

it('fails at once where the address does not exist', async () => {
  const id = await due();
  smtp.next('rcpt', { answer: 550 });
  expect(await send(id)).toMatchObject({
    status: 'failed',
    failure: expect.stringContaining('address') as string,
  });
});

it.each(['hang up', 'silence'] as const)(
  'asks a person where the server meets the last byte with: %s',
  async (conduct) => {
    const id = await due();
    smtp.next('end', conduct, { taken: true });
    expect(await send(id)).toMatchObject({ status: 'unconfirmed' });
    clock.advance(24 * 60 * minuteMs);
    expect(await send(id)).toBeUndefined();
    expect(smtp.received).toHaveLength(1);
  },
);

it('does not send what was scheduled from a summary that is open again, or by somebody who left', async () => {
  const id = await due();
  const deps = worker();
  const reopened = {
    ...deps,
    summaries: {
      find: async (organization: string, summary: string) => {
        const found = await scene.summaries.find(organization, summary);
        return found && { ...found, state: 'draft' as const };
      },
    },
  };
  expect(await send(id, reopened)).toMatchObject({
    status: 'failed',
    failure: expect.stringContaining('opened again') as string,
  });
  const other = await due();
  const left = { ...deps, users: { ...scene.users, findById: () => Promise.resolve(undefined) } };
  expect(await send(other, left)).toMatchObject({ status: 'failed' });
  expect(smtp.received).toEqual([]);
});

it('leaves what is due where no mail server is configured', async () => {
  const id = await due();
  const without = worker();
  delete without.mail;
  expect(await send(id, without)).toBeUndefined();
  expect(await now(id)).toMatchObject({ status: 'scheduled' });
});

describe('a worker that is killed', () => {
  // More than a try has calls: the last lives survive.
  const moments = Array.from({ length: 11 }, (_, index) => index + 1).flatMap((call) =>
    (['before', 'after'] as const).map((when) => ({ call, when })),
  );

  it('at any step leaves one mail or a question, never two mails, and never a lost one', async () => {
    const ends = new Map<string, number>();
    for (const { call, when } of moments) {
      smtp.received.length = 0;
      const id = await due();
      const life = new Life(call, when);
      await send(id, worker(life)).catch(() => undefined);
      // Its successors: at once, and when the dead one is given up.
      await send(id);
      clock.advance(6 * minuteMs);
      await send(id);
      clock.advance(6 * minuteMs);
      await send(id);
      const end = await now(id);
      const mails = smtp.received.length;
      expect({ call, when, mails: mails <= 1 }).toEqual({ call, when, mails: true });
      expect(['sent', 'unconfirmed']).toContain(end?.status);
      if (end?.status === 'sent') expect({ call, when, mails }).toEqual({ call, when, mails: 1 });
      const kind = `${end?.status ?? ''}, ${mails} mails`;
      ends.set(kind, (ends.get(kind) ?? 0) + 1);
    }
    // All three were seen: the campaign did kill before, during and after the handing over.
    expect([...ends.keys()].sort()).toEqual([
      'sent, 1 mails',
      'unconfirmed, 0 mails',
      'unconfirmed, 1 mails',
    ]);
  });
});

describe('the pace', () => {
  it('hands out at most 14 slots in any second, to all workers and organisations together', async () => {
    const other = openScopedPool(world.database.urls.app, { max: 8 });
    const mine = createMailPace(pool);
    const theirs = createMailPace(other);
    const { id: another } = await world.organizations.create({ name: 'Another' });
    const slots = await Promise.all(
      Array.from({ length: 30 }, () => [
        mine.nextSlot(scene.organizationId),
        theirs.nextSlot(another),
      ]).flat(),
    );
    await other.close();
    const times = slots.map((slot) => slot.getTime()).sort((a, b) => a - b);
    expect(times).toHaveLength(60);
    const most = Math.max(
      ...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length),
    );
    expect(most).toBeLessThanOrEqual(14);
    // And hardly fewer: a backlog does not dawdle.
    expect(most).toBeGreaterThanOrEqual(13);
  });
});
