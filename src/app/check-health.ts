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
    modelLine(core),
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
