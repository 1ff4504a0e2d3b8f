import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import {
  dateOrders,
  importTypes,
  type DateOrder,
  type ImportLog,
  type ImportPreview,
  type ImportType,
} from '../../coaching/imports/import.ts';
import type { Imports } from '../../coaching/imports/ports.ts';
import { readMapOptions } from '../../coaching/imports/read-map-options.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { withCore } from '../context.ts';
import { progressBar, type Output } from '../output.ts';
import { writeWholeFile } from '../write-whole-file.ts';
import { listWords, logDocument, logWords, previewDocument, previewWords } from './import-words.ts';
import { asHelp, oneOfOption, positiveInteger, uuidOption } from './options.ts';

interface BringOptions {
  as: string;
  map?: string[];
  dates?: DateOrder;
  dryRun?: boolean;
  yes?: boolean;
}

const holds: Readonly<Record<ImportType, string>> = {
  metrics: 'Daily figures of people',
  users: 'People of the organisation',
  profiles: 'Fields of people’s profiles',
  history: 'Coaching that took place before',
};

const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** Runs a confirmed import with its progress; Ctrl+C stops it, and nothing of it is written. */
async function run(
  imports: Imports,
  output: Output,
  { id, organizationId, totalRows }: ImportLog,
): Promise<ImportLog> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    return await imports.run(organizationId, id, {
      onProgress: ({ processedRows }) => output.progress(progressBar(processedRows, totalRows)),
      signal: stop.signal,
    });
  } finally {
    process.off('SIGINT', interrupt);
  }
}

async function askYes(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await prompt.question(question)).trim());
  } finally {
    prompt.close();
  }
}

/** Whether to go on after the preview; without a terminal only with `--yes`. */
async function agreed(
  preview: ImportPreview,
  { dryRun = false, yes = false }: BringOptions,
  output: Output,
): Promise<boolean> {
  if (dryRun) return false;
  if (yes) return true;
  if (output.json || !process.stdin.isTTY || !process.stdout.isTTY) return false;
  process.stdout.write(`${previewWords(preview)}\n\n`);
  return preview.missing.length === 0 && (await askYes(`Import these ${preview.log.totalRows} rows? [y/N] `));
}

async function bring(
  imports: Imports,
  output: Output,
  actor: Actor,
  { type, file, options }: { type: ImportType; file: string; options: BringOptions },
): Promise<void> {
  let preview = await imports.prepare(actor, { source: { fileName: basename(file), path: file }, type });
  const { id } = preview.log;
  try {
    const mapping = readMapOptions(preview, options);
    if (mapping !== undefined) preview = await imports.remap(actor, id, { mapping });
    if (!(await agreed(preview, options, output))) {
      await imports.cancel(actor, id);
      const howToGoOn =
        preview.missing.length > 0 ? '' : '\n\nNothing was written. To import it: the same with --yes.';
      output.result(
        { ...previewDocument(preview), status: 'cancelled' },
        () => `${previewWords(preview)}${howToGoOn}`,
      );
      return;
    }
    await imports.confirm(actor, id);
  } catch (error) {
    // A file that nobody will confirm any more is not kept.
    await imports.cancel(actor, id).catch(() => undefined);
    throw error;
  }
  await finish(imports, output, actor, await run(imports, output, preview.log));
}

async function finish(imports: Imports, output: Output, actor: Actor, { id }: ImportLog): Promise<void> {
  const { log, faults } = await imports.show(actor, id);
  output.result({ ...logDocument(log), faults }, () => logWords(log, faults.slice(0, 10)));
  if (log.status === 'failed') process.exitCode = 1;
}

/** `import metrics|users|profiles|history FILE`, and what becomes of imports afterwards. */
export function addImportCommands(program: Command): void {
  const root = program
    .command('import')
    .description('Bring figures, people, profiles and coaching history from CSV or XLSX');
  for (const type of importTypes) {
    root
      .command(type)
      .description(`${holds[type]}: shown first, written once you agree`)
      .argument('<file>', 'CSV or XLSX, with a line that names the columns')
      .requiredOption('--as <email>', asHelp)
      .option(
        '--map <header=field>',
        'what a column holds; nothing after = leaves it out (repeatable)',
        collect,
      )
      .option('--dates <order>', `how days are written: ${dateOrders.join(', ')}`, oneOfOption(dateOrders))
      .option('--dry-run', 'only show what would happen')
      .option('--yes', 'do not ask')
      .action((file: string, options: BringOptions, command: Command) =>
        withCore(command, async ({ core, output, actorOf }) => {
          await bring(core.imports, output, await actorOf(options.as), { type, file, options });
        }),
      );
  }
  root
    .command('list')
    .description('Imports, newest first: all of them for admins, else one’s own')
    .requiredOption('--as <email>', asHelp)
    .option('-n, --limit <count>', 'how many', positiveInteger, 20)
    .action(({ as, limit }: { as: string; limit: number }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const logs = await core.imports.list(await actorOf(as), limit);
        output.result(logs.map(logDocument), () => listWords(logs));
      }),
    );
  root
    .command('show')
    .description('One import, with the first rows that could not be taken')
    .argument('<id>', 'of the import', uuidOption)
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const { log, faults } = await core.imports.show(await actorOf(as), id);
        output.result({ ...logDocument(log), faults }, () => logWords(log, faults));
      }),
    );
  root
    .command('errors')
    .description('The rows that could not be taken, with what is wrong, as CSV to mend and import again')
    .argument('<id>', 'of the import', uuidOption)
    .requiredOption('--as <email>', asHelp)
    .requiredOption('-o, --out <file>', 'where to write it')
    .option('--force', 'replace the file if it is there')
    .action(
      (
        id: string,
        { as, out, force = false }: { as: string; out: string; force?: boolean },
        command: Command,
      ) =>
        withCore(command, async ({ core, output, actorOf }) => {
          const { content } = await core.imports.errorFile(await actorOf(as), id);
          await writeWholeFile(out, [Buffer.from(content)], { force });
          output.result({ file: out }, () => `Written to ${out}.`);
        }),
    );
  root
    .command('resume')
    .description('Go on with an import that was confirmed and then interrupted')
    .argument('<id>', 'of the import', uuidOption)
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        const { log } = await core.imports.show(actor, id);
        await finish(core.imports, output, actor, await run(core.imports, output, log));
      }),
    );
  root
    .command('rollback')
    .description('Take a whole import back, as long as nothing newer depends on it')
    .argument('<id>', 'of the import', uuidOption)
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const log = await core.imports.rollback(await actorOf(as), id);
        output.result(logDocument(log), () => `${log.fileName} is taken back.`);
      }),
    );
}
