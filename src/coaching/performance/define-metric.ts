import type { Clock } from '../../shared/clock.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { customMetricLimits, type CustomMetric } from './custom-metric.ts';
import type { CustomMetricRepository } from './custom-metric-ports.ts';
import { isMetric } from './metric.ts';
import {
  customMetricGone,
  customMetricInvalid,
  customMetricTaken,
  metricsAreForAdmins,
} from './performance-errors.ts';

export interface DefineMetricDeps {
  customMetrics: CustomMetricRepository;
  audit: AuditLog;
  clock: Clock;
}

export type MetricDraft = Omit<CustomMetric, 'id' | 'key' | 'retiredAt' | 'digits'> & {
  key?: string;
  digits?: number;
};

/** `Upsell rate (%)` is the column `upsell_rate`. */
const keyOf = (label: string): string =>
  label
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_0-9]+|_+$/g, '')
    .slice(0, customMetricLimits.key);

function labelOf(label: string): string {
  const trimmed = label.replaceAll(/\s+/g, ' ').trim();
  if (trimmed === '' || trimmed.length > customMetricLimits.label)
    throw customMetricInvalid(`Give the figure a name of up to ${customMetricLimits.label} characters.`);
  return trimmed;
}

const record = (
  { audit }: DefineMetricDeps,
  { organizationId, id: actorId }: Actor,
  doing: 'create' | 'rename' | 'retire' | 'restore',
  subjectId: string,
  surface: string,
): Promise<void> =>
  audit.record({
    organizationId,
    actorId,
    action: `metric.${doing}`,
    subjectType: 'custom_metric',
    subjectId,
    surface,
  });

/**
 * Makes a figure of the organisation's own. The same again, e.g. of a turn that is tried again, is one.
 * @param options.key names the wish
 * @throws AppError METRIC_013 of who is no admin, METRIC_014 when it is not whole, METRIC_015 when its key is taken
 */
export async function defineMetric(
  deps: DefineMetricDeps,
  actor: Actor,
  draft: MetricDraft,
  options: { key: string; surface: string },
): Promise<CustomMetric> {
  if (actor.role !== 'ADMIN') throw metricsAreForAdmins();
  const { minimum, maximum, better, digits = 1 } = draft;
  const label = labelOf(draft.label);
  const key = keyOf(draft.key ?? label);
  const unit = draft.unit.trimEnd();
  if (key === '')
    throw customMetricInvalid('The name needs at least one letter, for the column of an import.');
  if (unit.length > customMetricLimits.unit)
    throw customMetricInvalid(`A unit has up to ${customMetricLimits.unit} characters, such as “%”.`);
  if (!Number.isInteger(digits) || digits < 0 || digits > customMetricLimits.digits)
    throw customMetricInvalid(`Decimals are 0 to ${customMetricLimits.digits}.`);
  if (minimum !== undefined && maximum !== undefined && maximum <= minimum)
    throw customMetricInvalid('The highest value must lie above the lowest.');
  if (isMetric(key)) throw customMetricTaken();
  const known = await deps.customMetrics.list(actor.organizationId, { retired: true });
  if (known.filter(({ retiredAt }) => retiredAt === undefined).length >= customMetricLimits.metrics)
    throw customMetricInvalid(
      `There are ${customMetricLimits.metrics} already. Retire one that nobody needs.`,
    );
  const metric: CustomMetric = {
    id: deterministicId('custom-metric', actor.organizationId, options.key),
    key,
    label,
    unit,
    digits,
    ...(better === undefined ? {} : { better }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
  if (!(await deps.customMetrics.create(actor.organizationId, metric, actor.id))) throw customMetricTaken();
  await record(deps, actor, 'create', metric.id, options.surface);
  return metric;
}

/** The column of imports stays. @throws AppError METRIC_013, METRIC_014, METRIC_016 when there is none */
export async function renameMetric(
  deps: DefineMetricDeps,
  actor: Actor,
  { id, label, surface }: { id: string; label: string; surface: string },
): Promise<CustomMetric> {
  if (actor.role !== 'ADMIN') throw metricsAreForAdmins();
  const renamed = await deps.customMetrics.rename(actor.organizationId, id, labelOf(label));
  if (renamed === undefined) throw customMetricGone();
  await record(deps, actor, 'rename', id, surface);
  return renamed;
}

/** No new values are taken; `retired: false` takes it back. @throws AppError METRIC_013, METRIC_016 when there is none */
export async function retireMetric(
  deps: DefineMetricDeps,
  actor: Actor,
  { id, retired, surface }: { id: string; retired: boolean; surface: string },
): Promise<CustomMetric> {
  if (actor.role !== 'ADMIN') throw metricsAreForAdmins();
  const at = retired ? deps.clock.now() : undefined;
  const changed = await deps.customMetrics.setRetired(actor.organizationId, id, at);
  if (changed === undefined) throw customMetricGone();
  await record(deps, actor, retired ? 'retire' : 'restore', id, surface);
  return changed;
}
