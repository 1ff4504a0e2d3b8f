import { createPostgresBackend, withBackend } from 'bullmq';
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import OpenAI from 'openai';
import pg from 'pg';
import { finalText, openAiLoop, passage, type Candidate } from './bare.ts';
import { serve } from './http.ts';
import { signingSecret } from './slack-event.ts';

const schema = `
  CREATE SCHEMA IF NOT EXISTS bench;
  CREATE TABLE IF NOT EXISTS bench.inbox (id uuid PRIMARY KEY, seq bigint GENERATED ALWAYS AS IDENTITY, event_id text UNIQUE,
    dedupe_key text UNIQUE, conversation_key text, payload jsonb, state text DEFAULT 'waiting');
  CREATE TABLE IF NOT EXISTS bench.leases (conversation_key text PRIMARY KEY, token uuid, expires_at timestamptz);
  CREATE TABLE IF NOT EXISTS bench.messages (id uuid PRIMARY KEY, seq bigint GENERATED ALWAYS AS IDENTITY, conversation_key text,
    role text, text text);
  CREATE INDEX IF NOT EXISTS messages_recent ON bench.messages (conversation_key, seq DESC);
  CREATE TABLE IF NOT EXISTS bench.deliveries (id uuid PRIMARY KEY, key text UNIQUE, state text, ts text)`;

interface SlackEnvelope {
  event_id: string;
  event: { channel: string; thread_ts: string; ts: string; text: string };
}

function isSigned(timestamp: string, signature: string, body: string): boolean {
  const expected = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return (
    signature.length === expected.length && timingSafeEqual(Buffer.from(signature), Buffer.from(expected))
  );
}

const insertSql = `INSERT INTO bench.inbox (id, event_id, dedupe_key, conversation_key, payload) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT DO NOTHING`;

/** Verified, stored, acknowledged: the least that durable intake takes. `woken` is called after the answer. */
async function startIntake(pool: pg.Pool, woken: (key: string) => void): Promise<Candidate> {
  const local = await serve(async (request, response, body) => {
    const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = request.headers;
    if (!isSigned(String(timestamp), String(signature), body)) {
      response.writeHead(401).end();
      return;
    }
    const { event_id: eventId, event } = JSON.parse(body) as SlackEnvelope;
    const id = randomUUID();
    const key = `${event.channel}:${event.thread_ts}`;
    await pool.query({
      name: 'insert',
      text: insertSql,
      values: [id, eventId, `${event.channel}:${event.ts}`, key, body],
    });
    response.writeHead(200).end();
    woken(key);
  });
  return {
    url: local.url,
    close() {
      local.close();
      return Promise.resolve();
    },
  };
}

/** One INSERT and the acknowledgement, nothing after. */
export async function startAcknowledger(databaseUrl: string): Promise<Candidate> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 5 });
  await pool.query(schema);
  const intake = await startIntake(pool, () => undefined);
  return {
    url: intake.url,
    async close() {
      await intake.close();
      await pool.end();
    },
  };
}

/** The same durable steps, written by hand: pg, BullMQ on PostgreSQL and the openai SDK, no ORM and no agent. */
export async function startHandwritten(
  urls: { owner: string; queue: string },
  slackUrl: string,
  modelUrl: string,
): Promise<Candidate> {
  const pool = new pg.Pool({ connectionString: urls.owner, max: 10 });
  await pool.query(schema);
  const openai = new OpenAI({ apiKey: 'none', baseURL: modelUrl });
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = { connectionString: urls.queue, schema: 'bullmq', migrate: true, max: 4 };
  const queue = new Queue('bench-turns', { connection });
  const search = async (query: string): Promise<string> => {
    await openai.embeddings.create({ model: 'stub-embedding', input: query, encoding_format: 'float' });
    return passage;
  };
  const run = (name: string, text: string, values: unknown[]) => pool.query({ name, text, values });
  const post = async (event: SlackEnvelope['event'], text: string, id: string): Promise<string> => {
    const response = await fetch(`${slackUrl}/api/chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        channel: event.channel,
        thread_ts: event.thread_ts,
        text,
        metadata: { event_payload: { id } },
      }),
    });
    return ((await response.json()) as { ts: string }).ts;
  };
  const answer = async (key: string): Promise<void> => {
    const token = randomUUID();
    await run(
      'lease',
      `INSERT INTO bench.leases VALUES ($1, $2, now() + interval '20 s') ON CONFLICT (conversation_key)
      DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at WHERE bench.leases.expires_at < now()`,
      [key, token],
    );
    const { rows } = await run(
      'next',
      `UPDATE bench.inbox SET state = 'running' WHERE id = (SELECT id FROM bench.inbox
      WHERE conversation_key = $1 AND state = 'waiting' ORDER BY seq LIMIT 1) RETURNING id, payload`,
      [key],
    );
    const row = rows[0] as { id: string; payload: SlackEnvelope } | undefined;
    if (row !== undefined) {
      const { event } = row.payload;
      const history = await run(
        'history',
        'SELECT role, text FROM bench.messages WHERE conversation_key = $1 ORDER BY seq DESC LIMIT 12',
        [key],
      );
      const messages = (history.rows as { role: 'user' | 'assistant'; text: string }[])
        .reverse()
        .map(({ role, text }) => ({ role, content: text }));
      const save = 'INSERT INTO bench.messages (id, conversation_key, role, text) VALUES ($1, $2, $3, $4)';
      await run('save', save, [randomUUID(), key, 'user', event.text]);
      const text = await openAiLoop(openai, [...messages, { role: 'user', content: event.text }], search);
      await run('save', save, [randomUUID(), key, 'assistant', text]);
      const delivery = randomUUID();
      await run('claim', `INSERT INTO bench.deliveries VALUES ($1, $2, 'pending')`, [
        delivery,
        `${row.id}:0`,
      ]);
      await run('sending', `UPDATE bench.deliveries SET state = 'sending' WHERE id = $1`, [delivery]);
      const ts = await post(event, finalText(text), delivery);
      await run('sent', `UPDATE bench.deliveries SET state = 'sent', ts = $2 WHERE id = $1`, [delivery, ts]);
      await run('finish', `UPDATE bench.inbox SET state = 'done', payload = NULL WHERE id = $1`, [row.id]);
    }
    await run('release', 'DELETE FROM bench.leases WHERE conversation_key = $1 AND token = $2', [key, token]);
  };
  const worker = new Worker('bench-turns', (job) => answer((job.data as { key: string }).key), {
    connection,
    concurrency: 20,
  });
  const intake = await startIntake(pool, (key) => {
    void queue.add('turn', { key }, { removeOnComplete: true });
  });
  return {
    url: intake.url,
    async close() {
      await intake.close();
      await worker.close();
      await queue.close();
      await pool.end();
    },
  };
}
