import type { Core } from './open-core.ts';

export interface HealthLine {
  name: string;
  /** `off`: not configured, and that is fine. */
  state: 'ok' | 'off' | 'fault';
  /** What was found and, for a fault, how to fix it. */
  detail: string;
}

async function line(name: string, cure: string, check: () => Promise<string>): Promise<HealthLine> {
  try {
    return { name, state: 'ok', detail: await check() };
  } catch (error) {
    return {
      name,
      state: 'fault',
      detail: `${error instanceof Error ? error.message : 'does not answer'}. ${cure}`,
    };
  }
}

const where = (embedded: boolean): string => (embedded ? 'embedded' : 'configured');

/** Asks each service whether it answers; the embedded ones were started just before. */
export async function checkHealth(core: Core): Promise<HealthLine[]> {
  const { config, services, dispatcher } = core;
  return Promise.all([
    line('PostgreSQL', 'Check DATABASE_URL.', async () => {
      const organizations = await dispatcher.organizationIds();
      return `${where(services.embedded)}, answers, row-level security binds both roles, ${organizations.length} organisation${organizations.length === 1 ? '' : 's'}`;
    }),
    line('Chroma', 'Check CHROMA_URL; search goes on by words alone.', async () => {
      const response = await fetch(new URL('/api/v2/heartbeat', services.chromaUrl), {
        signal: AbortSignal.timeout(5_000),
      });
      if (!response.ok) throw new Error(`answers ${response.status}`);
      return `${where(config.chromaUrl === undefined)}, answers`;
    }),
    Promise.resolve<HealthLine>({
      name: 'queue',
      state: 'ok',
      detail: services.queue.kind === 'redis' ? 'Redis' : 'PostgreSQL (set REDIS_URL for many workers)',
    }),
    indexLine(core),
    exportLine(core),
    modelLine(core),
    mailLine(core),
    contactLine(core),
    Promise.resolve<HealthLine>(
      config.slack === undefined
        ? { name: 'Slack', state: 'off', detail: 'not configured (SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN)' }
        : { name: 'Slack', state: 'ok', detail: 'configured' },
    ),
    Promise.resolve<HealthLine>(
      config.teams === undefined
        ? { name: 'Teams', state: 'off', detail: 'not configured (TEAMS_APP_ID, TEAMS_APP_PASSWORD)' }
        : { name: 'Teams', state: 'ok', detail: 'configured' },
    ),
  ]);
}

async function mailLine({ mail, config }: Core): Promise<HealthLine> {
  if (mail === undefined || config.mail === undefined) {
    return {
      name: 'mail',
      state: 'off',
      detail: 'follow-ups can be copied, not sent (set SMTP_URL and SMTP_FROM)',
    };
  }
  const { from } = config.mail;
  return line('mail', 'Check SMTP_URL.', async () => {
    await mail.verify();
    return `can be sent from ${from}`;
  });
}

/** Where nobody of an organisation is named, people in need get the emergency numbers alone. */
async function contactLine({ contacts, dispatcher }: Core): Promise<HealthLine> {
  const name = 'crisis contacts';
  const ids = await dispatcher.organizationIds();
  const lists = await Promise.all(ids.map((organizationId) => contacts.list(organizationId)));
  const without = lists.filter((list) => !list.some(({ kind }) => kind === 'crisis')).length;
  if (without === 0) return { name, state: 'ok', detail: 'named' };
  const where = ids.length === 1 ? '' : ` in ${without} of ${ids.length} organisations`;
  const cure = 'npx threadcoach contact add --kind crisis, or /contacts in chat';
  return { name, state: 'off', detail: `nobody is named${where} (${cure})` };
}

async function modelLine(core: Core): Promise<HealthLine> {
  if (core.config.chat.provider === 'offline') {
    return {
      name: 'model',
      state: 'off',
      detail: 'built-in offline model (set OPENAI_API_KEY or OPENAI_BASE_URL for another)',
    };
  }
  const { ok, detail } = await core.checkModel();
  return { name: 'model', state: ok ? 'ok' : 'fault', detail };
}

/** Of all organisations, each compared id by id; nothing is changed. */
async function indexLine({ dispatcher, backup }: Core): Promise<HealthLine> {
  const cure = 'Run: npx threadcoach knowledge reconcile';
  return line('knowledge index', cure, async () => {
    let vectors = 0;
    for (const organizationId of await dispatcher.organizationIds()) {
      const { complete, deviation, namespaces } = await backup.reconcile(organizationId, { dryRun: true });
      if (!complete)
        throw new Error(`${(deviation * 100).toFixed(1)} % off in organisation ${organizationId}`);
      vectors += namespaces.reduce((sum, { expected }) => sum + expected, 0);
    }
    return `complete, ${vectors} vectors`;
  });
}

/** A day and some hours: the export of last night, and time for it. */
const exportTooOldMs = 36 * 3_600_000;

async function exportLine({ config, dispatcher, backup, clock }: Core): Promise<HealthLine> {
  if (!config.backup.daily)
    return { name: 'knowledge exports', state: 'off', detail: 'off (BACKUP_DAILY=false)' };
  const cure = `See: npx threadcoach knowledge backups. They go to ${backup.location}`;
  return line('knowledge exports', cure, async () => {
    const ids = await dispatcher.organizationIds();
    let exported = 0;
    for (const organizationId of ids) {
      const [newest, ...others] = await backup.catalogued(organizationId);
      const verified = [newest, ...others].find((record) => record?.state === 'verified');
      if (newest?.state === 'failed')
        throw new Error(
          `the last one of organisation ${organizationId} failed: ${newest.failure ?? 'see the log'}`,
        );
      if (verified === undefined) continue;
      if (clock.now().getTime() - verified.until.getTime() > exportTooOldMs)
        throw new Error(
          `the last one of organisation ${organizationId} is of ${verified.until.toISOString()}`,
        );
      exported += 1;
    }
    return `${exported} of ${ids.length} written and read back since yesterday, to ${backup.location}`;
  });
}
