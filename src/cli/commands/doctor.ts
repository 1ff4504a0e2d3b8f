import type { Command } from 'commander';
import { checkHealth, type HealthLine } from '../../app/check-health.ts';
import { createLogger } from '../../app/pino-logger.ts';
import { openCore, type Core } from '../../app/open-core.ts';
import { readConfig } from '../../config/read-config.ts';
import { AppError } from '../../shared/errors.ts';
import { createOutput } from '../output.ts';

const marks = { ok: '✓', off: '–', fault: '✗' } as const;

const faultOf = (name: string, error: unknown): HealthLine => ({
  name,
  state: 'fault',
  detail:
    error instanceof AppError
      ? (error.userMessage ?? error.message)
      : error instanceof Error
        ? error.message
        : 'unknown',
});

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('What is configured, reachable and missing, and how to fix it')
    .action(async (_options: unknown, command: Command) => {
      const output = createOutput(command.optsWithGlobals<{ json?: boolean }>().json ?? false);
      const lines: HealthLine[] = [];
      let core: Core | undefined;
      try {
        const config = readConfig(process.env);
        lines.push({ name: 'configuration', state: 'ok', detail: 'no faults' });
        core = await openCore(config, { logger: createLogger('silent') });
        lines.push(...(await checkHealth(core)));
      } catch (error) {
        lines.push(faultOf(lines.length === 0 ? 'configuration' : 'services', error));
      } finally {
        await core?.close();
      }
      output.result(lines, () =>
        lines.map(({ name, state, detail }) => `${marks[state]} ${name}: ${detail}`).join('\n'),
      );
      if (lines.some((line) => line.state === 'fault')) process.exitCode = 1;
    });
}
