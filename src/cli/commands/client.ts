import type { Command } from 'commander';
import { CsvError, parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { addClient } from '../../coaching/clients/add-client.ts';
import { clientFileUnreadable } from '../../coaching/clients/client-errors.ts';
import { engagementScore } from '../../coaching/clients/engagement-score.ts';
import type { Client } from '../../coaching/clients/client.ts';
import { importClients } from '../../coaching/clients/import-clients.ts';
import { updateClient } from '../../coaching/clients/update-client.ts';
import { listClients } from '../../coaching/clients/list-clients.ts';
import { withCore } from '../context.ts';
import { table } from '../output.ts';
import { asHelp, readAsHelp } from './options.ts';

/** `E-mail`, `Time Zone` and `time_zone` are the columns `email` and `timezone`. */
const columnName = (header: string): string => header.toLowerCase().replaceAll(/[^a-z]/g, '');

/** CSV with a header line. @throws AppError CLIENT_005 */
export function readClientFile(fileName: string, text: string): { line: number; record: unknown }[] {
  try {
    const rows = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map(columnName),
      // Spreadsheets of some countries write semicolons.
      delimiter: /^[^\n,]*;/.test(text) ? ';' : ',',
      info: true,
      relax_column_count_less: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: unknown; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ line: info.lines, record }));
  } catch (cause) {
    const line = cause instanceof CsvError ? (cause as { lines?: unknown }).lines : undefined;
    throw clientFileUnreadable(fileName, typeof line === 'number' ? line : undefined, cause);
  }
}

const toDocument = ({ id, name, email, phone, timezone, tags }: Client, coach?: string) => ({
  id,
  name,
  email: email ?? null,
  phone: phone ?? null,
  timezone,
  tags,
  ...(coach === undefined ? {} : { coach }),
});

interface AddOptions {
  as: string;
  email?: string;
  phone?: string;
  timezone?: string;
  tag?: string[];
}

export function addClientCommands(program: Command): void {
  const client = program.command('client').description('People who are coached and have no account');
  client
    .command('add')
    .description('Add a client of yours; with an address that is known already it shows who that is')
    .argument('<name>')
    .requiredOption('--as <email>', asHelp)
    .option('--email <address>')
    .option('--phone <number>')
    .option('--timezone <zone>', 'like Europe/London; default: yours')
    .option('--tag <words...>')
    .action((name: string, { as, tag, ...fields }: AddOptions, command: Command) =>
      withCore(command, async ({ core, output, organizationId, actorOf }) => {
        const actor = await actorOf(as);
        const added = await addClient(core, { actor, name, ...fields, tags: tag ?? [] });
        await core.audit.record({
          organizationId,
          actorId: actor.id,
          action: 'client.add',
          subjectType: 'client',
          subjectId: added.id,
          surface: 'cli',
        });
        output.result(toDocument(added), () => `${added.name} ${added.id}`);
      }),
    );
  client
    .command('update')
    .description('Change what is known of a client; what is not named stays')
    .argument('<id>')
    .requiredOption('--as <email>', asHelp)
    .option('--name <words>')
    .option('--email <address>')
    .option('--phone <number>')
    .option('--timezone <zone>')
    .option('--tag <words...>')
    .action((id: string, { as, tag, ...fields }: Partial<AddOptions> & { as: string }, command: Command) =>
      withCore(command, async ({ core, output, organizationId, actorOf }) => {
        const actor = await actorOf(as);
        const changes = { ...fields, ...(tag === undefined ? {} : { tags: tag }) };
        const changed = await updateClient(core, actor, id, changes);
        await core.audit.record({
          organizationId,
          actorId: actor.id,
          action: 'client.update',
          subjectType: 'client',
          subjectId: id,
          surface: 'cli',
        });
        output.result(toDocument(changed), () => `${changed.name} ${changed.id}`);
      }),
    );
  client
    .command('list')
    .description('The clients whom a person may see')
    .option('--as <email>', readAsHelp)
    .action(({ as }: { as?: string }, command: Command) =>
      withCore(command, async ({ core, output, organizationId, readerOf }) => {
        const clients = await listClients(core, await readerOf(as));
        const users = new Map((await core.users.list(organizationId)).map((user) => [user.id, user.email]));
        const engagement = await core.matches.clientEngagement(organizationId);
        const rows = clients.map((one) => ({
          ...toDocument(one, users.get(one.coachId ?? '') ?? ''),
          engagement: engagementScore(engagement.get(one.id) ?? new Map()) ?? null,
        }));
        output.result(rows, () =>
          rows.length === 0
            ? 'No clients yet. Add one: npx threadcoach client add NAME --as EMAIL'
            : table(
                ['Name', 'Address', 'Zone', 'Coach', 'Engagement', 'Tags'],
                rows.map((row) => [
                  row.name,
                  row.email ?? '',
                  row.timezone,
                  row.coach ?? '',
                  row.engagement?.toFixed(2) ?? '',
                  row.tags.join(', '),
                ]),
              ),
        );
      }),
    );
  client
    .command('import')
    .description('Add and update clients of yours from a CSV file, all or nothing')
    .argument('<file>', 'columns: name, email, phone, timezone, tags (parted by “;”)')
    .requiredOption('--as <email>', asHelp)
    .action((file: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, organizationId, actorOf }) => {
        const actor = await actorOf(as);
        const report = await importClients(core, actor, readClientFile(file, await readFile(file, 'utf8')));
        await core.audit.record({
          organizationId,
          actorId: actor.id,
          action: 'client.import',
          surface: 'cli',
        });
        output.result(
          report,
          () => `${report.created} added, ${report.updated} changed, ${report.unchanged} as they were.`,
        );
      }),
    );
}
