import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { starStrengths } from '../../src/coaching/profiles/profile.ts';
import { migrateDeploy } from '../../src/data/migrate.ts';
import { databaseName, superuserUrl } from '../../src/embedded/database-roles.ts';
import { secretsFileOf } from '../../src/embedded/embedded-postgres.ts';
import { readSecrets } from '../../src/embedded/secrets.ts';
import { startEmbedded } from '../../src/embedded/start-embedded.ts';
import { toTerms } from '../../src/knowledge/terms.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { createRandom, Vocabulary } from '../search/random.ts';

const people = 50_000;
const optedIn = 0.6;
const topics = 3_000;
const pastSuggestions = 40_000;
const exclusions = 5_000;
const languages = 'english spanish french german portuguese hindi arabic polish tagalog dutch'.split(' ');
const zones = [-480, -300, 0, 0, 60, 330];
const dots = 9;

export interface Asker {
  id: string;
  /** Topics of the company's people, in the words they use. */
  words: string;
}

export interface MatchWorld {
  appUrl: string;
  superuserUrl: string;
  organizationId: string;
  askers: Asker[];
  close(): Promise<void>;
}

/** Rows of one table, by column. */
class Rows {
  readonly #table: string;
  readonly #names: readonly (readonly [name: string, type: string])[];
  readonly #columns: unknown[][];

  constructor(table: string, names: readonly (readonly [name: string, type: string])[]) {
    this.#table = table;
    this.#names = names;
    this.#columns = names.map(() => []);
  }

  add(...values: readonly unknown[]): void {
    for (const [index, value] of values.entries()) this.#columns[index]?.push(value);
  }

  async write(client: pg.Client): Promise<void> {
    const size = 20_000;
    const names = this.#names.map(([name]) => name).join(', ');
    const arrays = this.#names.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
    const total = this.#columns[0]?.length ?? 0;
    for (let from = 0; from < total; from += size) {
      await client.query(
        `INSERT INTO ${this.#table} (${names}) SELECT * FROM unnest(${arrays})`,
        this.#columns.map((column) => column.slice(from, from + size)),
      );
    }
  }
}

/**
 * An organisation of 50,000 people in services of its own: six in ten take part, each with four topics of expertise, two of
 * flow and two challenges out of 3,000 (a few of them everybody's, most of them rare), one to three languages and a Star
 * Card; and what was suggested, asked and excluded so far.
 */
export async function createMatchWorld(say: (text: string) => void, asks: number): Promise<MatchWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'threadcoach-bench-'));
  chmodSync(dataDir, 0o711);
  const services = await startEmbedded({ dataDir, logger: silentLogger });
  const close = async (): Promise<void> => {
    await services.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await migrateDeploy({
      ownerUrl: services.urls.owner,
      migrationsDir: resolve('prisma/migrations'),
      logger: silentLogger,
    });
    const secrets = await readSecrets(secretsFileOf(dataDir));
    if (secrets === undefined) throw new Error('The passwords of the bench’s database are gone.');
    const url = superuserUrl(Number(new URL(services.urls.owner).port), secrets, databaseName);
    say(`${people.toLocaleString('en')} people…`);
    const filled = await fill(url, asks);
    return { appUrl: services.urls.app, superuserUrl: url, ...filled, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill(url: string, asks: number): Promise<{ organizationId: string; askers: Asker[] }> {
  const random = createRandom(20_261_120);
  const vocabulary = new Vocabulary(random, topics);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  };
  const organizationId = randomUUID();
  const users = new Rows('users', [
    ...[['id', 'uuid'] as const, ['organization_id', 'uuid'] as const, ['email', 'text'] as const],
    ...[
      ['name', 'text'] as const,
      ['role', 'text'] as const,
      ['job_family', 'text'] as const,
      ['timezone', 'text'] as const,
    ],
  ]);
  const settings = new Rows('connection_settings', [
    ...[['user_id', 'uuid'] as const, ['organization_id', 'uuid'] as const, ['opted_in', 'bool'] as const],
    ...[
      ['availability', 'text'] as const,
      ['paused_until', 'timestamptz'] as const,
      ['company', 'text'] as const,
    ],
    ...[
      ['utc_offset_minutes', 'int'] as const,
      ['connected_count', 'int'] as const,
      ['declined_count', 'int'] as const,
    ],
    ...[['expired_count', 'int'] as const, ['last_asked_at', 'timestamptz'] as const],
  ]);
  const terms = new Rows('connection_terms', [
    ...[['organization_id', 'uuid'] as const, ['kind', 'text'] as const, ['term', 'text'] as const],
    ...[['user_id', 'uuid'] as const, ['shown', 'text'] as const, ['weight', 'real'] as const],
  ]);
  const suggestions = new Rows('connection_suggestions', [
    ...[
      ['organization_id', 'uuid'] as const,
      ['requestor_id', 'uuid'] as const,
      ['suggested_id', 'uuid'] as const,
    ],
    ...[['reason_type', 'text'] as const, ['reason', 'jsonb'] as const, ['status', 'text'] as const],
    ...[
      ['asked_at', 'timestamptz'] as const,
      ['expires_at', 'timestamptz'] as const,
      ['created_at', 'timestamptz'] as const,
    ],
  ]);
  const excluded = new Rows('connection_exclusions', [
    ...[['user_id', 'uuid'] as const, ['other_id', 'uuid'] as const, ['organization_id', 'uuid'] as const],
  ]);
  const daysAgo = (days: number): Date => new Date(Date.now() - days * 24 * 3_600_000);
  const members: string[] = [];
  const askers: Asker[] = [];
  for (let at = 0; at < people; at += 1) {
    const id = randomUUID();
    users.add(id, organizationId, `p${at}@bench.test`, `Person ${at}`, 'AGENT', 'CSR', 'UTC');
    const isIn = random() < optedIn;
    if (!isIn && random() < 0.5) continue;
    const isAvailable = random() < 0.85;
    const company = random() < 0.7 ? 'north' : 'south';
    settings.add(
      ...[
        id,
        organizationId,
        isIn,
        isAvailable ? 'available' : 'busy',
        random() < 0.05 ? daysAgo(-9) : null,
        company,
      ],
      ...[pick(zones), Math.floor(random() * 4), Math.floor(random() * 4), Math.floor(random() * 2)],
      random() < 0.2 ? daysAgo(random() * 30) : null,
    );
    if (!isIn) continue;
    members.push(id);
    const own = new Map<string, string>();
    const add = (kind: string, term: string, shown: string, weight: number): void => {
      if (own.has(`${kind} ${term}`)) return;
      own.set(`${kind} ${term}`, shown);
      terms.add(organizationId, kind, term, id, shown, weight);
    };
    for (const [kind, count] of [
      ['expertise', 4],
      ['flow', 2],
      ['challenge', 2],
    ] as const) {
      for (let one = 0; one < count; one += 1) {
        const word = vocabulary.word();
        for (const term of toTerms(word)) add(kind, term, word, 1);
      }
    }
    for (let one = 0; one <= random() * 2; one += 1) {
      const language = languages[Math.floor(random() ** 2 * languages.length)] ?? 'english';
      add('language', language, language, 1);
    }
    const card = new Map<string, number>();
    for (let dot = 0; dot < dots; dot += 1) {
      const strength = pick(starStrengths);
      card.set(strength, (card.get(strength) ?? 0) + 1);
    }
    for (const [strength, count] of card) add('strength', strength, strength, count / dots);
    if (company === 'north' && askers.length < asks) {
      const challenge = [...own].find(([key]) => key.startsWith('challenge'))?.[1] ?? 'refunds';
      const ask = [
        () => `Who could help me with ${vocabulary.word()} in ${pick(languages)}?`,
        () => `Who could help me with ${vocabulary.word()} and ${vocabulary.word()}?`,
        () =>
          `Who is good at ${vocabulary.word()} ${vocabulary.word()} ${vocabulary.word()}, in ${pick(languages)}?`,
        () => `Who else struggles with ${challenge}?`,
        () => 'Who complements my strengths?',
      ];
      askers.push({ id, words: ask[askers.length % ask.length]?.() ?? '' });
    }
  }
  for (let at = 0; at < pastSuggestions; at += 1) {
    const [one, other] = [pick(members), pick(members)];
    if (one === other) continue;
    const status = pick(['viewed', 'connected', 'declined', 'expired']);
    const [asked, made] = [status === 'viewed' ? null : daysAgo(40), daysAgo(random() * 300)];
    suggestions.add(organizationId, one, other, 'expertise_match', '[]', status, asked, daysAgo(-20), made);
  }
  for (let at = 0; at < exclusions; at += 1) {
    const [one, other] = [members[at], pick(members)];
    if (one !== undefined && one !== other) excluded.add(one, other, organizationId);
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query('INSERT INTO organizations (id, name) VALUES ($1, $2)', [organizationId, 'Bench']);
    for (const rows of [users, settings, terms, suggestions, excluded]) await rows.write(client);
    // What sharing a profile leaves in the table, for people whose shares the rows above stand for.
    await client.query(
      "UPDATE connection_settings SET shares = '{expertise,language,strength,flow,challenge}' WHERE opted_in",
    );
    await client.query('VACUUM FULL ANALYZE connection_settings');
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
  return { organizationId, askers };
}
