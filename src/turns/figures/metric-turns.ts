import type { Actor } from '../../coaching/people/user.ts';
import type { CustomMetric } from '../../coaching/performance/custom-metric.ts';
import {
  defineMetric,
  renameMetric,
  retireMetric,
  type DefineMetricDeps,
} from '../../coaching/performance/define-metric.ts';
import {
  customMetricGone,
  customMetricInvalid,
  metricsAreForAdmins,
} from '../../coaching/performance/performance-errors.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { customMetricsView, metricForm, metricFormView } from '../../messages/views/custom-metrics.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf } from '../turn-context.ts';

const { custom: say } = words.figures;

const numberPattern = /^-?\d+(?:[.,]\d+)?$/;
/** Undefined: left empty. @throws AppError METRIC_014 */
function numberOf(text = ''): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (!numberPattern.test(trimmed)) throw customMetricInvalid(say.notANumber);
  return Number(trimmed.replace(',', '.'));
}

/** Custom figures: everyone reads which there are, admins add, rename and retire them. */
export function createMetricTurns(deps: DefineMetricDeps): {
  command: Command;
  actions: Pick<ActionHandlers, 'metric.form' | 'metric.retire' | 'metric.restore'>;
  forms: Pick<FormHandlers, 'metric.save'>;
  formQueries: FormQueries;
} {
  const list = async (actor: Actor, notice?: string) => {
    const isAdmin = actor.role === 'ADMIN';
    const metrics = await deps.customMetrics.list(actor.organizationId, { retired: isAdmin });
    return customMetricsView(metrics, { isAdmin, ...(notice === undefined ? {} : { notice }) });
  };
  const open = async (actor: Actor, id: string) => {
    if (actor.role !== 'ADMIN') throw metricsAreForAdmins();
    if (id === '') return metricForm();
    const known = await deps.customMetrics.list(actor.organizationId, { retired: true });
    const metric = known.find((one) => one.id === id);
    if (metric === undefined) throw customMetricGone();
    return metricForm(metric);
  };
  const setRetired = (retired: boolean) =>
    refusing(async (context: ContextOf<'action'>) => {
      const { actor, turn } = context;
      const { label } = await retireMetric(deps, actor, { id: turn.value, retired, surface: turn.platform });
      const said = (retired ? say.retiredNow : say.restoredNow)(escapeMarkdown(label));
      await sayToActor(context, await list(actor, said));
    });
  const save = async ({ actor, turn, event }: ContextOf<'form'>): Promise<string> => {
    const { label = '', unit = '', digits = '1', better, minimum, maximum } = turn.values;
    const surface = turn.platform;
    if (turn.context !== '') {
      const renamed = await renameMetric(deps, actor, { id: turn.context, label, surface });
      return say.renamed(escapeMarkdown(renamed.label));
    }
    const [lowest, highest] = [numberOf(minimum), numberOf(maximum)];
    const metric: CustomMetric = await defineMetric(
      deps,
      actor,
      {
        label,
        unit,
        digits: Number(digits),
        ...(better === 'higher' || better === 'lower' ? { better } : {}),
        ...(lowest === undefined ? {} : { minimum: lowest }),
        ...(highest === undefined ? {} : { maximum: highest }),
      },
      { key: event.id, surface },
    );
    return say.saved(escapeMarkdown(metric.label), escapeMarkdown(metric.key));
  };
  return {
    command: {
      usage: '',
      description: say.command,
      run: refusing(async ({ actor, reply }) => {
        await reply.sendPrivately(await list(actor));
      }),
    },
    actions: {
      // Where the platform did not open the form by itself.
      'metric.form': refusing(async ({ actor, reply, turn }) => {
        await reply.sendPrivately(metricFormView(await open(actor, turn.value)));
      }),
      'metric.retire': setRetired(true),
      'metric.restore': setRetired(false),
    },
    forms: {
      'metric.save': refusing(async (context) => {
        const said = await save(context);
        await context.reply.sendPrivately(await list(context.actor, said));
      }),
    },
    formQueries: {
      'metric.save': {
        open,
        validate: (_actor, _context, values) =>
          Promise.resolve<Record<string, string>>(
            Object.fromEntries(
              ['minimum', 'maximum']
                .filter((name) => !/^(?:-?\d+(?:[.,]\d+)?)?$/.test((values[name] ?? '').trim()))
                .map((name) => [name, say.notANumber]),
            ),
          ),
      },
    },
  };
}
