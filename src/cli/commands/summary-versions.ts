import type { Command } from 'commander';
import { isOverdue } from '../../coaching/actions/action-item.ts';
import { formatShare } from '../../coaching/summaries/approval-share.ts';
import { openSummary } from '../../coaching/summaries/open-summary.ts';
import type { ApprovalShare } from '../../coaching/summaries/ports.ts';
import { reopenSummary } from '../../coaching/summaries/reopen-summary.ts';
import { restoreVersion } from '../../coaching/summaries/restore-version.ts';
import { sinceInWords } from '../../coaching/summaries/stale-change.ts';
import { summaryAccuracy } from '../../coaching/summaries/summary-accuracy.ts';
import { summaryHistory } from '../../coaching/summaries/summary-history.ts';
import { redoSummary } from '../../coaching/summaries/undo-summary.ts';
import { newId } from '../../shared/ids.ts';
import { withCore, type CliContext } from '../context.ts';
import { asHelp, positiveInteger, readAsHelp } from './options.ts';
import { changesInWords, toDocument } from './summary-document.ts';

/** What can be done with the versions of a summary, and what came of approved ones. */
export function addSummaryVersionCommands(summary: Command): void {
  summary
    .command('history')
    .description('Every version: who made it, when, and with which words')
    .argument('<id>')
    .option('--as <email>', readAsHelp)
    .action((id: string, { as }: { as?: string }, command: Command) =>
      withCore(command, async ({ core, output, readerOf }) => {
        const { versions } = await summaryHistory(core, { actor: await readerOf(as), summaryId: id });
        output.result(
          { id, versions: versions.map(({ changes, ...rest }) => ({ ...rest, changes: changes.length })) },
          () => versions.map((version) => `${version.at.toISOString()}  ${sinceInWords(version)}`).join('\n'),
        );
      }),
    );
  summary
    .command('redo')
    .description('Bring back what the last undo took away, as a new version')
    .argument('<id>')
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const result = await redoSummary(core, { actor: await actorOf(as), summaryId: id, turnId: newId() });
        output.result(toDocument(result.summary), () =>
          result.kind === 'redone'
            ? `Version ${result.summary.version}\n${changesInWords(result.diff)}`
            : 'There is nothing to redo.',
        );
      }),
    );
  summary
    .command('restore')
    .description('Give a summary the lines of an older version, as a new one')
    .argument('<id>')
    .requiredOption('--version <version>', 'the version that comes back', positiveInteger)
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as, version }: { as: string; version: number }, command: Command) =>
      withCore(command, async (context) => {
        const { core, output, actorOf } = context;
        const actor = await actorOf(as);
        const result = await restoreVersion(core, { actor, summaryId: id, version, turnId: newId() });
        await audited(context, actor.id, 'summary.restore', id);
        output.result(
          toDocument(result.summary),
          () => `Version ${result.summary.version}\n${changesInWords(result.diff)}`,
        );
      }),
    );
  summary
    .command('reopen')
    .description('Make an approved summary a draft again; its participant no longer sees it')
    .argument('<id>')
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as }: { as: string }, command: Command) =>
      withCore(command, async (context) => {
        const { core, output, actorOf } = context;
        const actor = await actorOf(as);
        const { summary: reopened, already } = await reopenSummary(core, { actor, summaryId: id });
        if (!already) await audited(context, actor.id, 'summary.reopen', id);
        output.result(toDocument(reopened), () =>
          already ? 'It is open already.' : `Version ${reopened.version} is a draft again.`,
        );
      }),
    );
  summary
    .command('actions')
    .description('The tracked action items of a summary')
    .argument('<id>')
    .option('--as <email>', readAsHelp)
    .action((id: string, { as }: { as?: string }, command: Command) =>
      withCore(command, async ({ core, output, readerOf, organizationId }) => {
        await openSummary(core, await readerOf(as), id, 'write');
        const items = await core.actions.listBySummary(organizationId, id);
        // A command line has no owner's zone: the day is UTC's.
        const today = core.clock.now().toISOString().slice(0, 10);
        output.result(
          items.map(({ id: item, lineId, title, owner, dueOn, state, ...rest }) => ({
            ...{ id: item, lineId, title, owner, dueOn, state, completedAt: rest.completedAt },
            overdue: isOverdue({ state, ...(dueOn === undefined ? {} : { dueOn }) }, today),
          })),
          () =>
            items.length === 0
              ? 'No action item is tracked.'
              : items.map(({ title, dueOn = 'no date', state }) => `${state}  ${dueOn}  ${title}`).join('\n'),
        );
      }),
    );
  summary
    .command('accuracy')
    .description('The share of drafted lines that were approved unedited; for admins of every coach')
    .requiredOption('--as <email>', asHelp)
    .action(({ as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const accuracy = await summaryAccuracy(core, await actorOf(as));
        const { own, organization, coaches = [] } = accuracy;
        output.result(
          accuracy,
          () =>
            [
              ...(own === undefined ? [] : [inWords('Your sessions', own)]),
              ...(organization === undefined ? [] : [inWords('All', organization)]),
              ...coaches.map((coach) => inWords(coach.coach, coach)),
            ].join('\n') || 'No summary of yours is approved.',
        );
      }),
    );
}

const inWords = (name: string, share: ApprovalShare & { summaries: number }): string =>
  `${name}: ${share.unedited} of ${share.all} lines as drafted (${formatShare(share) ?? '–'}), ${share.summaries} summaries`;

const audited = (
  { core, organizationId }: CliContext,
  actorId: string,
  action: 'summary.restore' | 'summary.reopen',
  subjectId: string,
): Promise<void> =>
  core.audit.record({
    ...{ organizationId, actorId, action, subjectId },
    ...{ subjectType: 'summary', surface: 'cli' },
  });
