import type { Command } from 'commander';
import { openCore } from '../../app/open-core.ts';
import { createLogger } from '../../app/pino-logger.ts';
import { createOrganization } from '../../coaching/tenants/create-organization.ts';
import { readConfig } from '../../config/read-config.ts';
import { createOutput, reportFailure } from '../output.ts';
import { uuidOption } from './options.ts';

interface CreateOptions {
  admin: string;
  adminName?: string;
  id?: string;
  slackTeam?: string;
  teamsTenant?: string;
}

export function addOrg(program: Command): void {
  const org = program.command('org').description('Organisations (tenants)');
  org
    .command('create')
    .description('Create an organisation with its first admin, and bind chat installations to it')
    .argument('<name>')
    .requiredOption('--admin <email>', 'address of the first admin, as the chat platform verifies it')
    .option('--admin-name <name>', 'the admin’s name; default: the address')
    .option('--id <id>', 'the id of before, to restore its knowledge into a new database', uuidOption)
    .option('--slack-team <id>', 'Slack team id (T…) whose messages belong to this organisation')
    .option('--teams-tenant <id>', 'Microsoft 365 tenant id whose messages belong to this organisation')
    .action(async (name: string, options: CreateOptions, command: Command) => {
      const output = createOutput(command.optsWithGlobals<{ json?: boolean }>().json ?? false);
      try {
        const config = readConfig(process.env);
        const core = await openCore(config, { logger: createLogger(config.logLevel ?? 'warn') });
        try {
          const created = await createOrganization(core, {
            name,
            ...(options.id === undefined ? {} : { id: options.id }),
            admin: { email: options.admin, name: options.adminName ?? options.admin },
            installations: [
              ...(options.slackTeam === undefined
                ? []
                : [{ platform: 'slack', externalId: options.slackTeam }]),
              ...(options.teamsTenant === undefined
                ? []
                : [{ platform: 'teams', externalId: options.teamsTenant }]),
            ],
          });
          output.result(
            created,
            () => `Created ${created.name} (${created.id}) with ${options.admin} as admin.`,
          );
        } finally {
          await core.close();
        }
      } catch (error) {
        process.exitCode = reportFailure(error);
      }
    });
}
