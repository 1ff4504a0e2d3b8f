import { z } from 'zod';

const url = (what: string, protocol = /^https?$/) =>
  z.url({ message: `must be a URL, such as ${what}`, protocol });
const postgresUrl = (role: string) => url(`postgres://${role}:…@db/threadcoach`, /^postgres(ql)?$/);
const redisUrl = url('redis://host:6379', /^rediss?$/);
/** One address, or those of a cluster's nodes with commas. */
const redisUrls = z.string().superRefine((value, context) => {
  const wrong = value
    .split(',')
    .map((address) => redisUrl.safeParse(address.trim()))
    .find(({ success }) => !success);
  if (wrong?.error !== undefined) context.addIssue(wrong.error.issues[0]?.message ?? 'must be a URL');
});
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
/** A folder, or a bucket with or without a folder in it. */
const backupLocation = z
  .string()
  .min(1)
  .refine(
    (value) => !value.includes('://') || /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.*)?$/u.test(value),
    {
      message: 'must be a folder, or a bucket such as s3://bucket/folder',
    },
  );
const key32Message = { message: 'must be 32 bytes in base64 (openssl rand -base64 32)' };
const key32 = z
  .base64(key32Message)
  .refine((value) => Buffer.from(value, 'base64').byteLength === 32, key32Message);

const retentionDays = z.coerce.number({ message: 'must be a number of days' }).int().min(1).max(36_500);

export type SettingGroup =
  'Running' | 'Databases' | 'Model' | 'Slack' | 'Teams' | 'Mail' | 'Backup' | 'Retention';

export interface Setting {
  group: SettingGroup;
  schema: z.ZodType;
  /** Shown in the README's table: what it does, unit, and what happens when it is not set. */
  description: string;
  /** As shown; undefined: not set. */
  default?: string;
  secret?: boolean;
}

const define = <const T extends Record<string, Setting>>(settings: T): T => settings;

/** Every environment variable that Threadcoach reads. docs/configuration.md is generated from this list. */
export const settings = define({
  PORT: {
    group: 'Running',
    schema: z.coerce.number({ message: 'must be a port number' }).int().min(1).max(65_535).default(3978),
    description: 'Port of the web server.',
    default: '3978',
  },
  HOST: {
    group: 'Running',
    schema: z.string().min(1).default('127.0.0.1'),
    description:
      'Address to listen on. Behind a reverse proxy keep the default; `0.0.0.0` opens every interface.',
    default: '127.0.0.1',
  },
  THREADCOACH_DATA_DIR: {
    group: 'Running',
    schema: z.string().min(1).optional(),
    description: 'Folder of the embedded services and generated secrets. Used only where no URL is set.',
    default: '.threadcoach/ in the checkout',
  },
  LOG_LEVEL: {
    group: 'Running',
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
    description: 'Least severe log lines written to stderr, as JSON. They never hold message text.',
    default: '`warn` in the demo, `info` otherwise',
  },
  ENCRYPTION_KEY: {
    group: 'Running',
    schema: key32.optional(),
    description:
      'Seals waiting messages and platform tokens at rest; 32 bytes in base64. Required with `DATABASE_URL`.',
    default: 'generated in the data folder',
    secret: true,
  },
  DATABASE_URL: {
    group: 'Databases',
    schema: postgresUrl('threadcoach_app').optional(),
    description: 'PostgreSQL as the app role, which row policies bind. Not set: PostgreSQL starts embedded.',
    secret: true,
  },
  DATABASE_DISPATCHER_URL: {
    group: 'Databases',
    schema: postgresUrl('threadcoach_dispatcher').optional(),
    description: 'PostgreSQL as the dispatcher role, which takes messages in. Required with `DATABASE_URL`.',
    secret: true,
  },
  DATABASE_MIGRATION_URL: {
    group: 'Databases',
    schema: postgresUrl('threadcoach_owner').optional(),
    description: 'PostgreSQL as the owner role, for `threadcoach migrate` alone.',
    secret: true,
  },
  REDIS_URL: {
    group: 'Databases',
    schema: redisUrls.optional(),
    description:
      'Redis for the queue; several addresses with commas name the nodes of a cluster. Not set: the queue lives in PostgreSQL.',
    secret: true,
  },
  QUEUE_DATABASE_URL: {
    group: 'Databases',
    schema: postgresUrl('threadcoach_queue').optional(),
    description:
      'PostgreSQL for the queue, as a role that owns the schema `bullmq`. Only without `REDIS_URL`.',
    secret: true,
  },
  CHROMA_URL: {
    group: 'Databases',
    schema: url('http://chroma:8000').optional(),
    description: 'Chroma, the vector index. Not set: Chroma starts embedded.',
  },
  OPENAI_API_KEY: {
    group: 'Model',
    schema: z.string().min(1).optional(),
    description:
      'Key of OpenAI or of a compatible server. Neither key nor base URL set: the built-in offline model answers.',
    secret: true,
  },
  OPENAI_BASE_URL: {
    group: 'Model',
    schema: url('http://localhost:11434/v1').optional(),
    description: 'Any server that speaks the OpenAI protocol.',
  },
  OPENAI_MODEL: {
    group: 'Model',
    schema: z.string().min(1).default('gpt-4.1-mini'),
    description: 'Chat model.',
    default: 'gpt-4.1-mini',
  },
  OPENAI_EMBEDDING_MODEL: {
    group: 'Model',
    schema: z.string().min(1).optional(),
    description:
      'Embedding model of the same server. Not set: the built-in embeddings. After a change the former model serves until the workers have embedded everything anew (or `threadcoach knowledge reindex` has).',
  },
  OPENAI_EMBEDDING_DIMENSION: {
    group: 'Model',
    schema: z.coerce.number().int().min(1).max(10_000).default(1536),
    description: 'Length of that model’s vectors.',
    default: '1536',
  },
  AZURE_OPENAI_ENDPOINT: {
    group: 'Model',
    schema: url('https://NAME.openai.azure.com').optional(),
    description: 'Azure OpenAI instead of OpenAI; with `AZURE_OPENAI_API_KEY` and `AZURE_OPENAI_DEPLOYMENT`.',
  },
  AZURE_OPENAI_API_KEY: {
    group: 'Model',
    schema: z.string().min(1).optional(),
    description: 'Key of the Azure resource.',
    secret: true,
  },
  AZURE_OPENAI_DEPLOYMENT: {
    group: 'Model',
    schema: z.string().min(1).optional(),
    description: 'Name of the chat deployment.',
  },
  AZURE_OPENAI_EMBEDDING_DEPLOYMENT: {
    group: 'Model',
    schema: z.string().min(1).optional(),
    description: 'Name of the embedding deployment. Not set: the built-in embeddings.',
  },
  AZURE_OPENAI_API_VERSION: {
    group: 'Model',
    schema: z.string().min(1).default('2024-10-21'),
    description: 'Version of the Azure interface.',
    default: '2024-10-21',
  },
  SLACK_SIGNING_SECRET: {
    group: 'Slack',
    schema: z.string().min(1).optional(),
    description: 'From the app’s Basic Information; turns Slack on together with `SLACK_BOT_TOKEN`.',
    secret: true,
  },
  SLACK_BOT_TOKEN: {
    group: 'Slack',
    schema: z.string().min(1).optional(),
    description: 'Bot token of the one workspace that this deployment serves.',
    secret: true,
  },
  SLACK_APP_TOKEN: {
    group: 'Slack',
    schema: z.string().min(1).optional(),
    description:
      'App-level token (`xapp-…`): events come through a WebSocket that Threadcoach opens, for hosts that Slack cannot reach. Then no signing secret is needed.',
    secret: true,
  },
  SLACK_API_URL: {
    group: 'Slack',
    schema: url('https://slack.com/api/').optional(),
    description: 'Another address of Slack’s Web API, for tests against a stand-in.',
  },
  TEAMS_APP_ID: {
    group: 'Teams',
    schema: z.string().min(1).optional(),
    description: 'Microsoft app id of the bot; turns Teams on together with `TEAMS_APP_PASSWORD`.',
  },
  TEAMS_APP_PASSWORD: {
    group: 'Teams',
    schema: z.string().min(1).optional(),
    description: 'Client secret of the bot’s registration.',
    secret: true,
  },
  TEAMS_TENANT_ID: {
    group: 'Teams',
    schema: z.string().min(1).optional(),
    description: 'Tenant of a single-tenant bot.',
  },
  SMTP_URL: {
    group: 'Mail',
    schema: url('smtps://user:password@mail.example.com:465', /^smtps?$/).optional(),
    description:
      'Mail server for follow-ups: `smtps://` for TLS from the start, `smtp://` for STARTTLS (always before a login). User and password percent-encoded. Not set: follow-ups can be drafted and copied, not sent.',
    secret: true,
  },
  SMTP_FROM: {
    group: 'Mail',
    schema: z.email({ message: 'must be an address, such as coaching@example.com' }).optional(),
    description:
      'Address that mail comes from. The coach stands beside it as name and as the address for answers. Required with `SMTP_URL`.',
  },
  BACKUP_LOCATION: {
    group: 'Backup',
    schema: backupLocation.optional(),
    description:
      'Where exports of the knowledge base go: a folder that every worker shares, or `s3://bucket/folder` for S3 or anything that speaks its protocol.',
    default: '`backups/` in the data folder',
  },
  BACKUP_DAILY: {
    group: 'Backup',
    schema: flag.default(true),
    description:
      '`false`: no daily export (from 03:00 UTC, spread over an hour). `threadcoach knowledge export` works all the same.',
    default: 'true',
  },
  BACKUP_KEEP_DAYS: {
    group: 'Backup',
    schema: z.coerce.number({ message: 'must be a number of days' }).int().min(1).max(3_650).default(90),
    description: 'Days after which an export is removed, unless a later one rests on it.',
    default: '90',
  },
  BACKUP_S3_ENDPOINT: {
    group: 'Backup',
    schema: url('http://minio:9000').optional(),
    description: 'Address of the storage service; buckets are addressed path-style.',
    default: 'that of AWS in the region',
  },
  BACKUP_S3_REGION: {
    group: 'Backup',
    schema: z.string().min(1).default('us-east-1'),
    description: 'Region of the bucket.',
    default: 'us-east-1',
  },
  BACKUP_S3_ACCESS_KEY: {
    group: 'Backup',
    schema: z.string().min(1).optional(),
    description: 'Access key id that may list, read, write and delete in the bucket. Required with `s3://`.',
  },
  BACKUP_S3_SECRET: {
    group: 'Backup',
    schema: z.string().min(1).optional(),
    description: 'Secret of that key.',
    secret: true,
  },
  RETENTION_CONVERSATION_DAYS: {
    group: 'Retention',
    schema: retentionDays.default(730),
    description:
      'Days until messages are sealed into an archive that only their owner’s export opens, and questions go.',
    default: '730',
  },
  RETENTION_SUGGESTION_DAYS: {
    group: 'Retention',
    schema: retentionDays.default(365),
    description: 'Days after which suggestions of colleagues, and what was asked for, are deleted.',
    default: '365',
  },
  RETENTION_EVENT_DAYS: {
    group: 'Retention',
    schema: retentionDays.default(90),
    description: 'Days after which ids of messages received and sent are deleted.',
    default: '90',
  },
  RETENTION_FIGURE_MONTHS: {
    group: 'Retention',
    schema: z.coerce.number({ message: 'must be a number of months' }).int().min(12).max(1_200).default(13),
    description: 'Months after which daily figures go to the archive, a whole month at a time; at least 12.',
    default: '13',
  },
  RETENTION_HISTORY_MONTHS: {
    group: 'Retention',
    schema: z.coerce.number({ message: 'must be a number of months' }).int().min(13).max(1_200).default(36),
    description: 'Months after which that archive, and weeks, months and quarters of figures, are deleted.',
    default: '36',
  },
  THREADCOACH_OFFLINE: {
    group: 'Model',
    schema: flag.default(false),
    description: '`true`: no model outside this deployment is called, whatever else is set.',
    default: 'false',
  },
});

export type SettingName = keyof typeof settings;
