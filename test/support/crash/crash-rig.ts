import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createTestDatabase } from '../postgres.ts';
import { startSlackStandIn, type SlackStandIn } from '../slack/stand-in.ts';
import { buildProduct } from './built-product.ts';
import { openPage, type PageClient } from './page-client.ts';
import { ProductProcess } from './product-process.ts';
import type { Orders } from './protocol.ts';
import { coachId, people, priyaId } from './seed.ts';

const signingSecret = 'c0ffee00c0ffee00c0ffee00c0ffee00';
/** Few are in the channel, because each member is looked up when somebody asks there. */
export const channelId = 'C0CRASH';
const programs = {
  web: new URL('./web.ts', import.meta.url),
  worker: new URL('./worker.ts', import.meta.url),
};
/** A life that is not over by then has met a defect. */
const longestLifeMs = 40_000;

/**
 * The whole product in processes of its own on a database of its own: one that takes messages in and lives, and workers
 * that are killed, one after another. Between two lives time passes in the database: leases run out and what is due
 * later is due.
 */
export interface CrashRig {
  slack: SlackStandIn;
  page: PageClient;
  organizationId: string;
  /** Runs one worker until nothing moves any more, and kills it. @returns what it said */
  live(orders?: Partial<Orders>): Promise<Pick<ProductProcess, 'said'>>;
  /** How many workers were killed. */
  kills(): number;
  /** Conversations with a turn that has not ended, and `session:<id>` of sessions whose summaries are not all posted. */
  openWork(): Promise<string[]>;
  /** As a superuser, for what people do not see. */
  query<T extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

export interface CrashRigOptions {
  /** More of the environment, e.g. a model's address. */
  environment?: Readonly<Record<string, string>>;
  /** Whether drafting, and recording what is done of a session, are steps too. @default false */
  processingSteps?: boolean;
}

export async function openCrashRig({
  environment: more = {},
  processingSteps = false,
}: CrashRigOptions = {}): Promise<CrashRig> {
  const [database, product, slack] = await Promise.all([
    createTestDatabase(),
    buildProduct(),
    startSlackStandIn({
      signingSecret,
      people,
      channels: [{ id: channelId, name: 'team-crash', members: [priyaId, coachId(0)] }],
    }),
  ]);
  const superuser = new pg.Client(database.superuserUrl);
  // A run that is cut short takes the database away from under it.
  superuser.on('error', () => undefined);
  await superuser.connect();
  const environment = {
    DATABASE_URL: database.urls.app,
    DATABASE_DISPATCHER_URL: database.urls.dispatcher,
    QUEUE_DATABASE_URL: database.urls.queue,
    CHROMA_URL: database.chromaUrl,
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    // No time of the campaign, and no folder of this machine, for exports.
    BACKUP_DAILY: 'false',
    ...more,
  };
  const started: ProductProcess[] = [];
  const start = (role: keyof typeof programs, ...args: readonly string[]): ProductProcess => {
    const one = new ProductProcess(product.program(programs[role]), args, environment);
    started.push(one);
    return one;
  };

  const web = start('web', slack.teamId);
  const { address, organizationId } = await web.hear('serving');
  slack.connect(new URL('/slack/events', address).href);
  const page = await openPage(address);
  // Loading the product takes longer than most lives: the next worker stands ready while this one lives.
  const startWorker = () => start('worker', organizationId, ...(processingSteps ? ['processing'] : []));
  let next = startWorker();
  let kills = 0;

  const query: CrashRig['query'] = async <T extends pg.QueryResultRow>(
    sql: string,
    values: readonly unknown[] = [],
  ) => (await superuser.query<T>(sql, [...values])).rows;

  /** `upload`: the conversation in which a session was uploaded, while that turn has not ended: until then the session waits. */
  const openRows = () =>
    query<{ key: string; upload: string | null }>(
      `SELECT DISTINCT conversation_key AS key, NULL AS upload FROM inbox_events WHERE state IN ('waiting', 'running')
       UNION ALL SELECT 'session:' || s.id, e.conversation_key FROM coaching_sessions s
         LEFT JOIN inbox_events e ON e.id::text = split_part(s.upload_key, ':', 1) AND e.state IN ('waiting', 'running')
        WHERE s.processing_status IN ('pending', 'processing')`,
    );
  const openWork: CrashRig['openWork'] = async () => (await openRows()).map(({ key }) => key);

  /** Every fate has been met or outlived, and what is still open stands still. */
  async function hasStopped({ said }: ProductProcess, orders: Orders): Promise<boolean> {
    const halted = new Set(said.flatMap((one) => (one.kind === 'halted' ? [one.key] : [])));
    const ended = new Set(said.flatMap((one) => (one.kind === 'ended' ? [one.key] : [])));
    const isMet = (key: string) => halted.has(key) || ended.has(key);
    if (!Object.keys(orders.turns).every(isMet)) return false;
    return (await openRows()).every(({ key, upload }) => halted.has(key) || halted.has(upload ?? key));
  }

  async function standstill(worker: ProductProcess, orders: Orders): Promise<void> {
    const until = Date.now() + longestLifeMs;
    while (!(await hasStopped(worker, orders))) {
      if (Date.now() > until) {
        const open = (await openWork()).join(', ');
        throw new Error(
          `Not done within ${longestLifeMs} ms. Open: ${open}. Said: ${JSON.stringify(worker.said)}`,
        );
      }
      // What ends without a word is found by looking again.
      let timer: NodeJS.Timeout | undefined;
      const soon = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, 30);
      });
      await Promise.race([worker.heardMore(), soon]);
      clearTimeout(timer);
    }
  }

  /** Leases run out, what is due later is due, and every other time the queue loses all that it holds. */
  async function letTimePass(): Promise<void> {
    await query('DELETE FROM bullmq.dedup');
    if (kills % 2 === 0) await query('DELETE FROM bullmq.job');

    await query(`UPDATE conversation_leases SET expires_at = now() - interval '1 second'`);
    await query(
      `UPDATE inbox_events SET due_at = due_at - interval '1 hour' WHERE state IN ('waiting', 'running')`,
    );
    await query(
      `UPDATE coaching_sessions SET updated_at = updated_at - interval '1 hour' WHERE processing_status IN ('pending', 'processing')`,
    );
  }

  return {
    slack,
    page,
    organizationId,
    query,
    openWork,
    kills: () => kills,
    async live({ turns = {}, spared = [], sessions } = {}) {
      const orders: Orders = { turns, spared, ...(sessions === undefined ? {} : { sessions }) };
      const worker = next;
      await worker.hear('ready');
      next = startWorker();
      worker.order(orders);
      await standstill(worker, orders);
      await worker.kill();
      kills += 1;
      await letTimePass();
      return worker;
    },
    async close() {
      await Promise.all(started.map((one) => one.kill()));
      await slack.stop();
      await superuser.end();
      await Promise.all([database.drop(), product.remove()]);
    },
  };
}
