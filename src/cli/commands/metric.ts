import { InvalidArgumentError, type Command } from 'commander';
import type { Core } from '../../app/open-core.ts';
import type { CustomMetric } from '../../coaching/performance/custom-metric.ts';
import { defineMetric, renameMetric, retireMetric } from '../../coaching/performance/define-metric.ts';
import { customMetricGone } from '../../coaching/performance/performance-errors.ts';
import { newId } from '../../shared/ids.ts';
import { withCore } from '../context.ts';
import { asHelp } from './options.ts';

interface AddOptions {
  as: string;
  unit: string;
  digits: number;
  better?: 'higher' | 'lower';
  min?: number;
  max?: number;
}

const toDocument = ({ key, label, unit, digits, better, minimum, maximum, retiredAt }: CustomMetric) => ({
  key,
  label,
  unit,
  digits,
  better,
  minimum,
  maximum,
  retired: retiredAt !== undefined,
});
const inWords = ({ key, label, unit, retiredAt }: CustomMetric): string =>
  `${key}  ${label}${unit === '' ? '' : ` (${unit.trim()})`}${retiredAt === undefined ? '' : ', retired'}`;

const number = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('must be a number');
  return value;
};
const direction = (text: string): 'higher' | 'lower' => {
  if (text !== 'higher' && text !== 'lower') throw new InvalidArgumentError('must be higher or lower');
  return text;
};

async function byKey(core: Core, organizationId: string, key: string): Promise<CustomMetric> {
  const known = await core.customMetrics.list(organizationId, { retired: true });
  const found = known.find((metric) => metric.key === key);
  if (found === undefined) throw customMetricGone();
  return found;
}

/** Figures of the organisation's own: `metric list`, `add`, `rename`, `retire`. Their values come with an import. */
export function addMetricCommands(program: Command): void {
  const metric = program
    .command('metric')
    .description('Figures that the organisation measures besides the usual ones');
  metric
    .command('list')
    .description('Those that are measured, and with --retired those that were')
    .option('--retired')
    .action(({ retired = false }: { retired?: boolean }, command: Command) =>
      withCore(command, async ({ core, output, organizationId }) => {
        const metrics = await core.customMetrics.list(organizationId, { retired });
        output.result(metrics.map(toDocument), () =>
          metrics.length === 0 ? 'There are none.' : metrics.map(inWords).join('\n'),
        );
      }),
    );
  metric
    .command('add <label>')
    .description('A new one; an import’s column has its key, e.g. upsell_rate of “Upsell rate”')
    .option('--unit <unit>', 'after a value, e.g. %', '')
    .option('--digits <n>', 'decimals shown, 0 to 4', number, 1)
    .option('--better <way>', 'higher or lower', direction)
    .option('--min <n>', 'lowest value possible', number)
    .option('--max <n>', 'highest value possible', number)
    .requiredOption('--as <email>', asHelp)
    .action((label: string, { as, unit, digits, better, min, max }: AddOptions, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const draft = {
          ...{ label, unit, digits },
          ...(better === undefined ? {} : { better }),
          ...(min === undefined ? {} : { minimum: min }),
          ...(max === undefined ? {} : { maximum: max }),
        };
        const made = await defineMetric(core, await actorOf(as), draft, { key: newId(), surface: 'cli' });
        output.result(toDocument(made), () => inWords(made));
      }),
    );
  metric
    .command('rename <key> <label>')
    .description('Another name; its column stays')
    .requiredOption('--as <email>', asHelp)
    .action((key: string, label: string, { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf, organizationId }) => {
        const { id } = await byKey(core, organizationId, key);
        const renamed = await renameMetric(core, await actorOf(as), { id, label, surface: 'cli' });
        output.result(toDocument(renamed), () => inWords(renamed));
      }),
    );
  metric
    .command('retire <key>')
    .description('Takes no new values; what is there stays')
    .option('--undo', 'measure it again')
    .requiredOption('--as <email>', asHelp)
    .action((key: string, { as, undo = false }: { as: string; undo?: boolean }, command: Command) =>
      withCore(command, async ({ core, output, actorOf, organizationId }) => {
        const { id } = await byKey(core, organizationId, key);
        const change = { id, retired: !undo, surface: 'cli' };
        const changed = await retireMetric(core, await actorOf(as), change);
        output.result(toDocument(changed), () => inWords(changed));
      }),
    );
}
