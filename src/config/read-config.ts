import { AppError } from '../shared/errors.ts';
import { settings, type SettingName } from './settings.ts';

export type ModelConfig =
  | { provider: 'offline' }
  | { provider: 'openai'; model: string; apiKey?: string; baseUrl?: string }
  | { provider: 'azure'; endpoint: string; apiKey: string; deployment: string; apiVersion: string };

export type EmbeddingConfig =
  | { provider: 'offline' }
  | { provider: 'openai'; model: string; dimension: number; apiKey?: string; baseUrl?: string }
  | {
      provider: 'azure';
      endpoint: string;
      apiKey: string;
      deployment: string;
      apiVersion: string;
      dimension: number;
    };

/** Events come over HTTP, signed with the secret, or through a WebSocket that is opened with the app token. */
export interface SlackConfig {
  botToken: string;
  signingSecret?: string;
  appToken?: string;
  apiUrl?: string;
}

export interface MailConfig {
  /** `smtps://user:password@host:port` or `smtp://…`. */
  url: string;
  /** Address that mail comes from. */
  from: string;
}

export interface BackupConfig {
  /** Undefined: a folder in the data folder. */
  location?:
    | { kind: 'folder'; folder: string }
    | {
        kind: 's3';
        bucket: string;
        prefix: string;
        endpoint: string;
        region: string;
        accessKey: string;
        secret: string;
      };
  daily: boolean;
  keepDays: number;
}

/** Days after which something is old. */
export interface RetentionConfig {
  conversationDays: number;
  suggestionDays: number;
  eventDays: number;
  /** Months of daily figures before they go to the archive. */
  figureMonths?: number;
  /** Months after which the archive and what was made of figures go. */
  historyMonths?: number;
}

export interface Config {
  port: number;
  host: string;
  dataDir?: string;
  logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  encryptionKey?: Uint8Array;
  /** Undefined: embedded. */
  database?: { app: string; dispatcher: string };
  migrationUrl?: string;
  /** Undefined: in the embedded PostgreSQL. */
  queue?: { kind: 'redis'; urls: readonly string[] } | { kind: 'postgres'; url: string };
  /** Undefined: embedded. */
  chromaUrl?: string;
  chat: ModelConfig;
  embeddings: EmbeddingConfig;
  slack?: SlackConfig;
  teams?: { appId: string; appPassword: string; tenantId?: string };
  /** Undefined: mail cannot be sent. */
  mail?: MailConfig;
  backup: BackupConfig;
  /** Undefined: 730, 365 and 90 days, as the settings have it. */
  retention?: RetentionConfig;
}

type Values = Record<SettingName, string | number | boolean | undefined>;

function parse(environment: NodeJS.ProcessEnv): { values: Values; faults: string[] } {
  const faults: string[] = [];
  const values: Partial<Values> = {};
  for (const [name, setting] of Object.entries(settings)) {
    const raw = environment[name];
    const result = setting.schema.safeParse(raw === '' ? undefined : raw);
    if (result.success) values[name as SettingName] = result.data;
    // The first says enough: a second one about the same value repeats it.
    else faults.push(`${name} ${result.error.issues[0]?.message ?? 'is wrong'}`);
  }
  return { values: values as Values, faults };
}

/** Settings that make sense only together; all faults are found before any is told. */
function faultsOfGroups(values: Values): string[] {
  const together = (...names: SettingName[]): string[] => {
    const missing = names.filter((name) => values[name] === undefined);
    return missing.length === 0 || missing.length === names.length
      ? []
      : [
          `${missing.join(' and ')} must be set too, because ${names.find((name) => values[name] !== undefined) ?? ''} is.`,
        ];
  };
  return [
    ...together('DATABASE_URL', 'DATABASE_DISPATCHER_URL'),
    ...(values.DATABASE_URL !== undefined && values.ENCRYPTION_KEY === undefined
      ? ['ENCRYPTION_KEY must be set too, because DATABASE_URL is. Make one with: openssl rand -base64 32']
      : []),
    ...(values.DATABASE_URL !== undefined &&
    values.REDIS_URL === undefined &&
    values.QUEUE_DATABASE_URL === undefined
      ? ['REDIS_URL or QUEUE_DATABASE_URL must be set too, because DATABASE_URL is.']
      : []),
    ...(values.DATABASE_URL !== undefined && values.CHROMA_URL === undefined
      ? ['CHROMA_URL must be set too, because DATABASE_URL is. Start one with: npx chroma run --path DIR']
      : []),
    ...together('AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_DEPLOYMENT'),
    ...(values.SLACK_BOT_TOKEN !== undefined &&
    values.SLACK_SIGNING_SECRET === undefined &&
    values.SLACK_APP_TOKEN === undefined
      ? [
          'SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN for socket mode) must be set too, because SLACK_BOT_TOKEN is.',
        ]
      : []),
    ...(values.SLACK_BOT_TOKEN === undefined &&
    (values.SLACK_SIGNING_SECRET ?? values.SLACK_APP_TOKEN) !== undefined
      ? ['SLACK_BOT_TOKEN must be set too, because SLACK_SIGNING_SECRET or SLACK_APP_TOKEN is.']
      : []),
    ...together('TEAMS_APP_ID', 'TEAMS_APP_PASSWORD'),
    ...together('SMTP_URL', 'SMTP_FROM'),
    ...together('BACKUP_S3_ACCESS_KEY', 'BACKUP_S3_SECRET'),
    ...(text(values.BACKUP_LOCATION)?.startsWith('s3://') === true &&
    (values.BACKUP_S3_ACCESS_KEY ?? values.BACKUP_S3_SECRET) === undefined
      ? ['BACKUP_S3_ACCESS_KEY and BACKUP_S3_SECRET must be set too, because BACKUP_LOCATION is a bucket.']
      : []),
  ];
}

const text = (value: string | number | boolean | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** `{ [key]: value }`, or nothing where the value is not set. */
const given = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { [P in K]: V });

function modelsOf(values: Values): Pick<Config, 'chat' | 'embeddings'> {
  if (values.THREADCOACH_OFFLINE === true)
    return { chat: { provider: 'offline' }, embeddings: { provider: 'offline' } };
  const dimension = Number(values.OPENAI_EMBEDDING_DIMENSION);
  const [endpoint, azureKey, deployment] = [
    text(values.AZURE_OPENAI_ENDPOINT),
    text(values.AZURE_OPENAI_API_KEY),
    text(values.AZURE_OPENAI_DEPLOYMENT),
  ];
  if (endpoint !== undefined && azureKey !== undefined && deployment !== undefined) {
    const azure = {
      provider: 'azure' as const,
      endpoint,
      apiKey: azureKey,
      apiVersion: String(values.AZURE_OPENAI_API_VERSION),
    };
    const embedding = text(values.AZURE_OPENAI_EMBEDDING_DEPLOYMENT);
    return {
      chat: { ...azure, deployment },
      embeddings:
        embedding === undefined ? { provider: 'offline' } : { ...azure, deployment: embedding, dimension },
    };
  }
  const access = {
    ...given('apiKey', text(values.OPENAI_API_KEY)),
    ...given('baseUrl', text(values.OPENAI_BASE_URL)),
  };
  if (Object.keys(access).length === 0)
    return { chat: { provider: 'offline' }, embeddings: { provider: 'offline' } };
  const embedding = text(values.OPENAI_EMBEDDING_MODEL);
  return {
    chat: { provider: 'openai', model: String(values.OPENAI_MODEL), ...access },
    embeddings:
      embedding === undefined
        ? { provider: 'offline' }
        : { provider: 'openai', model: embedding, dimension, ...access },
  };
}

function databasesOf(values: Values): Pick<Config, 'database' | 'queue'> {
  const [app, dispatcher] = [text(values.DATABASE_URL), text(values.DATABASE_DISPATCHER_URL)];
  const redis = text(values.REDIS_URL);
  const queue = text(values.QUEUE_DATABASE_URL);
  return {
    ...(app !== undefined && dispatcher !== undefined ? { database: { app, dispatcher } } : {}),
    ...(redis !== undefined
      ? { queue: { kind: 'redis' as const, urls: redis.split(',').map((address) => address.trim()) } }
      : queue !== undefined
        ? { queue: { kind: 'postgres' as const, url: queue } }
        : {}),
  };
}

function backupOf(values: Values): BackupConfig {
  const location = text(values.BACKUP_LOCATION);
  const rest = { daily: values.BACKUP_DAILY === true, keepDays: Number(values.BACKUP_KEEP_DAYS) };
  if (location === undefined) return rest;
  if (!location.startsWith('s3://')) return { ...rest, location: { kind: 'folder', folder: location } };
  const [bucket = '', ...folders] = location.slice('s3://'.length).split('/');
  const region = String(values.BACKUP_S3_REGION);
  return {
    ...rest,
    location: {
      kind: 's3',
      bucket,
      prefix: folders.filter((folder) => folder !== '').join('/'),
      endpoint: text(values.BACKUP_S3_ENDPOINT) ?? `https://s3.${region}.amazonaws.com`,
      region,
      accessKey: String(values.BACKUP_S3_ACCESS_KEY),
      secret: String(values.BACKUP_S3_SECRET),
    },
  };
}

/**
 * The only reader of the environment.
 * @throws AppError CONFIG_001 with every fault in its userMessage, one a line
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const { values, faults } = parse(environment);
  const all = [...faults, ...faultsOfGroups(values)];
  if (all.length > 0) {
    throw new AppError({
      code: 'CONFIG_001',
      message: `${all.length} settings are wrong.`,
      userMessage: `The configuration has ${all.length === 1 ? 'a fault' : `${all.length} faults`}:\n${all.map((fault) => `  - ${fault}`).join('\n')}`,
    });
  }
  const key = text(values.ENCRYPTION_KEY);
  const botToken = text(values.SLACK_BOT_TOKEN);
  const [smtpUrl, smtpFrom] = [text(values.SMTP_URL), text(values.SMTP_FROM)];
  const [appId, appPassword] = [text(values.TEAMS_APP_ID), text(values.TEAMS_APP_PASSWORD)];
  return {
    port: Number(values.PORT),
    host: String(values.HOST),
    ...given('dataDir', text(values.THREADCOACH_DATA_DIR)),
    ...given('logLevel', values.LOG_LEVEL as Config['logLevel']),
    ...given('encryptionKey', key === undefined ? undefined : new Uint8Array(Buffer.from(key, 'base64'))),
    ...databasesOf(values),
    ...given('migrationUrl', text(values.DATABASE_MIGRATION_URL)),
    ...given('chromaUrl', text(values.CHROMA_URL)),
    ...modelsOf(values),
    backup: backupOf(values),
    retention: {
      conversationDays: Number(values.RETENTION_CONVERSATION_DAYS),
      suggestionDays: Number(values.RETENTION_SUGGESTION_DAYS),
      eventDays: Number(values.RETENTION_EVENT_DAYS),
      figureMonths: Number(values.RETENTION_FIGURE_MONTHS),
      historyMonths: Number(values.RETENTION_HISTORY_MONTHS),
    },
    ...(smtpUrl !== undefined && smtpFrom !== undefined ? { mail: { url: smtpUrl, from: smtpFrom } } : {}),
    ...(botToken === undefined
      ? {}
      : {
          slack: {
            botToken,
            ...given('signingSecret', text(values.SLACK_SIGNING_SECRET)),
            ...given('appToken', text(values.SLACK_APP_TOKEN)),
            ...given('apiUrl', text(values.SLACK_API_URL)),
          },
        }),
    ...(appId !== undefined && appPassword !== undefined
      ? { teams: { appId, appPassword, ...given('tenantId', text(values.TEAMS_TENANT_ID)) } }
      : {}),
  };
}
