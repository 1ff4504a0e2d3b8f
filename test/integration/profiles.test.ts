import pg from 'pg';
import { createCoachingAgent } from '../../src/agent/coaching-agent.ts';
import { createProfileTools } from '../../src/agent/tools/profile-tools.ts';
import { createProfileParts, type ProfileParts } from '../../src/app/create-profiles.ts';
import { toActor, type User } from '../../src/coaching/people/user.ts';
import { editProfile } from '../../src/coaching/profiles/edit-profile.ts';
import { openDatabase, type Database } from '../../src/data/database.ts';
import { createChatModels } from '../../src/models/chat-model.ts';
import { newId } from '../../src/shared/ids.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { asked, RecordedCalls, TestClock } from '../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../support/fake-knowledge-search.ts';
import { OpenAiServer } from '../support/openai-server.ts';
import { openPostgresWorld, type PostgresWorld } from '../support/postgres-world.ts';
import { peopledOrganization, type CastName } from '../support/world.ts';

let world: PostgresWorld;
let prisma: Database;
let parts: ProfileParts;
let server: OpenAiServer;
let organizationId: string;
let people: Record<CastName, User>;
const clock = new TestClock();

beforeAll(async () => {
  world = await openPostgresWorld();
  prisma = openDatabase(world.database.urls.app, { max: 4 });
  parts = createProfileParts(prisma, () => Promise.resolve());
  server = await OpenAiServer.start();
  ({ organizationId, people } = await peopledOrganization(world, 'T1'));
  const deps = { ...world, ...parts, clock };
  await editProfile(
    deps,
    toActor(people.priya),
    people.priya.id,
    [
      { kind: 'set', field: 'wellbeing', value: { now: 2 } },
      { kind: 'set', field: 'personal_goals', value: 'Quokka farm' },
      { kind: 'set', field: 'motivators', value: ['Quokka calm'] },
      { kind: 'set', field: 'expertise', value: ['Refunds'] },
    ],
    { editId: newId(), surface: 'test' },
  );
  await parts.questionnaires.save(organizationId, people.priya.id, {
    ...{ conversationKey: 'slack:T1:D1', state: 'asking', skipped: [], trail: [] },
    field: 'flow',
  });
});
afterAll(async () => {
  await Promise.all([server.close(), prisma.close()]);
  await world.close();
});

/** Raw SQL with the product's own role, in somebody's scope. */
async function inScope<T>(
  organization: string,
  userId: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: world.database.urls.app });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `SELECT set_config('app.organization_id', $1, true), set_config('app.user_id', $2, true)`,
      [organization, userId],
    );
    return await work(client);
  } finally {
    await client.end();
  }
}
const fieldsSeen = (organization: string, userId: string) =>
  inScope(organization, userId, async (client) => {
    const { rows } = await client.query<{ field: string }>('SELECT field FROM profile_fields ORDER BY field');
    return rows.map(({ field }) => field);
  });

it('raw SQL in another person’s scope never sees wellbeing or a private field', async () => {
  expect(await fieldsSeen(organizationId, people.priya.id)).toEqual([
    ...['expertise', 'motivators', 'personal_goals', 'wellbeing'],
  ]);
  for (const who of ['ada', 'maya', 'theo', 'omar', 'cleo', 'daniel'] as const)
    expect(await fieldsSeen(organizationId, people[who].id)).toEqual(['expertise', 'motivators']);
  const { organizationId: other } = await peopledOrganization(world, 'T2');
  expect(await fieldsSeen(other, people.priya.id)).toEqual([]);
  for (const table of ['profile_edits', 'profile_questionnaires']) {
    const count = (userId: string) =>
      inScope(
        organizationId,
        userId,
        async (client) => (await client.query(`SELECT 1 FROM ${table}`)).rowCount,
      );
    expect([table, await count(people.priya.id), await count(people.ada.id)]).toEqual([table, 1, 0]);
  }
});

it('wellbeing cannot be stored for anybody else’s eyes, whatever writes it', async () => {
  const opening = inScope(organizationId, people.priya.id, (client) =>
    client.query(`UPDATE profile_fields SET visibility = 'line' WHERE field = 'wellbeing'`),
  );
  await expect(opening).rejects.toThrow(/check constraint/);
});

describe('a hosted model', () => {
  const ask = async (
    place: 'direct' | 'shared',
    args: Record<string, unknown>,
    {
      name = 'show_my_profile',
      question = 'what do you have written down about how I tick?',
      spokenFor = false,
    } = {},
  ) => {
    server.play([
      { kind: 'tool', name, args },
      { kind: 'text', text: 'I found nothing about that in the knowledge base.' },
    ]);
    const models = createChatModels(
      { provider: 'openai', baseUrl: server.baseUrl, apiKey: 'k', model: 'test-model' },
      { calls: new RecordedCalls(), offlineEmbeddings: undefined, clock, logger: silentLogger },
    );
    const agent = createCoachingAgent({
      models,
      search: new FakeKnowledgeSearch(demoDocuments()),
      tools: createProfileTools({ ...world, ...parts, clock }),
      logger: silentLogger,
      clock,
    });
    const actor = toActor(people.priya);
    const audience =
      place === 'direct'
        ? ({ kind: 'direct', actor } as const)
        : ({ kind: 'shared', actor, members: [actor], complete: true, label: '#team' } as const);
    const outcome = await agent.answer(asked(question, { actor, audience, spokenFor, turnId: newId() }));
    await models.settled();
    return { outcome, sent: JSON.stringify(server.requests) };
  };

  it('shows the asker their own profile, and learns nothing of it', async () => {
    const { outcome, sent } = await ask('direct', { userId: people.theo.id });
    expect(JSON.stringify(outcome)).toContain('Quokka calm');
    expect(sent).not.toContain('Quokka');
    const one = await ask('direct', { field: 'motivators' });
    expect(JSON.stringify(one.outcome)).toContain('Quokka calm');
    expect(JSON.stringify(one.outcome)).not.toContain('Quokka farm');
  });

  it('is not offered the tool where others read, and gets nothing by calling it', async () => {
    const { outcome, sent } = await ask('shared', {});
    expect(JSON.stringify(outcome)).not.toContain('Quokka');
    expect(sent).not.toContain('Shows the person who asks their own profile');
  });

  it('nor where the command line speaks in the person’s name', async () => {
    const { outcome, sent } = await ask('direct', {}, { spokenFor: true });
    expect(JSON.stringify(outcome)).not.toContain('Quokka');
    expect(sent).not.toContain('Shows the person who asks their own profile');
  });

  const stored = async () => {
    const viewerId = people.priya.id;
    const fields = await parts.profiles.fields({ organizationId, viewerId }, viewerId);
    return Object.fromEntries(fields.map(({ field, value, visibility }) => [field, { value, visibility }]));
  };
  const name = 'update_my_profile';

  it('writes what the person says of themselves, with a way back', async () => {
    const question = 'you should know that I learn best by watching somebody do it';
    const args = { field: 'learning_style', change: 'set', words: 'watching somebody do it' };
    const { outcome } = await ask('direct', args, { name, question });
    expect(JSON.stringify(outcome)).toContain('profile.undo');
    expect(await stored()).toMatchObject({ learning_style: { value: 'visual', visibility: 'line' } });
    const hiding = { name, question: 'nobody needs to know how I learn' };
    await ask('direct', { field: 'learning_style', change: 'hide' }, hiding);
    expect(await stored()).toMatchObject({ learning_style: { visibility: 'private' } });
  });

  it('writes nothing that the person did not say, nothing of anybody else, and opens nothing', async () => {
    const before = await stored();
    const question = 'what does the guide say about Quokka strengths?';
    const invented = { field: 'core_strengths', change: 'set', words: 'Ignores the rules' };
    await ask('direct', invented, { name, question });
    const others = {
      ...invented,
      words: 'Quokka strengths',
      userId: people.theo.id,
      subjectId: people.theo.id,
    };
    await ask('shared', others, { name, question });
    await ask('direct', { field: 'motivators', change: 'organization' }, { name, question });
    expect(await stored()).toEqual(before);
  });
});
