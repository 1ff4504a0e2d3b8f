import type { Command } from 'commander';
import { coachingCounts } from '../../coaching/care/coaching-counts.ts';
import { withCore } from '../context.ts';
import { asHelp } from './options.ts';

/** How many of a leader's people had coaching talks; never who, however it is asked. */
export function addInsight(program: Command): void {
  program
    .command('insight')
    .description('How many of a leader’s people had coaching talks in a month, rounded to fives')
    .option('--month <month>', 'a month that is over, such as 2026-10; default: the last')
    .requiredOption('--as <email>', asHelp)
    .action(({ as, month }: { as: string; month?: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const counts = await coachingCounts(core, await actorOf(as), month === undefined ? {} : { month });
        output.result(counts, () =>
          counts.kind === 'shown'
            ? `${counts.month}: about ${counts.talked} of ${counts.people} people had a coaching talk.`
            : `${counts.month}: no count is shown for ${counts.people} people, because it could point to somebody.`,
        );
      }),
    );
}
