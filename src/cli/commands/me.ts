import type { Command } from 'commander';
import type { Core } from '../../app/open-core.ts';
import { isMetric, metricKeys, type MetricKey } from '../../coaching/performance/metric.ts';
import { ownPlan } from '../../coaching/performance/own-plan.ts';
import { ownScores } from '../../coaching/performance/own-scores.ts';
import { metricUnknown } from '../../coaching/performance/performance-errors.ts';
import { whatChanged } from '../../coaching/performance/what-changed.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { ownChangesView } from '../../messages/views/own-data.ts';
import { ownPlanView } from '../../messages/views/own-plan.ts';
import { ownScoresView } from '../../messages/views/own-scores.ts';
import { withCore } from '../context.ts';
import { toPlainText } from '../plain-text.ts';
import { asHelp, calendarDay } from './options.ts';
import { addMyExport } from './privacy.ts';

interface AsOptions {
  as: string;
}

interface ScoresOptions extends AsOptions {
  from?: string;
  to?: string;
  metric?: string;
}

/** Reading is recorded: whoever runs the command line can say any `--as`. */
const record = ({ audit }: Core, { organizationId, id: actorId }: Actor, doing: string): Promise<void> =>
  audit.record({ organizationId, actorId, action: `me.${doing}`, surface: 'cli' });

function metricOf(name: string | undefined): { metric?: MetricKey } {
  if (name === undefined) return {};
  if (!isMetric(name)) throw metricUnknown(metricKeys);
  return { metric: name };
}

/** A person's own data: of `--as` alone, whoever that is. */
export function addMeCommands(program: Command): void {
  const me = program
    .command('me')
    .description('What is yours: scores, plan, what changed, and all of it as a file');
  addMyExport(me);
  me.command('scores')
    .description('Averages by week, the trend against the time before, best and hardest day')
    .option('--from <day>', 'first day, as 2026-11-01; default: 30 days', calendarDay)
    .option('--to <day>', 'last day; default: today', calendarDay)
    .option('--metric <name>', `one figure alone: ${metricKeys.join(', ')}`)
    .requiredOption('--as <email>', asHelp)
    .action(({ as, from, to, metric }: ScoresOptions, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        await record(core, actor, 'scores');
        const scores = await ownScores(core, actor, {
          period: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
          ...metricOf(metric),
        });
        output.result(scores, () => toPlainText(ownScoresView(scores)));
      }),
    );
  me.command('plan')
    .description('Your plan: where each target stands, the next check-in, the days left')
    .requiredOption('--as <email>', asHelp)
    .action(({ as }: AsOptions, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        await record(core, actor, 'plan');
        const own = await ownPlan(core, actor);
        output.result(own ?? null, () => toPlainText(ownPlanView(own)));
      }),
    );
  me.command('changes')
    .description('What changed since your last session; it stays unread for the chat')
    .option('--since-look', 'since you last asked in chat instead')
    .requiredOption('--as <email>', asHelp)
    .action(({ as, sinceLook }: AsOptions & { sinceLook?: true }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        await record(core, actor, 'changes');
        const changed = await whatChanged(core, actor, { since: sinceLook === true ? 'look' : 'session' });
        output.result(changed, () => toPlainText(ownChangesView(changed, actor)));
      }),
    );
}
