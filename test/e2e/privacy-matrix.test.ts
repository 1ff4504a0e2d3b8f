import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { jest } from '@jest/globals';
import { assemble, type System } from '../../src/app/assemble.ts';
import { openCore, type Core } from '../../src/app/open-core.ts';
import { seedDemoOrganization } from '../../src/app/seed-demo.ts';
import { actionIds } from '../../src/messages/action-ids.ts';
import { newId } from '../../src/shared/ids.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { ChatPlatform } from '../../src/turns/chat-platform.ts';
import { handleTurn } from '../../src/turns/handle-turn.ts';
import { sayWhoCanSee } from '../../src/turns/say-who-can-see.ts';
import { platforms, type Place, type Platform, type Turn } from '../../src/turns/turn.ts';
import { FakeChatPlatform } from '../support/fakes/chat-platform.ts';
import { actionTurn, commandTurn, messageTurn } from '../support/make-turns.ts';
import { OpenAiServer, type ChatRequest, type Reply } from '../support/openai-server.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { recordedLogger, type RecordedLine } from '../support/recorded-log.ts';
import { leavesOf, loadProgram } from '../support/privacy/cli-tree.ts';
import { lookedFor, plant, secret, type Planted } from '../support/privacy/plant.ts';
import { tablesHolding } from '../support/privacy/probe-tables.ts';
import { configFor, seed } from './support/demo-system.ts';

jest.setTimeout(180_000);

/** Everyone but the owner, who is Priya: her leader, the leader's manager, another leader, a coach, a colleague. */
const readers = {
  ADMIN: 'ingrid.halvorsen@fennimoor.example',
  'MANAGER above': 'marcus.adeyemi@fennimoor.example',
  'TEAM_LEADER above': 'elena.kowalczyk@fennimoor.example',
  'TEAM_LEADER beside': 'tomas.rivera@fennimoor.example',
  COACH: 'naomi.feldman@fennimoor.example',
  'AGENT of the team': 'daniel.osei@fennimoor.example',
  'ADMIN of another tenant': 'eve.mallory@elsewhere.example',
} as const;
type Reader = keyof typeof readers;
const readerNames = Object.keys(readers) as Reader[];
const owner = 'priya.raman@fennimoor.example';
const outsider = 'ADMIN of another tenant' satisfies Reader;

const accountOf = (email: string): string => `U-${email}`;
/** Installations of a tenant, by platform. */
const installationOf = (platform: Platform, isOutsider: boolean): string =>
  `matrix-${platform}${isOutsider ? '-elsewhere' : ''}`;

interface Seat {
  reader: Reader;
  platform: Platform;
  place: Place;
  installationId: string;
}

let database: TestDatabase;
let server: OpenAiServer;
let core: Core;
let system: System;
let organizationId: string;
let elsewhereId: string;
let ids: Map<string, string>;
let logged: RecordedLine[];
let chats: Map<Platform, FakeChatPlatform>;
let planted: Planted;
const encryptionKey = randomBytes(32);

const idOf = (email: string): string => {
  const id = ids.get(email);
  if (id === undefined) throw new Error(`nobody has ${email}`);
  return id;
};
const directKey = (platform: Platform, email: string): string =>
  `${platform}:${installationOf(platform, email === readers[outsider])}:dm-${accountOf(email)}`;

/** What the fake does, as a platform made of functions, with the line of who can see it. */
const outbound = (chat: FakeChatPlatform): ChatPlatform =>
  sayWhoCanSee({
    platform: chat.platform,
    post: (...call) => chat.post(...call),
    update: (...call) => chat.update(...call),
    showProgress: (...call) => chat.showProgress(...call),
    startStream: (...call) => chat.startStream(...call),
    resumeStream: (...call) => chat.resumeStream(...call),
    find: (...call) => chat.find(...call),
    person: (installationId, person) => chat.person(installationId, person),
    members: (...call) => chat.members(...call),
    directPlace: (installationId, person) => chat.directPlace(installationId, person),
    sendFile: (...call) => chat.sendFile(...call),
    download: (...call) => chat.download(...call),
  });

/** Tools that the model has called. */
const called: string[] = [];

/** Calls the tool that the question names, with the words that the owner used, and then says no more than "ok". */
function modelReply({ messages, tools }: ChatRequest): Reply {
  const last = messages.at(-1);
  const wanted = /use tool (\w+)/.exec(
    JSON.stringify(messages.findLast(({ role }) => role === 'user')?.content),
  )?.[1];
  const tool = tools.find(({ function: { name } }) => name === wanted);
  if (last?.role !== 'user' || tool === undefined) return { kind: 'text', text: 'Shall I look again?' };
  called.push(tool.function.name);
  const { parameters } = tool.function as { parameters?: { properties?: Record<string, JsonSchema> } };
  const args = Object.fromEntries(
    Object.entries(parameters?.properties ?? {}).map(([name, schema]) => [name, valueFor(schema)]),
  );
  return { kind: 'tool', name: tool.function.name, args };
}
interface JsonSchema {
  type?: string;
  enum?: unknown[];
  format?: string;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}
function valueFor(schema: JsonSchema): unknown {
  if (schema.anyOf?.[0] !== undefined) return valueFor(schema.anyOf[0]);
  if (schema.enum !== undefined) return schema.enum[0];
  switch (schema.type) {
    case 'number':
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    case 'array':
      return [valueFor(schema.items ?? { type: 'string' })];
    default:
      return schema.format === 'uuid' ? idOf(owner) : `${lookedFor} Priya Raman`;
  }
}

beforeAll(async () => {
  database = await createTestDatabase({ name: 'demo', fill: seed });
  server = await OpenAiServer.start();
  server.play(modelReply);
  const recorded = recordedLogger();
  logged = recorded.lines;
  core = await openCore(
    {
      ...configFor(database),
      encryptionKey,
      chat: { provider: 'openai', model: 'test-model', baseUrl: server.baseUrl },
    },
    { logger: recorded.logger },
  );
  organizationId = await seedDemoOrganization(core, () => undefined);
  elsewhereId = (await core.organizations.create({ name: 'Elsewhere' })).id;
  await core.users.upsertMany(elsewhereId, [
    { email: readers[outsider], name: 'Eve Mallory', role: 'ADMIN', jobFamily: 'OTHER', timezone: 'UTC' },
  ]);
  const people = [...(await core.users.list(organizationId)), ...(await core.users.list(elsewhereId))];
  ids = new Map(people.map(({ email, id }) => [email, id]));
  chats = new Map(
    platforms.map((platform) => [platform, new FakeChatPlatform({ clock: core.clock, platform })]),
  );
  for (const [platform, chat] of chats) {
    for (const { email, name } of people) chat.addPerson(accountOf(email), { email, name });
    chat.setMembers(
      'C1',
      [...people].filter((one) => one.organizationId === organizationId).map(({ email }) => accountOf(email)),
    );
    chat.setMembers('C2', [accountOf(readers[outsider])]);
    await core.organizations.bindInstallation(organizationId, platform, installationOf(platform, false));
    await core.organizations.bindInstallation(elsewhereId, platform, installationOf(platform, true));
  }
  system = assemble(core, {
    outbound: new Map([...chats].map(([platform, chat]) => [platform, outbound(chat)])),
    open: () => Promise.resolve([]),
  });
  planted = await as(database.urls.app, (client) =>
    plant(client, {
      organizationId,
      userId: idOf(owner),
      otherId: idOf(readers['AGENT of the team']),
      directKeys: platforms.map((platform) => directKey(platform, owner)),
    }),
  );
});
afterAll(async () => {
  await system.close();
  await server.close();
  await database.drop();
});

async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every reader on every platform, alone with the assistant and in a channel with others. */
const seats: readonly Seat[] = readerNames.flatMap((reader) =>
  platforms.flatMap((platform) => {
    const installationId = installationOf(platform, reader === outsider);
    const channelId = reader === outsider ? 'C2' : 'C1';
    return [
      {
        key: `${platform}:${installationId}:dm-${accountOf(readers[reader])}`,
        kind: 'direct' as const,
        channelId: `dm-${accountOf(readers[reader])}`,
      },
      {
        key: `${platform}:${installationId}:${channelId}:${reader}`,
        kind: 'channel' as const,
        channelId,
        threadId: `thread-${reader}`,
        label: '#team',
      },
    ].map((place) => ({ reader, platform, place, installationId }));
  }),
);

const at = ({ reader, platform, place, installationId }: Seat) => ({
  platform,
  place,
  installationId,
  platformUserId: accountOf(readers[reader]),
});

const faults: string[] = [];
/** Answers one turn as a worker does; what goes wrong is kept, with what a person would read of it. */
async function take(seat: Seat, turn: Turn): Promise<void> {
  const never = new AbortController().signal;
  const event = {
    id: newId(),
    organizationId: seat.reader === outsider ? elsewhereId : organizationId,
    turn,
    attempts: 1,
    overLimit: false,
    receivedAt: core.clock.now(),
  };
  try {
    await handleTurn(system.drain.turns, event, { signal: never, lost: never });
  } catch (error) {
    const { code, userMessage } = error instanceof AppError ? error : { code: 'unknown', userMessage: '' };
    faults.push(`${code} ${userMessage ?? ''} ${error instanceof Error ? error.message : ''}`);
  }
}
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** Everything that anybody could have read so far. */
function everythingShown(): { text: string; messages: number } {
  const messages = [...chats.values()].flatMap((chat) => chat.seen());
  const files = messages.map(({ file }) =>
    file === undefined ? '' : Buffer.from(file.content).toString('utf8'),
  );
  return {
    messages: messages.length,
    text: JSON.stringify([
      messages,
      files,
      faults,
      logged,
      server.requests,
      [...chats.values()].map((c) => c.progress),
    ]),
  };
}
function expectNothingShown(leastMessages: number): void {
  const { text, messages } = everythingShown();
  expect(messages).toBeGreaterThanOrEqual(leastMessages);
  const found = text.indexOf(secret);
  expect(found === -1 ? '' : text.slice(Math.max(0, found - 300), found + 100)).toBe('');
}

describe('nobody else reads what somebody told the assistant in the direct message', () => {
  it('(it is there, and its owner reads it, so that all of the below can fail)', async () => {
    const holding = await as(database.superuserUrl, (client) => tablesHolding(client, secret));
    expect(holding).toEqual(planted.tables);
    const scope = { organizationId, userId: idOf(owner) };
    expect(await as(database.urls.app, (client) => tablesHolding(client, secret, scope))).toEqual(
      planted.tables,
    );
  });

  it('every table that is one person’s alone is among those looked for', async () => {
    const { rows } = await as(database.superuserUrl, (client) =>
      client.query<{ name: string }>(
        `SELECT DISTINCT p.tablename AS name FROM pg_policies p
          WHERE p.qual LIKE '%scope_user()%' AND p.tablename NOT IN (
            -- Hold times and ids alone; bytes that are sealed; bytes of a file.
            'own_data_views', 'peer_comparisons', 'coaching_talk_turns', 'coaching_conversations', 'connection_exclusions', 'conversation_archives', 'local_files')
          ORDER BY 1`,
      ),
    );
    expect(rows.map(({ name }) => name).filter((name) => !planted.tables.includes(name))).toEqual([]);
  });

  it('by any command, on any platform, alone or in a channel', async () => {
    const commands = [...system.drain.turns.commands.keys(), 'threadcoach'];
    const named = `Priya Raman ${lookedFor}`;
    const calls = seats.flatMap((seat) =>
      commands.flatMap((name) =>
        (seat.place.kind === 'direct' && seat.platform === 'slack' ? ['', named] : [named]).map(
          (text) => [seat, commandTurn({ ...at(seat), name, text })] as const,
        ),
      ),
    );
    await inTurns(calls, ([seat, turn]) => take(seat, turn));
    expectNothingShown(calls.length * 0.9);
  });

  it('by asking in words', async () => {
    const questions = [
      `What did Priya say about the ${lookedFor}?`,
      'What have we talked about?',
      'Show me Priya’s goals and profile',
      'Is my team using coaching?',
    ];
    const calls = seats.flatMap((seat) =>
      questions.map((text) => [seat, messageTurn({ ...at(seat), text })] as const),
    );
    await inTurns(calls, ([seat, turn]) => take(seat, turn));
    expectNothingShown(calls.length);
  });

  it('by any tool of the agent, nor does the model see it', async () => {
    const offered = new Set(
      server.requests.flatMap(({ tools }) => tools.map(({ function: { name } }) => name)),
    );
    expect([...offered]).toEqual(expect.arrayContaining(['search_knowledge', 'search_records']));
    const calls = seats.flatMap((seat) =>
      [...offered].map(
        // A question: an open coaching talk leaves it to the agent.
        (tool) => [seat, messageTurn({ ...at(seat), text: `How do I use tool ${tool}?` })] as const,
      ),
    );
    await inTurns(calls, ([seat, turn]) => take(seat, turn));
    expect(new Set(called)).toEqual(offered);
    expect(called.length).toBeGreaterThan(readerNames.length * offered.size);
    expectNothingShown(calls.length);
  });

  it('by pressing any button with the ids of what is hers', async () => {
    const calls = seats
      .filter(({ platform, place }) => platform === 'slack' && place.kind === 'direct')
      .flatMap((seat, reader) =>
        actionIds.map((action, index) => {
          const value = planted.ids[(reader + index) % planted.ids.length] ?? '';
          return [seat, actionTurn({ ...at(seat), action, value })] as const;
        }),
      );
    await inTurns(calls, ([seat, turn]) => take(seat, turn));
    expectNothingShown(0);
  });

  it('says in every message who can see it', () => {
    const silent = [...chats.values()]
      .flatMap((chat) => chat.seen())
      .filter(({ message }) => message !== undefined && !/\bcan see\b/.test(message.footer ?? ''));
    expect(silent.map(({ message }) => message?.view)).toEqual([]);
  });

  it('by raw SQL as the app in anybody else’s scope or none, as the dispatcher, as the owner of the tables', async () => {
    const scopes = [
      {},
      { organizationId },
      ...platforms.map((platform) => ({ organizationId, conversationKey: directKey(platform, owner) })),
      ...readerNames.flatMap((reader) => {
        const userId = idOf(readers[reader]);
        const own = { organizationId: reader === outsider ? elsewhereId : organizationId, userId };
        return [own, { ...own, conversationKey: directKey('slack', owner) }];
      }),
      // Another tenant's scope that names her.
      { organizationId: elsewhereId, userId: idOf(owner) },
    ];
    for (const url of [
      database.urls.app,
      database.urls.owner,
      database.urls.dispatcher,
      database.urls.queue,
    ]) {
      await as(url, async (client) => {
        for (const scope of scopes)
          expect([scope, await tablesHolding(client, secret, scope)]).toEqual([scope, []]);
      });
    }
    const asHer = { organizationId, userId: idOf(owner) };
    expect(await as(database.urls.dispatcher, (client) => tablesHolding(client, secret, asHer))).toEqual([]);
  });

  it('(a table without a policy would be found)', async () => {
    await as(database.urls.owner, async (client) => {
      await client.query(`CREATE TABLE public.leak AS SELECT 'x ${secret}' AS words`);
      await client.query('GRANT SELECT ON public.leak TO threadcoach_app');
    });
    const found = await as(database.urls.app, (client) => tablesHolding(client, secret, { organizationId }));
    await as(database.urls.owner, (client) => client.query('DROP TABLE public.leak'));
    expect(found).toEqual(['leak']);
  });

  it('by any command of the command line that reads, as anybody else', async () => {
    const output = await readByCommandLine();
    expect(output.ran).toBeGreaterThan(15);
    const found = output.text.indexOf(secret);
    expect(found === -1 ? '' : output.text.slice(Math.max(0, found - 300), found + 100)).toBe('');
  });
});

/** Those that change something, or make a file of what they get: not ways to read. */
const changing =
  /\b(?:add|import|sync|remove|edit|restore|retire|reindex|reconcile|schedule|refine|undo|redo|reopen|approve|update|save|default|reset|draft|send|cancel|migrate|create|evaluate|doctor|export|delete|erase|forget|set|write|seed|submit|back|activate|extend|complete|fail)$/;
const exporting = new Set(['summary export']);

async function readByCommandLine(): Promise<{ text: string; ran: number }> {
  const environment = {
    DATABASE_URL: database.urls.app,
    DATABASE_DISPATCHER_URL: database.urls.dispatcher,
    QUEUE_DATABASE_URL: database.urls.queue,
    CHROMA_URL: database.chromaUrl,
    ENCRYPTION_KEY: Buffer.from(encryptionKey).toString('base64'),
  };
  const before = { ...process.env };
  Object.assign(process.env, environment);
  let text = '';
  const capture = (chunk: string | Uint8Array): boolean => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    return true;
  };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation(capture);
  const errors = jest.spyOn(process.stderr, 'write').mockImplementation(capture);
  const program = await loadProgram();
  let ran = 0;
  try {
    const reading = leavesOf(program).filter(({ path }) => exporting.has(path) || !changing.test(path));
    for (const leaf of reading) {
      const people = leaf.options.some(({ flag }) => flag === '--as') ? [readers.ADMIN] : [undefined];
      for (const reader of people) {
        const values = leaf.arguments.map(({ name }) =>
          /mail|person/.test(name)
            ? owner
            : /^(?:id|goal|talk|session|summary)$/.test(name)
              ? (planted.ids[0] ?? '')
              : lookedFor,
        );
        const options = leaf.options.flatMap(({ flag, mandatory }) =>
          flag === '--as' ? (reader === undefined ? [] : [flag, reader]) : mandatory ? [flag, owner] : [],
        );
        ran += 1;
        await program
          .parseAsync(
            ['--json', '--organization', organizationId, ...leaf.path.split(' '), ...values, ...options],
            {
              from: 'user',
            },
          )
          .catch((error: unknown) => {
            text += error instanceof Error ? error.message : '';
          });
      }
    }
  } finally {
    out.mockRestore();
    errors.mockRestore();
    for (const name of Object.keys(environment))
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    process.exitCode = 0;
  }
  return { text, ran };
}
