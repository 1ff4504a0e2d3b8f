import type { Command } from 'commander';
import { CsvError, parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { importPeople } from '../../coaching/people/import-people.ts';
import { AppError } from '../../shared/errors.ts';
import { withCore } from '../context.ts';
import { table } from '../output.ts';

/** `Team Leader`, `team_leader` and `teamLeader` are the same column. */
const columnName = (header: string): string =>
  header
    .trim()
    .replaceAll(/[\s_-]+(\w)/g, (_, letter: string) => letter.toUpperCase())
    .replace(/^\w/, (letter) => letter.toLowerCase());

/** CSV with a header line, or JSON: an array of people, or an object with `people`. */
export function readPeopleFile(fileName: string, text: string): { line: number; record: unknown }[] {
  try {
    if (/^\s*[[{]/.test(text)) {
      const document = JSON.parse(text) as unknown;
      const people = Array.isArray(document)
        ? (document as unknown[])
        : (document as { people?: unknown[] }).people;
      if (people === undefined) throw new Error('no people');
      return people.map((record, index) => ({ line: index + 1, record }));
    }
    const rows = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map(columnName),
      info: true,
      // What is missing at the end of a line is told with the other faults of that line.
      relax_column_count_less: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: unknown; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ line: info.lines, record }));
  } catch (cause) {
    const line = cause instanceof CsvError ? (cause as { lines?: unknown }).lines : undefined;
    throw new AppError({
      code: 'PEOPLE_002',
      message: 'The people file cannot be read.',
      userMessage: `${fileName} is neither CSV with a header line nor JSON${typeof line === 'number' ? `: look at line ${line}, where a comma inside a value needs quotes` : ''}. Columns: email, name, role, job_family, team_leader, manager, department, employee_id, timezone, shift_pattern, hire_date, phone.`,
      cause,
    });
  }
}

export function addPeople(program: Command): void {
  const people = program.command('people').description('The people of the organisation');
  people
    .command('list')
    .description('Everyone who may use the bot')
    .action((_options: unknown, command: Command) =>
      withCore(command, async ({ core, output, organizationId }) => {
        const users = await core.users.list(organizationId);
        const emails = new Map(users.map((user) => [user.id, user.email]));
        const rows = users.map(({ email, name, role, jobFamily, teamLeaderId }) => ({
          email,
          name,
          role,
          jobFamily,
          teamLeader: teamLeaderId === undefined ? null : (emails.get(teamLeaderId) ?? null),
        }));
        output.result(rows, () =>
          table(
            ['Name', 'Address', 'Role', 'Family', 'Team leader'],
            rows.map((row) => [row.name, row.email, row.role, row.jobFamily, row.teamLeader ?? '']),
          ),
        );
      }),
    );
  people
    .command('import')
    .description('Add and update people from a CSV or JSON file, all or nothing')
    .argument('<file>')
    .action((file: string, _options: unknown, command: Command) =>
      withCore(command, async ({ core, output, organizationId }) => {
        const records = readPeopleFile(file, await readFile(file, 'utf8'));
        const report = await importPeople(core, organizationId, records);
        await core.audit.record({ organizationId, action: 'people.import', surface: 'cli' });
        output.result(
          report,
          () => `${report.created} added, ${report.updated} updated, ${report.unchanged} unchanged.`,
        );
      }),
    );
}
