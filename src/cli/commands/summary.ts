import type { Command } from 'commander';
import { approveSummary } from '../../coaching/summaries/approve-summary.ts';
import { diffSummary } from '../../coaching/summaries/diff-summary.ts';
import { refineSummary } from '../../coaching/summaries/refine-summary.ts';
import { showSummary } from '../../coaching/summaries/show-summary.ts';
import { undoSummary } from '../../coaching/summaries/undo-summary.ts';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { withCore } from '../context.ts';
import { asHelp, positiveInteger, readAsHelp } from './options.ts';
import { summaryInWords } from './session.ts';
import { changesInWords, toDocument } from './summary-document.ts';
import { addSummaryVersionCommands } from './summary-versions.ts';
import { addSummaryExport } from './summary-export.ts';

/** What came instead of a change. */
const notChanged = (code: 'CLI_008' | 'CLI_009', text: string): AppError =>
  new AppError({ code, message: 'The summary was not changed.', userMessage: text });

export function addSummaryCommands(program: Command): void {
  const summary = program.command('summary').description('Session summaries and their versions');
  addSummaryExport(summary);
  summary
    .command('refine')
    .description('Change a summary in your own words; only the lines you mean change')
    .argument('<id>')
    .argument('<text>', 'e.g. "drop the second win"')
    .requiredOption('--as <email>', asHelp)
    .option('--expected <version>', 'refuse when the summary has moved on from this version', positiveInteger)
    .action(
      (id: string, text: string, { as, expected }: { as: string; expected?: number }, command: Command) =>
        withCore(command, async ({ core, output, actorOf }) => {
          const result = await refineSummary(core, {
            actor: await actorOf(as),
            summaryId: id,
            instruction: text,
            turnId: newId(),
            ...(expected === undefined ? {} : { expected }),
          });
          if (result.kind === 'ask') throw notChanged('CLI_008', result.question);
          if (result.kind === 'cannot') throw notChanged('CLI_009', result.reason);
          output.result(toDocument(result.summary), () =>
            result.kind === 'changed'
              ? `Version ${result.summary.version}\n${changesInWords(result.diff)}`
              : 'Nothing changed.',
          );
        }),
    );
  summary
    .command('show')
    .description('A summary at its newest version')
    .argument('<id>')
    .option('--as <email>', readAsHelp)
    .action((id: string, { as }: { as?: string }, command: Command) =>
      withCore(command, async ({ core, output, readerOf }) => {
        const { summary: found } = await showSummary(core, { actor: await readerOf(as), summaryId: id });
        output.result(toDocument(found), () => summaryInWords(found));
      }),
    );
  summary
    .command('diff')
    .description('What changed between two versions; default: the newest and the one before')
    .argument('<id>')
    .option('--as <email>', readAsHelp)
    .option('--from <version>', 'older version', positiveInteger)
    .option('--to <version>', 'newer version', positiveInteger)
    .action((id: string, { as, from, to }: { as?: string; from?: number; to?: number }, command: Command) =>
      withCore(command, async ({ core, output, readerOf }) => {
        const diff = await diffSummary(core, {
          actor: await readerOf(as),
          summaryId: id,
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
        });
        output.result(
          { id, from: diff.from.version, to: diff.to.version, cause: diff.to.cause, changes: diff.changes },
          () => `Version ${diff.from.version} → ${diff.to.version}\n${changesInWords(diff.changes)}`,
        );
      }),
    );
  summary
    .command('undo')
    .description('Take the last change back, as a new version')
    .argument('<id>')
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const result = await undoSummary(core, { actor: await actorOf(as), summaryId: id, turnId: newId() });
        output.result(toDocument(result.summary), () =>
          result.kind === 'undone'
            ? `Version ${result.summary.version}\n${changesInWords(result.diff)}`
            : 'There is nothing to undo.',
        );
      }),
    );
  addSummaryVersionCommands(summary);
  summary
    .command('approve')
    .description('Approve and lock a summary; its participant may read it from then on')
    .argument('<id>')
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, organizationId, actorOf }) => {
        const actor = await actorOf(as);
        const {
          summary: approved,
          already,
          share,
          incomplete,
        } = await approveSummary(core, { actor, summaryId: id });
        await core.audit.record({
          organizationId,
          actorId: actor.id,
          action: 'summary.approve',
          subjectType: 'summary',
          subjectId: id,
          surface: 'cli',
        });
        const open = incomplete.map(({ line }) => line.id);
        output.result({ ...toDocument(approved), share, unassigned: open }, () =>
          already
            ? 'It was approved already.'
            : `Approved at version ${approved.version}. ${share.unedited} of ${share.all} lines stood as drafted.`,
        );
      }),
    );
}
