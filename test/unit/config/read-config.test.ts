import { readConfig } from '../../../src/config/read-config.ts';
import { AppError } from '../../../src/shared/errors.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const production = {
  DATABASE_URL: 'postgres://threadcoach_app:a@db/threadcoach',
  DATABASE_DISPATCHER_URL: 'postgres://threadcoach_dispatcher:b@db/threadcoach',
  ENCRYPTION_KEY: key,
  REDIS_URL: 'redis://redis:6379',
  CHROMA_URL: 'http://chroma:8000',
};

/** The faults that a person reads, one a line. */
function faultsOf(environment: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('CONFIG_001');
    return (error.userMessage ?? '')
      .split('\n')
      .slice(1)
      .map((line) => line.replace(/^ {2}- /, ''));
  }
  return [];
}

it('needs nothing: everything embedded and offline', () => {
  expect(readConfig({})).toEqual({
    port: 3978,
    host: '127.0.0.1',
    chat: { provider: 'offline' },
    embeddings: { provider: 'offline' },
    backup: { daily: true, keepDays: 90 },
    retention: {
      conversationDays: 730,
      suggestionDays: 365,
      eventDays: 90,
      figureMonths: 13,
      historyMonths: 36,
    },
  });
});

it('takes a variable that is set to nothing as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', OPENAI_API_KEY: '', THREADCOACH_OFFLINE: '' })).toEqual(
    readConfig({}),
  );
});

it('reads a whole production', () => {
  expect(
    readConfig({
      ...production,
      PORT: '8080',
      HOST: '0.0.0.0',
      LOG_LEVEL: 'info',
      SLACK_SIGNING_SECRET: 's',
      SLACK_BOT_TOKEN: 'xoxb-1',
      TEAMS_APP_ID: 'app',
      TEAMS_APP_PASSWORD: 'p',
      TEAMS_TENANT_ID: 't',
      OPENAI_API_KEY: 'sk',
      OPENAI_EMBEDDING_MODEL: 'text-embedding-3-small',
    }),
  ).toEqual({
    port: 8080,
    host: '0.0.0.0',
    logLevel: 'info',
    encryptionKey: new Uint8Array(32).fill(7),
    database: { app: production.DATABASE_URL, dispatcher: production.DATABASE_DISPATCHER_URL },
    queue: { kind: 'redis', urls: ['redis://redis:6379'] },
    chromaUrl: 'http://chroma:8000',
    slack: { signingSecret: 's', botToken: 'xoxb-1' },
    teams: { appId: 'app', appPassword: 'p', tenantId: 't' },
    chat: { provider: 'openai', model: 'gpt-4.1-mini', apiKey: 'sk' },
    embeddings: { provider: 'openai', model: 'text-embedding-3-small', dimension: 1536, apiKey: 'sk' },
    backup: { daily: true, keepDays: 90 },
    retention: {
      conversationDays: 730,
      suggestionDays: 365,
      eventDays: 90,
      figureMonths: 13,
      historyMonths: 36,
    },
  });
});

describe('exports of the knowledge base', () => {
  const keys = { BACKUP_S3_ACCESS_KEY: 'id', BACKUP_S3_SECRET: 'secret' };
  it('go to a folder', () => {
    expect(
      readConfig({ BACKUP_LOCATION: '/srv/exports', BACKUP_KEEP_DAYS: '30', BACKUP_DAILY: 'false' }).backup,
    ).toEqual({ location: { kind: 'folder', folder: '/srv/exports' }, daily: false, keepDays: 30 });
  });

  it('go to a bucket, at AWS unless said otherwise', () => {
    const bucket = { kind: 's3', bucket: 'our-bucket', accessKey: 'id', secret: 'secret' };
    expect(
      readConfig({ ...keys, BACKUP_LOCATION: 's3://our-bucket', BACKUP_S3_REGION: 'eu-west-1' }).backup
        .location,
    ).toEqual({ ...bucket, prefix: '', region: 'eu-west-1', endpoint: 'https://s3.eu-west-1.amazonaws.com' });
    expect(
      readConfig({
        ...keys,
        BACKUP_LOCATION: 's3://our-bucket/team/kb/',
        BACKUP_S3_ENDPOINT: 'http://minio:9000',
      }).backup.location,
    ).toEqual({ ...bucket, prefix: 'team/kb', region: 'us-east-1', endpoint: 'http://minio:9000' });
  });

  it.each([
    [{ BACKUP_LOCATION: 's3://our-bucket' }, 'BACKUP_S3_ACCESS_KEY and BACKUP_S3_SECRET must be set too'],
    [{ BACKUP_S3_SECRET: 'x' }, 'BACKUP_S3_ACCESS_KEY must be set too'],
    [{ BACKUP_LOCATION: 'ftp://host/x' }, 'BACKUP_LOCATION must be a folder, or a bucket'],
    [{ ...keys, BACKUP_LOCATION: 's3://' }, 'BACKUP_LOCATION must be a folder, or a bucket'],
    [{ BACKUP_KEEP_DAYS: '0' }, 'BACKUP_KEEP_DAYS'],
  ])('names what is wrong with %j', (environment, fault) => {
    expect(faultsOf(environment)).toEqual([expect.stringContaining(fault)]);
  });
});

describe('the queue', () => {
  it('may be a Redis cluster', () => {
    const { queue } = readConfig({ ...production, REDIS_URL: 'redis://a:6379, rediss://b:6380' });
    expect(queue).toEqual({ kind: 'redis', urls: ['redis://a:6379', 'rediss://b:6380'] });
  });

  it('is Redis when both are given, else PostgreSQL', () => {
    const url = 'postgres://threadcoach_queue:c@db/threadcoach';
    expect(readConfig({ ...production, QUEUE_DATABASE_URL: url }).queue?.kind).toBe('redis');
    expect(readConfig({ ...production, REDIS_URL: undefined, QUEUE_DATABASE_URL: url }).queue).toEqual({
      kind: 'postgres',
      url,
    });
  });
});

describe('the model', () => {
  it('is offline when told so, whatever else is set', () => {
    const { chat, embeddings } = readConfig({
      THREADCOACH_OFFLINE: 'true',
      OPENAI_API_KEY: 'sk',
      OPENAI_EMBEDDING_MODEL: 'm',
    });
    expect([chat, embeddings]).toEqual([{ provider: 'offline' }, { provider: 'offline' }]);
  });

  it('may be any server that speaks the protocol, without a key', () => {
    expect(readConfig({ OPENAI_BASE_URL: 'http://localhost:11434/v1', OPENAI_MODEL: 'llama' }).chat).toEqual({
      provider: 'openai',
      model: 'llama',
      baseUrl: 'http://localhost:11434/v1',
    });
  });

  it('may be Azure, with embeddings of its own or the built-in ones', () => {
    const azure = {
      AZURE_OPENAI_ENDPOINT: 'https://acme.openai.azure.com',
      AZURE_OPENAI_API_KEY: 'k',
      AZURE_OPENAI_DEPLOYMENT: 'chat',
    };
    const access = {
      provider: 'azure',
      endpoint: 'https://acme.openai.azure.com',
      apiKey: 'k',
      apiVersion: '2024-10-21',
    };
    expect(readConfig(azure)).toMatchObject({
      chat: { ...access, deployment: 'chat' },
      embeddings: { provider: 'offline' },
    });
    const { embeddings } = readConfig({
      ...azure,
      AZURE_OPENAI_EMBEDDING_DEPLOYMENT: 'emb',
      OPENAI_EMBEDDING_DIMENSION: '256',
    });
    expect(embeddings).toEqual({ ...access, deployment: 'emb', dimension: 256 });
  });
});

describe('faults', () => {
  it('are told all at once, each with its variable', () => {
    const faults = faultsOf({
      PORT: '70000',
      LOG_LEVEL: 'loud',
      ENCRYPTION_KEY: 'short',
      DATABASE_URL: 'not a url',
      THREADCOACH_OFFLINE: 'yes',
      SLACK_BOT_TOKEN: 'xoxb-1',
    });
    for (const name of ['PORT', 'LOG_LEVEL', 'ENCRYPTION_KEY', 'DATABASE_URL', 'THREADCOACH_OFFLINE']) {
      expect(faults.filter((fault) => fault.startsWith(`${name} `))).toHaveLength(1);
    }
    expect(faults).toContainEqual(
      expect.stringMatching(/^SLACK_SIGNING_SECRET .*because SLACK_BOT_TOKEN is\.$/),
    );
  });

  it.each([
    [{ PORT: 'http' }, /^PORT must be a port number/],
    [{ PORT: '0' }, /^PORT /],
    [{ PORT: '80.5' }, /^PORT /],
    [{ ENCRYPTION_KEY: Buffer.alloc(16).toString('base64') }, /32 bytes in base64/],
    [{ DATABASE_URL: 'http://db/threadcoach' }, /^DATABASE_URL must be a URL, such as postgres:/],
    [{ REDIS_URL: 'redis-host' }, /^REDIS_URL must be a URL, such as redis:/],
    [{ REDIS_URL: 'redis://a:6379,b:6379' }, /^REDIS_URL must be a URL, such as redis:/],
    [{ CHROMA_URL: 'chroma' }, /^CHROMA_URL must be a URL/],
    [{ SMTP_URL: 'https://mail.example.com' }, /^SMTP_URL must be a URL, such as smtps:/],
    [{ SMTP_FROM: 'Cleo' }, /^SMTP_FROM must be an address/],
    [{ SMTP_FROM: 'a@b.example' }, /^SMTP_URL must be set too, because SMTP_FROM is\.$/],
    [{ TEAMS_APP_ID: 'app' }, /^TEAMS_APP_PASSWORD must be set too, because TEAMS_APP_ID is\.$/],
    [{ AZURE_OPENAI_API_KEY: 'k' }, /^AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_DEPLOYMENT must be set too/],
  ])('%j is one', (environment, expected) => {
    expect(faultsOf(environment)).toContainEqual(expect.stringMatching(expected));
  });

  it.each(['DATABASE_DISPATCHER_URL', 'ENCRYPTION_KEY', 'REDIS_URL', 'CHROMA_URL'] as const)(
    'a database of one’s own without %s is one',
    (missing) => {
      const faults = faultsOf({ ...production, [missing]: undefined });
      expect(faults).toHaveLength(1);
      expect(faults[0]).toContain(missing);
      expect(faults[0]).toContain('DATABASE_URL is.');
    },
  );

  it('never show a secret', () => {
    const secret = 'hunter2';
    const shown = faultsOf({
      ENCRYPTION_KEY: secret,
      DATABASE_URL: secret,
      REDIS_URL: secret,
      SLACK_BOT_TOKEN: secret,
      OPENAI_BASE_URL: secret,
    }).join('\n');
    expect(shown).not.toContain(secret);
  });
});
