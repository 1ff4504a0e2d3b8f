import { type Command, Option } from 'commander';
import { once } from 'node:events';
import { exportSummaries } from '../../coaching/exports/export-summaries.ts';
import { exportFormats, type ExportFormat } from '../../coaching/exports/summary-writer.ts';
import { withCore } from '../context.ts';
import { writeWholeFile } from '../write-whole-file.ts';
import { asHelp } from './options.ts';
import { addSessionFilter, sessionFilterOf, type SessionFilterOptions } from './session-filter.ts';

interface ExportOptions extends Omit<SessionFilterOptions, 'state'> {
  format: ExportFormat;
  out?: string;
  force?: boolean;
  drafts?: boolean;
  evidence?: boolean;
  as: string;
}

/** `summary export`: to a file, or to standard output. */
export function addSummaryExport(summary: Command): void {
  addSessionFilter(
    summary
      .command('export')
      .description('Approved summaries as JSON, CSV or Markdown; each export is audited'),
    { states: false },
  )
    .addOption(new Option('--format <format>', 'kind of file').choices(exportFormats).default('json'))
    .option('--drafts', 'also summaries that are not approved')
    .option('--evidence', 'with the words that each line rests on, personal data masked')
    .option('--out <file>', 'where to; default: standard output')
    .option('--force', 'replace the file if it is there')
    .requiredOption('--as <email>', asHelp)
    .action((options: ExportOptions, command: Command) =>
      withCore(command, async (context) => {
        const { core, output, actorOf } = context;
        const actor = await actorOf(options.as);
        const filter = await sessionFilterOf(context, actor, options);
        const { chunks, counts } = exportSummaries(core.summaryExport, {
          actor,
          surface: 'cli',
          format: options.format,
          filter,
          drafts: options.drafts ?? false,
          evidence: options.evidence ?? false,
        });
        if (options.out === undefined) {
          // The file itself is the result, with `--json` too.
          await toStandardOutput(chunks);
          return;
        }
        const file = options.out;
        await writeWholeFile(file, chunks, { force: options.force ?? false });
        const { sessions, summaries } = counts();
        output.result(
          { file, format: options.format, sessions, summaries },
          () =>
            `${summaries} ${summaries === 1 ? 'summary' : 'summaries'} of ${sessions} ${sessions === 1 ? 'session' : 'sessions'} → ${file}`,
        );
      }),
    );
}

async function toStandardOutput(chunks: AsyncIterable<string>): Promise<void> {
  for await (const chunk of chunks) {
    // A slow reader is waited for: the export never stands in memory as a whole.
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
  }
}
