import { runRetention } from '../../../src/coaching/privacy/run-retention.ts';
import { exportMyData } from '../../../src/coaching/privacy/export-my-data.ts';
import { toActor, type User } from '../../../src/coaching/people/user.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { newId } from '../../../src/shared/ids.ts';
import { findPlanted } from '../../support/planted.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { openPrivacyRig, temporaryLogFolder, type PrivacyRig } from '../../support/privacy-rig.ts';
import { peopledOrganization } from '../../support/world.ts';

const periods = { conversationDays: 730, suggestionDays: 365, eventDays: 90 };
/** The clock stands at 2026-11-20: two years are over for the first, and not for the second. */
const [old, recent] = ['2024-11-19T10:00:00Z', '2024-11-22T10:00:00Z'];

let world: PostgresWorld;
let rig: PrivacyRig;
let log: Awaited<ReturnType<typeof temporaryLogFolder>>;
let organizationId: string;
let priya: User;
let theo: User;

const look = (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  withConnection(
    world.database.superuserUrl,
    async (client) => (await client.query<Record<string, unknown>>(sql, values)).rows,
  );

beforeAll(async () => {
  [world, log] = await Promise.all([openPostgresWorld(), temporaryLogFolder()]);
  const { organizationId: id, people } = await peopledOrganization(world, 'T1');
  [organizationId, priya, theo] = [id, people.priya, people.theo];
  rig = openPrivacyRig(world.database.urls, log.folder);
  await fill();
});
afterAll(async () => {
  await rig.close();
  await world.close();
  await log.remove();
});

/** Everything twice: once old, once not. */
async function fill(): Promise<void> {
  for (const [at, word] of [
    [old, 'oldest'],
    [recent, 'newer'],
  ] as const) {
    for (const [place, shared] of [
      ['slack:T1:D1', false],
      ['slack:T1:C1', true],
    ] as const) {
      const conversation = { organizationId, userId: priya.id, conversationKey: place, shared };
      await world.conversations.append(conversation, {
        role: 'user',
        text: `${word} question`,
        turnId: newId(),
      });
      await look(
        `UPDATE conversation_messages SET created_at = $1 WHERE text = $2 AND conversation_key = $3`,
        at,
        `${word} question`,
        place,
      );
    }
    await look(
      `INSERT INTO rag_queries (organization_id, user_id, query, duration_ms, mode, created_at) VALUES ($1, $2, $3, 1, 'hybrid', $4)`,
      organizationId,
      priya.id,
      `${word} search`,
      at,
    );
    await look(
      `INSERT INTO coaching_talks (organization_id, user_id, conversation_key, state, topic, last_at, created_at)
       VALUES ($1, $2, 'slack:T1:D1', 'closed', $3, $4, $4)`,
      organizationId,
      priya.id,
      `${word} topic`,
      at,
    );
  }
  for (const [at, word] of [
    ['2025-11-19T10:00:00Z', 'oldest'],
    ['2025-11-22T10:00:00Z', 'newer'],
  ]) {
    await look(
      `INSERT INTO connection_requests (organization_id, requestor_id, words, turn_id, created_at) VALUES ($1, $2, $3, gen_random_uuid(), $4)`,
      organizationId,
      priya.id,
      `${word} request`,
      at,
    );
    await look(
      `INSERT INTO connection_suggestions (organization_id, requestor_id, suggested_id, reason_type, reason, expires_at, created_at)
       VALUES ($1, $2, $3, 'expertise_match', $4, now(), $5)`,
      organizationId,
      priya.id,
      theo.id,
      JSON.stringify([{ kind: 'expertise', shown: `${word} reason` }]),
      at,
    );
  }
  for (const [index, at] of ['2026-08-01T10:00:00Z', '2026-11-01T10:00:00Z'].entries()) {
    await look(
      `INSERT INTO inbox_events (organization_id, platform, installation_id, event_id, dedupe_key, conversation_key, state, created_at)
       VALUES ($1, 'slack', 'T1', $2, $2, 'slack:T1:D1', 'done', $3)`,
      organizationId,
      `e${index}`,
      at,
    );
    for (const subject of [null, newId()]) {
      await look(
        `INSERT INTO deliveries (organization_id, platform, installation_id, idempotency_key, conversation_key, view, state, subject_id, created_at)
         VALUES ($1, 'slack', 'T1', $2, 'slack:T1:D1', 'answer', 'sent', $3, $4)`,
        organizationId,
        newId(),
        subject,
        at,
      );
    }
  }
  await world.references.save(organizationId, {
    platform: 'slack',
    installationId: 'T1',
    place: { key: 'slack:T1:C1', kind: 'channel', channelId: 'C1' },
  });
}

const run = (dryRun = false) => runRetention({ ...rig.deps, periods }, organizationId, { dryRun });
const expected = {
  conversation_messages: { archived: 2 },
  coaching_talks: { archived: 1 },
  rag_queries: { deleted: 1 },
  connection_suggestions: { deleted: 1 },
  connection_requests: { deleted: 1 },
  inbox_events: { deleted: 1 },
  deliveries: { deleted: 1 },
};

describe('retention', () => {
  it('as a dry run says what would be done, and writes nothing at all', async () => {
    const before = await findPlanted(world.database.superuserUrl, 'oldest');
    expect(await run(true)).toEqual(expected);
    expect(await findPlanted(world.database.superuserUrl, 'oldest')).toEqual(before);
    expect(await rig.deps.retention.runs(organizationId, 5)).toEqual([]);
  });

  it('archives conversations of two years ago, and deletes suggestions of a year ago and ids of 90 days ago', async () => {
    expect(await run()).toEqual(expected);
    // Archives are sealed.
    expect(await findPlanted(world.database.superuserUrl, 'oldest')).toEqual([]);
    expect(await findPlanted(world.database.superuserUrl, 'newer')).toEqual([
      'coaching_talks',
      'connection_requests',
      'connection_suggestions',
      'conversation_messages',
      'rag_queries',
    ]);
    expect(
      await look(
        'SELECT conversation_key, user_id, month::text, message_count FROM conversation_archives ORDER BY 1, 2, 4',
      ),
    ).toEqual([
      { conversation_key: 'slack:T1:C1', user_id: null, month: '2024-11-01', message_count: 1 },
      { conversation_key: 'slack:T1:D1', user_id: priya.id, month: '2024-11-01', message_count: 1 },
      { conversation_key: 'slack:T1:D1', user_id: priya.id, month: '2024-11-01', message_count: 1 },
    ]);
    expect(await rig.deps.retention.runs(organizationId, 5)).toMatchObject([{ counts: expected }]);
  });

  it('run again changes nothing', async () => {
    expect(await run()).toEqual({});
  });

  it('keeps the ledger of what may be shown anew, such as the card of a session', async () => {
    expect(await look(`SELECT 1 FROM deliveries WHERE created_at < '2026-09-01'`)).toHaveLength(1);
  });

  it('leaves archives to their owner alone, in the owner’s export', async () => {
    const deps = { ...rig.deps, audit: world.audit };
    const own = await exportMyData(deps, { actor: toActor(priya), surface: 'cli' });
    const conversations = own.files.find(({ name }) => name === 'conversations.md')?.text ?? '';
    expect(conversations).toMatch(/2024-11-19 10:00 You:\*\* oldest question/);
    expect(conversations.indexOf('oldest question')).toBeLessThan(conversations.indexOf('newer question'));
    expect(JSON.stringify(own.files)).toContain('oldest topic');
    const others = await exportMyData(deps, { actor: toActor(theo), surface: 'cli' });
    expect(JSON.stringify(others.files)).not.toMatch(/oldest|newer/);
  });
});
