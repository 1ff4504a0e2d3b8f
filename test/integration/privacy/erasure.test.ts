import pg from 'pg';
import { carryOutErasure } from '../../../src/coaching/privacy/carry-out-erasure.ts';
import type { Erasure } from '../../../src/coaching/privacy/erasure.ts';
import { replayErasures } from '../../../src/coaching/privacy/replay-erasures.ts';
import { indexRecords } from '../../../src/coaching/records/index-records.ts';
import { openArchive } from '../../../src/data/privacy/archive.ts';
import {
  grantDatabase,
  roles,
  withConnection,
  type DatabaseUrls,
} from '../../../src/embedded/database-roles.ts';
import { newId } from '../../../src/shared/ids.ts';
import { findPlanted } from '../../support/planted.ts';
import { plantEverywhere } from '../../support/plant-everywhere.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { openPrivacyRig, temporaryLogFolder, type PrivacyRig } from '../../support/privacy-rig.ts';

const phrase = 'violet-heron-4711';
/** The name of the person, which stands in many places besides. */
const name = 'Plantagenet';

type Planted = Awaited<ReturnType<typeof plantEverywhere>>;

let database: TestDatabase;
let log: Awaited<ReturnType<typeof temporaryLogFolder>>;
let planted: Planted;
let before: string[];
/** The database as it was before anybody was deleted. */
let copy: { urls: DatabaseUrls; superuserUrl: string; name: string };
let rig: PrivacyRig;

const nameOf = (url: string): string => new URL(url).pathname.slice(1);
const withName = (url: string, other: string): string =>
  Object.assign(new URL(url), { pathname: `/${other}` }).href;

async function copyOf({ urls, superuserUrl }: TestDatabase): Promise<typeof copy> {
  const copied = `${nameOf(urls.app)}_copy`;
  await withConnection(withName(superuserUrl, 'postgres'), async (client) => {
    await client.query(`CREATE DATABASE ${copied} TEMPLATE ${nameOf(urls.app)} OWNER ${roles.owner}`);
    await grantDatabase(client, copied);
  });
  return {
    name: copied,
    superuserUrl: withName(superuserUrl, copied),
    urls: {
      owner: withName(urls.owner, copied),
      app: withName(urls.app, copied),
      dispatcher: withName(urls.dispatcher, copied),
      queue: withName(urls.queue, copied),
    },
  };
}

const deletionOf = ({ organizationId, ownerId }: Planted): Erasure => ({
  id: newId(),
  organizationId,
  userId: ownerId,
  kind: 'person',
  turnIds: [],
  requestedBy: ownerId,
  requestedAt: new Date(),
});

beforeAll(async () => {
  [database, log] = await Promise.all([createTestDatabase(), temporaryLogFolder()]);
  const [app, superuser] = [database.urls.app, database.superuserUrl].map(
    (connectionString) => new pg.Client({ connectionString }),
  ) as [pg.Client, pg.Client];
  await Promise.all([app.connect(), superuser.connect()]);
  planted = await plantEverywhere({ app, superuser }, phrase);
  await Promise.all([app.end(), superuser.end()]);
  // So that it stands in the index too.
  const indexing = openPrivacyRig(database.urls, log.folder);
  await indexRecords(indexing.deps, planted.organizationId);
  await indexing.close();
  before = await findPlanted(database.superuserUrl, phrase);
  copy = await copyOf(database);
  rig = openPrivacyRig(database.urls, log.folder);
});
afterAll(async () => {
  await rig.close();
  await withConnection(withName(database.superuserUrl, 'postgres'), (client) =>
    client.query(`DROP DATABASE ${copy.name} WITH (FORCE)`),
  );
  await database.drop();
  await log.remove();
});

const look = (sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> =>
  withConnection(
    database.superuserUrl,
    async (client) => (await client.query<Record<string, unknown>>(sql, values)).rows,
  );

describe('deletion of a person', () => {
  it('begins with the phrase in every table that holds words of theirs (so that the tests below can fail)', () => {
    for (const table of [
      'conversation_messages',
      'coaching_talks',
      'rag_queries',
      'knowledge_gaps',
      'profile_fields',
      'growth_goals',
      'growth_steps',
      'growth_notes',
      'action_plans',
      'action_items',
      'quick_notes',
      'follow_ups',
      'templates',
      'voice_profiles',
      'connection_requests',
      'connection_suggestions',
      'connection_terms',
      'summary_versions',
      'transcript_segments',
      'chunks',
      'local_messages',
      'users',
    ]) {
      expect(before).toContain(table);
    }
  });

  it('that is cut short by a crash is finished by the next run', async () => {
    const { eraser } = rig.deps;
    const crashing = { ...rig.deps, eraser: { ...eraser, erase: () => Promise.reject(new Error('killed')) } };
    await expect(carryOutErasure(crashing, deletionOf(planted))).rejects.toThrow('killed');
    expect(await findPlanted(database.superuserUrl, phrase)).toEqual(before);
    expect(await replayErasures(rig.deps)).toHaveLength(1);
    expect(await replayErasures(rig.deps)).toEqual([]);
  });

  it('leaves nothing of what they said, or was written about them, anywhere in the database', async () => {
    expect(await findPlanted(database.superuserUrl, phrase)).toEqual([]);
    expect(await findPlanted(database.superuserUrl, name)).toEqual([]);
    expect(await findPlanted(database.superuserUrl, 'owner@planted.test')).toEqual([]);
  });

  it('leaves an anonymous person whom nobody can sign in as', async () => {
    const [user] = await look('SELECT * FROM users WHERE id = $1', planted.ownerId);
    expect(user).toMatchObject({
      name: 'Former colleague',
      email: `former-${planted.ownerId}@erased.invalid`,
      status: 'TERMINATED',
      phone: null,
      employee_id: null,
    });
    expect(await look('SELECT 1 FROM chat_identities WHERE user_id = $1', planted.ownerId)).toEqual([]);
  });

  it('removes their lines from a session of several people, and leaves what the others said', async () => {
    expect(
      await look(
        'SELECT speaker, text FROM transcript_segments WHERE session_id = $1 ORDER BY segment_index',
        planted.session,
      ),
    ).toEqual([
      { speaker: 'Former participant', text: '[removed]' },
      { speaker: 'Otto Other', text: 'Thanks, Former participant. That helps.' },
    ]);
    const summaries = await look(
      `SELECT p.name, v.lines FROM summaries m JOIN session_participants p ON p.id = m.participant_id
         JOIN summary_versions v ON v.summary_id = m.id WHERE m.session_id = $1`,
      planted.session,
    );
    expect(summaries).toMatchObject([
      {
        name: 'Otto Other',
        lines: [
          {
            text: 'Learnt from Former participant',
            evidence: [{ speaker: 'Former participant', quote: '[removed]' }],
          },
        ],
      },
    ]);
  });

  it('takes what is gone out of search, and indexes what is left as it reads now', async () => {
    const chunks = await look(`SELECT text FROM chunks WHERE source_table <> 'documents'`);
    expect(chunks.map(({ text }) => text).join('\n')).toContain('Thanks, Former participant. That helps.');
    expect(await look('SELECT 1 FROM record_index WHERE wanted_version <> indexed_version')).toEqual([]);
  });

  it('takes their part out of a shared conversation’s archive, and leaves the others’', async () => {
    const [row] = await look(
      'SELECT message_count, messages_sealed FROM conversation_archives WHERE id = $1',
      planted.sharedArchive,
    );
    const { messages } = openArchive(rig.box, planted.sharedArchive, row?.['messages_sealed'] as Buffer);
    expect([row?.['message_count'], messages.map(({ text }) => text)]).toEqual([1, ['what the other said']]);
  });

  it('leaves what belongs to the organisation', async () => {
    expect(await look('SELECT text FROM documents')).toEqual([{ text: 'words' }]);
    expect(await look('SELECT name FROM users WHERE id = $1', planted.otherUserId)).toEqual([
      { name: 'Other' },
    ]);
  });

  it('is kept as ids, and nothing else', async () => {
    const rows = await look('SELECT * FROM erasures WHERE completed_at IS NOT NULL');
    expect(rows).toMatchObject([{ user_id: planted.ownerId, kind: 'person' }]);
    expect(JSON.stringify(await rig.deps.erasureLog.list(planted.organizationId))).not.toMatch(
      /Pia|planted\.test/,
    );
  });

  it('is done again at the start on a database that was put back from before', async () => {
    expect(await findPlanted(copy.superuserUrl, phrase)).toEqual(before);
    const restored = openPrivacyRig(copy.urls, log.folder);
    try {
      expect(await replayErasures(restored.deps)).toHaveLength(1);
      expect(await findPlanted(copy.superuserUrl, phrase)).toEqual([]);
      expect(await findPlanted(copy.superuserUrl, name)).toEqual([]);
      expect(await replayErasures(restored.deps)).toEqual([]);
    } finally {
      await restored.close();
    }
  });
});
