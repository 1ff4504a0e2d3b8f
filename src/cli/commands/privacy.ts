import type { Command } from 'commander';
import { privacyDepsOf } from '../../app/create-privacy.ts';
import { erasePerson } from '../../coaching/privacy/erase-person.ts';
import { exportMyData } from '../../coaching/privacy/export-my-data.ts';
import { chatOnly } from '../../coaching/privacy/privacy-errors.ts';
import type { RetentionCounts } from '../../coaching/privacy/ports.ts';
import { replayErasures } from '../../coaching/privacy/replay-erasures.ts';
import { archiveFigures } from '../../coaching/performance/retain-figures.ts';
import { runRetention } from '../../coaching/privacy/run-retention.ts';
import { zipFiles } from '../../files/zip-files.ts';
import { withCore } from '../context.ts';
import { requireDemo } from '../demo-only.ts';
import { table } from '../output.ts';
import { writeWholeFile } from '../write-whole-file.ts';
import { asHelp } from './options.ts';

/** `conversation_messages: 12 archived` */
const inWords = (counts: RetentionCounts): string =>
  Object.entries(counts)
    .map(
      ([name, done]) =>
        `${name}: ${Object.entries(done)
          .map(([what, count]) => `${count} ${what}`)
          .join(', ')}`,
    )
    .join('\n') || 'Nothing is old.';

/** `me export`, in the group `me`: in the demo alone, because it opens conversations. */
export function addMyExport(me: Command): void {
  me.command('export')
    .description('Everything that is kept of you, as a zip file; outside the demo only the chat gives it out')
    .argument('<file>', 'e.g. my-data.zip')
    .option('--force', 'replace the file')
    .requiredOption('--as <email>', asHelp)
    .action((file: string, { as, force = false }: { as: string; force?: boolean }, command: Command) =>
      withCore(command, async (context) => {
        await requireDemo(context, chatOnly);
        const { core, output, actorOf } = context;
        const { files, rows } = await exportMyData(privacyDepsOf(core), {
          actor: await actorOf(as),
          surface: 'cli',
        });
        await writeWholeFile(file, [zipFiles(files)], { force });
        output.result({ file, rows }, () => `${rows} rows in ${file}.`);
      }),
    );
}

/** `person erase` and `erasures`. */
export function addErasures(program: Command): void {
  program
    .command('person')
    .description('One person')
    .command('erase')
    .description('Delete a person and everything that is theirs, for good')
    .argument('<email>')
    .requiredOption('--as <email>', 'an admin, or the person: who acts (audited)')
    .requiredOption('--yes', 'it cannot be undone')
    .action((email: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const [actor, person] = [await actorOf(as), await actorOf(email)];
        const { counts } = await erasePerson(privacyDepsOf(core), {
          actor,
          userId: person.id,
          key: `cli:${person.id}`,
          surface: 'cli',
        });
        output.result({ id: person.id, counts }, () =>
          [
            'Deleted. Rows by table:',
            ...Object.entries(counts).map(([name, count]) => `  ${name}: ${count}`),
            'Messages in their chat app stay until they are deleted there.',
          ].join('\n'),
        );
      }),
    );
  const erasures = program.command('erasures').description('What was erased, by id');
  erasures
    .command('list')
    .description('Erasures of the organisation, newest first')
    .action((_options: unknown, command: Command) =>
      withCore(command, async ({ core, output, organizationId }) => {
        const rows = (await core.privacy.erasures.list(organizationId)).map(
          ({ erasure: { id, kind, requestedAt }, completedAt }) => ({
            id,
            kind,
            requestedAt: requestedAt.toISOString(),
            completedAt: completedAt?.toISOString() ?? null,
          }),
        );
        output.result(rows, () =>
          table(
            ['Id', 'What', 'Asked for', 'Done'],
            rows.map(({ id, kind, requestedAt, completedAt }) => [
              id,
              kind,
              requestedAt,
              completedAt ?? 'not yet',
            ]),
          ),
        );
      }),
    );
  erasures
    .command('replay')
    .description('Carry out again what a restored database does not know; servers do it when they start')
    .action((_options: unknown, command: Command) =>
      withCore(command, async ({ core, output }) => {
        const erased = await replayErasures(privacyDepsOf(core));
        output.result({ erased }, () => `${erased.length} carried out.`);
      }),
    );
}

/** `retention run` and `retention list`. */
export function addRetention(program: Command): void {
  const retention = program.command('retention').description('What is old goes, or into an archive');
  retention
    .command('run')
    .description('Do now what is done every day')
    .option('--dry-run', 'count what would be done, and change nothing')
    .action(({ dryRun = false }: { dryRun?: boolean }, command: Command) =>
      withCore(command, async ({ core, output, organizationId }) => {
        const archivedMonths = await archiveFigures(privacyDepsOf(core), { dryRun });
        const counts = await runRetention(privacyDepsOf(core), organizationId, { dryRun });
        output.result({ dryRun, archivedMonths, counts }, () =>
          [
            ...(archivedMonths === 0 ? [] : [`Months of figures to the archive: ${archivedMonths}`]),
            inWords(counts),
          ].join('\n'),
        );
      }),
    );
  retention
    .command('list')
    .description('Runs, newest first')
    .action((_options: unknown, command: Command) =>
      withCore(command, async ({ core, output, organizationId }) => {
        const runs = await core.privacy.retention.runs(organizationId, 30);
        const rows = runs.map(({ ranAt, counts }) => ({ ranAt: ranAt.toISOString(), counts }));
        output.result(rows, () => rows.map(({ ranAt, counts }) => `${ranAt}  ${inWords(counts)}`).join('\n'));
      }),
    );
}
