import type { Command } from 'commander';
import { migrationsDir } from '../../app/paths.ts';
import { createLogger } from '../../app/pino-logger.ts';
import { openServices } from '../../app/open-services.ts';
import { readConfig } from '../../config/read-config.ts';
import { migrateDeploy } from '../../data/migrate.ts';
import { createOutput, reportFailure } from '../output.ts';

const roleStatements = `The two roles that the bot and the workers connect as, for a database administrator to create once:
  CREATE ROLE threadcoach_app LOGIN PASSWORD '…' NOSUPERUSER NOBYPASSRLS;
  CREATE ROLE threadcoach_dispatcher LOGIN PASSWORD '…' NOSUPERUSER NOBYPASSRLS;
And, without Redis, one for the queue:
  CREATE ROLE threadcoach_queue LOGIN PASSWORD '…'; CREATE SCHEMA bullmq AUTHORIZATION threadcoach_queue;`;

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database up to date (as the owner: DATABASE_MIGRATION_URL)')
    .addHelpText('after', `\n${roleStatements}`)
    .action(async (_options: unknown, command: Command) => {
      const output = createOutput(command.optsWithGlobals<{ json?: boolean }>().json ?? false);
      try {
        const config = readConfig(process.env);
        const logger = createLogger(config.logLevel ?? 'warn');
        if (config.migrationUrl === undefined) {
          // Embedded databases are brought up to date whenever they are opened.
          const services = await openServices(config, { logger });
          await services.close();
          output.result({ applied: [] }, () => 'The embedded database is up to date.');
          return;
        }
        const applied = await migrateDeploy({
          ownerUrl: config.migrationUrl,
          migrationsDir,
          logger,
          onProgress: (step) => output.progress(step),
        });
        output.result({ applied }, () =>
          applied.length === 0
            ? 'Nothing to do, the database is up to date.'
            : `Applied: ${applied.join(', ')}`,
        );
      } catch (error) {
        process.exitCode = reportFailure(error);
      }
    });
}
