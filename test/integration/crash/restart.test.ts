import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { superuserUrl, withConnection } from '../../../src/embedded/database-roles.ts';
import { secretsFileOf } from '../../../src/embedded/embedded-postgres.ts';
import { freePort } from '../../../src/embedded/free-port.ts';
import { endStartedWith, findStartedWith } from '../../../src/embedded/process-identity.ts';
import { readSecrets } from '../../../src/embedded/secrets.ts';
import { buildProduct, type BuiltProduct } from '../../support/crash/built-product.ts';
import { botMessagesIn, openPage, type PageClient } from '../../support/crash/page-client.ts';
import { OpenAiServer, type ChatRequest, type Reply } from '../../support/openai-server.ts';
import { temporaryDataFolder } from '../../support/postgres.ts';

const program = new URL('../../../src/app/main.ts', import.meta.url);
const question = 'how do I refund without a receipt?';
const beginning = 'Without a receipt, the item must come back ';
const answer = `${beginning}within 14 days of the purchase. [1]`;

/** Searches first, then answers. */
const model =
  (end: Reply) =>
  ({ messages }: ChatRequest): Reply =>
    messages.at(-1)?.role === 'tool'
      ? end
      : { kind: 'tool', name: 'search_knowledge', args: { query: question } };

describe('npm start, killed in the middle of an answer', () => {
  let product: BuiltProduct;
  let dataDir: string;
  let openai: OpenAiServer;
  let running: ChildProcess | undefined;

  beforeAll(async () => {
    [product, dataDir, openai] = await Promise.all([
      buildProduct(),
      temporaryDataFolder('threadcoach-restart-'),
      OpenAiServer.start(),
    ]);
  });
  afterAll(async () => {
    // Gracefully: the databases end with it.
    if (running !== undefined) await ended(running, 'SIGTERM');
    await openai.close();
    // Had the test ended between two starts, nobody would end them.
    for (const argument of [`-D ${dataDir}/postgres/data`, `--path ${dataDir}/chroma`]) {
      for (const pid of await findStartedWith(argument))
        await endStartedWith(pid, argument, ['SIGKILL'], 5_000);
    }
    await Promise.all([product.remove(), rm(dataDir, { recursive: true, maxRetries: 5 })]);
  });

  /** @returns the address that it prints */
  async function start(port: number): Promise<string> {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, [product.program(program)], {
      env: {
        PATH,
        PORT: String(port),
        THREADCOACH_DATA_DIR: dataDir,
        OPENAI_BASE_URL: openai.baseUrl,
        OPENAI_MODEL: 'test-model',
        LOG_LEVEL: 'silent',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /http:\/\/\S+/.exec(line)?.[0];
      if (address !== undefined) return address;
    }
    throw new Error('It ended before it was ready.');
  }

  it('answers after the next start, once, in the message that it had begun', async () => {
    const port = await freePort();
    openai.play(model({ kind: 'hang', text: beginning }));
    let page = await openPage(await start(port));
    const person = (await page.people()).find(({ email }) => email.startsWith('priya.'))?.id ?? '';
    const direct = (await page.state(person)).channels.find(({ kind }) => kind === 'direct')?.id ?? '';
    const seen = async (from: PageClient) => botMessagesIn(await from.state(person), direct);
    await until(async () => (await seen(page)).length === 1, 'the greeting');
    await page.say(person, direct, question);
    await until(
      async () => (await seen(page)).some(({ text }) => text.includes('must come')),
      'the beginning',
    );
    const begun = (await seen(page)).find(({ state }) => state === 'streaming');
    await ended(running, 'SIGKILL');

    openai.play(model({ kind: 'text', text: answer }));
    page = await openPage(await start(port));
    // The lease of the one that was killed runs for a while: twenty seconds pass.
    await inDatabase(dataDir, `UPDATE conversation_leases SET expires_at = now() - interval '1 second'`);
    await until(async () => (await seen(page)).every(({ state }) => state === 'final'), 'the whole answer');
    const [, ...answers] = await seen(page);
    expect(answers.map(({ id, text }) => ({ id, text }))).toEqual([
      { id: begun?.id, text: expect.stringContaining('within 14 days of the purchase') as string },
    ]);
    const open = await inDatabase(dataDir, `SELECT state FROM inbox_events WHERE state <> 'done'`);
    expect(open).toEqual([]);
  }, 120_000);
});

async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.kill(signal);
  await closed;
}

/** Asks until it is so, a few times a second. The page would be told; here nobody listens. */
async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 40_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await pause(100);
  }
}

async function inDatabase(dataDir: string, sql: string): Promise<unknown[]> {
  const { port } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as { port: number };
  const secrets = await readSecrets(secretsFileOf(dataDir));
  if (secrets === undefined) throw new Error('The passwords are gone.');
  return withConnection(
    superuserUrl(port, secrets, 'threadcoach'),
    async (client) => (await client.query<Record<string, unknown>>(sql)).rows,
  );
}
