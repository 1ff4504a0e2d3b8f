import pg from 'pg';
import { newId } from '../../../src/shared/ids.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { seedEveryTable, type SeededTenant } from '../../support/seed-every-table.ts';

/** What the dispatcher may read (docs/decisions/0002-three-database-roles.md): ids, states, due times. */
const dispatcherReads: Readonly<Record<string, readonly string[]>> = {
  organizations: ['id', 'active', 'is_demo'],
  chat_installations: ['id', 'organization_id', 'platform', 'external_id', 'active'],
  conversation_references: ['id', 'organization_id', 'conversation_key', 'updated_at'],
  inbox_events: [
    'id',
    'seq',
    'organization_id',
    'platform',
    'installation_id',
    'event_id',
    'dedupe_key',
    'conversation_key',
    'state',
    'attempts',
    'due_at',
    'created_at',
  ],
  conversation_leases: [
    'conversation_key',
    'organization_id',
    'token',
    'expires_at',
    'created_at',
    'updated_at',
  ],
  documents: ['id', 'organization_id', 'status', 'updated_at', 'retired_at', 'unindexed_at'],
  coaching_sessions: ['id', 'organization_id', 'processing_status', 'meeting_status', 'updated_at'],
  follow_ups: ['id', 'organization_id', 'status', 'due_at', 'updated_at'],
  growth_goals: ['id', 'organization_id', 'user_id', 'status', 'next_check_in_at'],
  connection_suggestions: ['id', 'organization_id', 'requestor_id', 'suggested_id', 'status', 'expires_at'],
  coaching_talks: ['organization_id', 'user_id', 'last_at'],
  import_logs: ['id', 'organization_id', 'status', 'updated_at'],
  coaching_effectiveness: ['id', 'organization_id', 'next_due_on'],
  action_plans: ['id', 'organization_id', 'status', 'start_on', 'approved_at'],
  record_index: ['organization_id', 'wanted_version', 'indexed_version', 'updated_at'],
};
/** The history of migrations: no tenant's data, and no role but the owner may look. */
const withoutTenant = '_prisma_migrations';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
let dispatcher: pg.Client;
let tables: string[];
let mine: SeededTenant;
let theirs: SeededTenant;

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};

beforeAll(async () => {
  database = await createTestDatabase();
  [owner, app, dispatcher] = await Promise.all([
    connect(database.urls.owner),
    connect(database.urls.app),
    connect(database.urls.dispatcher),
  ]);
  const { rows } = await owner.query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        -- A partition shows its rows through its parent alone.
        AND NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = table_name AND relispartition) ORDER BY 1`,
  );
  tables = rows.map(({ table_name }) => table_name).filter((name) => name !== withoutTenant);
  mine = await seedEveryTable(app, 'mine');
  theirs = await seedEveryTable(app, 'theirs');
});
afterAll(async () => {
  await Promise.all([owner, app, dispatcher].map((client) => client.end()));
  await database.drop();
});

/** Runs in a transaction with this scope and takes back whatever was changed. */
async function within<T>(
  scope: { organizationId?: string; userId?: string; conversationKey?: string },
  work: () => Promise<T>,
  client = app,
): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query(
      `SELECT set_config('app.organization_id', $1, true), set_config('app.user_id', $2, true), set_config('app.conversation_key', $3, true)`,
      [scope.organizationId ?? '', scope.userId ?? '', scope.conversationKey ?? ''],
    );
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}

async function countIn(table: string, client = app): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return rows[0]?.count ?? -1;
}

async function nonEmpty(client = app): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables) if ((await countIn(table, client)) > 0) found.push(table);
  return found;
}

it('binds even the owner of every table to row policies', async () => {
  const { rows } = await owner.query<{ relname: string }>(
    `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1`,
  );
  expect(rows.map(({ relname }) => relname)).toEqual([withoutTenant]);
});

it('shows its own rows of every table to a tenant (so that the tests below can fail)', async () => {
  const scope = {
    organizationId: mine.organizationId,
    userId: mine.ownerId,
    conversationKey: mine.sharedKey,
  };
  expect(await within(scope, () => nonEmpty())).toEqual(tables);
});

it('shows nothing of any table without a scope, neither to the app nor to the owner', async () => {
  expect(await within({}, () => nonEmpty())).toEqual([]);
  expect(await within({}, () => nonEmpty(owner), owner)).toEqual([]);
});

it('shows nothing of another tenant, though its people and places are named', async () => {
  for (const table of tables) {
    const column = table === 'organizations' ? 'id' : 'organization_id';
    const scope = {
      organizationId: mine.organizationId,
      userId: theirs.ownerId,
      conversationKey: theirs.sharedKey,
    };
    const foreign = await within(scope, async () => {
      const { rows } = await app.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [
        theirs.organizationId,
      ]);
      return rows.length;
    });
    expect([table, foreign]).toEqual([table, 0]);
  }
});

it('lets a tenant neither change, delete nor plant rows of another', async () => {
  const scope = {
    organizationId: mine.organizationId,
    userId: theirs.ownerId,
    conversationKey: theirs.sharedKey,
  };
  for (const table of tables.filter((name) => name !== 'audit_log')) {
    const column = table === 'organizations' ? 'id' : 'organization_id';
    const changed = await within(scope, async () => {
      const deleted = await app.query(`DELETE FROM ${table} WHERE ${column} = $1`, [theirs.organizationId]);
      const updated = await app.query(`UPDATE ${table} SET created_at = now() WHERE ${column} = $1`, [
        theirs.organizationId,
      ]);
      return [deleted.rowCount, updated.rowCount];
    });
    expect([table, changed]).toEqual([table, [0, 0]]);
  }
  await expect(
    within(scope, () =>
      app.query(
        `INSERT INTO users (organization_id, email, name, role) VALUES ($1, 'x@y.test', 'X', 'ADMIN')`,
        [theirs.organizationId],
      ),
    ),
  ).rejects.toThrow(/row-level security/);
  await expect(
    within(scope, () => app.query('UPDATE quick_notes SET organization_id = $1', [theirs.organizationId])),
  ).rejects.toThrow(/row-level security/);
});

describe('what is private to one person', () => {
  const privateTables = [
    'coaching_conversations',
    'conversation_messages',
    'rag_queries',
    'templates',
    'voice_profiles',
    'coaching_talks',
    'coaching_talk_turns',
    'conversation_archives',
    'profile_fields',
    'profile_edits',
    'profile_questionnaires',
    'growth_goals',
    'growth_steps',
    'growth_notes',
    'own_data_views',
    'connection_requests',
    'connection_suggestions',
  ];
  const seenBy = (userId: string | undefined, conversationKey?: string): Promise<Record<string, number>> =>
    within(
      {
        organizationId: mine.organizationId,
        ...(userId === undefined ? {} : { userId }),
        ...(conversationKey === undefined ? {} : { conversationKey }),
      },
      async () => {
        const counts: Record<string, number> = {};
        for (const table of privateTables) counts[table] = await countIn(table);
        return counts;
      },
    );
  const nothing = Object.fromEntries(privateTables.map((table) => [table, 0]));

  it('is seen by its owner', async () => {
    expect(await seenBy(mine.ownerId)).toEqual(Object.fromEntries(privateTables.map((table) => [table, 1])));
  });

  it('is seen by nobody else of the organisation, the admin included, nor without a person', async () => {
    expect(await seenBy(mine.otherUserId)).toEqual(nothing);
    expect(await seenBy(newId())).toEqual(nothing);
    expect(await seenBy(undefined)).toEqual(nothing);
  });

  it('is not seen through the key of its own conversation', async () => {
    expect(await seenBy(mine.otherUserId, 'slack:mine:D1')).toEqual(nothing);
  });

  it('opens what was said in a shared place only there', async () => {
    const shared = { ...nothing, coaching_conversations: 1, conversation_messages: 1 };
    expect(await seenBy(mine.otherUserId, mine.sharedKey)).toEqual(shared);
    expect(await seenBy(mine.otherUserId, `${mine.sharedKey}x`)).toEqual(nothing);
    expect(await seenBy(mine.otherUserId, theirs.sharedKey)).toEqual(nothing);
  });

  it('cannot be written in somebody else’s name', async () => {
    const scope = { organizationId: mine.organizationId, userId: mine.otherUserId };
    for (const statement of [
      `INSERT INTO coaching_conversations (organization_id, conversation_key, user_id) VALUES ($1, 'k', $2)`,
      `INSERT INTO rag_queries (organization_id, query, duration_ms, mode, user_id) VALUES ($1, 'q', 1, 'hybrid', $2)`,
      `INSERT INTO templates (organization_id, kind, name, content, coach_id) VALUES ($1, 'email', 'x', 'y', $2)`,
      `INSERT INTO voice_profiles (organization_id, coach_id) VALUES ($1, $2)`,
      `INSERT INTO coaching_talks (organization_id, conversation_key, user_id) VALUES ($1, 'k', $2)`,
      `INSERT INTO growth_goals (organization_id, title, user_id) VALUES ($1, 't', $2)`,
      `INSERT INTO profile_fields (organization_id, field, value, visibility, source, user_id) VALUES ($1, 'wellbeing', '1', 'private', 'self', $2)`,
      `INSERT INTO connection_requests (organization_id, words, turn_id, requestor_id) VALUES ($1, 'w', gen_random_uuid(), $2)`,
      `INSERT INTO connection_exclusions (organization_id, other_id, user_id) SELECT $1, id, $2 FROM users WHERE id <> $2 LIMIT 1`,
    ]) {
      await expect(
        within(scope, () => app.query(statement, [mine.organizationId, mine.ownerId])),
      ).rejects.toThrow(/row-level security/);
    }
  });

  it('lets others read a profile’s field that is not private, and a suggestion once they are asked', async () => {
    const scope = { organizationId: mine.organizationId, userId: mine.ownerId };
    const seen = await within(scope, async () => {
      await app.query(`UPDATE profile_fields SET visibility = 'line'`);
      await app.query(`UPDATE connection_suggestions SET asked_at = now()`);
      await app.query(`SELECT set_config('app.user_id', $1, true)`, [mine.otherUserId]);
      return [await countIn('profile_fields'), await countIn('connection_suggestions')];
    });
    expect(seen).toEqual([1, 1]);
  });

  it('hides a local message that is for one person only from the others in the channel', async () => {
    const seen = await within({ organizationId: mine.organizationId, userId: mine.otherUserId }, async () => {
      await app.query(
        `INSERT INTO local_channel_members (channel_id, user_id, organization_id) SELECT id, $1, organization_id FROM local_channels`,
        [mine.otherUserId],
      );
      return [await countIn('local_messages'), await countIn('local_files')];
    });
    expect(seen).toEqual([0, 1]);
  });
});

it('never leaves a scope behind on a connection', async () => {
  await within({ organizationId: mine.organizationId, userId: mine.ownerId }, () => countIn('users'));
  expect(await nonEmpty()).toEqual([]);
});

it('keeps the audit log from being rewritten', async () => {
  const scope = { organizationId: mine.organizationId };
  await expect(within(scope, () => app.query('DELETE FROM audit_log'))).rejects.toThrow(/permission denied/);
  await expect(within(scope, () => app.query(`UPDATE audit_log SET action = 'x'`))).rejects.toThrow(
    /permission denied/,
  );
});

describe('the dispatcher', () => {
  it('reads exactly the columns that hold nobody’s words, of every organisation', async () => {
    const { rows } = await owner.query<{ table_name: string; column_name: string }>(
      `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    const readable: Record<string, string[]> = {};
    for (const { table_name: table, column_name: column } of rows) {
      const result = await dispatcher.query(`SELECT "${column}" FROM "${table}"`).then(
        ({ rowCount }) => rowCount,
        () => undefined,
      );
      if (result === undefined) continue;
      (readable[table] ??= []).push(column);
      expect([table, column, (result ?? 0) >= 2]).toEqual([table, column, true]);
    }
    const sorted = (columns: Readonly<Record<string, readonly string[]>>) =>
      Object.fromEntries(Object.entries(columns).map(([table, names]) => [table, [...names].sort()]));
    expect(sorted(readable)).toEqual(sorted(dispatcherReads));
  });

  it('gets no payload back from the row that it has just written', async () => {
    await expect(
      dispatcher.query(
        `INSERT INTO inbox_events (organization_id, platform, installation_id, event_id, dedupe_key, conversation_key, payload_sealed)
         VALUES ($1, 'slack', 'mine', 'x', 'x', 'x', 'y') RETURNING payload_sealed`,
        [mine.organizationId],
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('neither ends events, nor takes leases, nor deletes anything', async () => {
    for (const statement of [
      `UPDATE inbox_events SET state = 'done'`,
      `UPDATE conversation_leases SET expires_at = now()`,
      `DELETE FROM inbox_events`,
      `DELETE FROM conversation_references`,
      `UPDATE conversation_references SET organization_id = organization_id`,
      `UPDATE coaching_sessions SET processing_status = 'failed'`,
    ]) {
      await expect(dispatcher.query(statement)).rejects.toThrow(/permission denied/);
    }
  });
});
