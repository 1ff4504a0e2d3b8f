import { definitionOf, recordedMetrics, type RecordedMetric } from '../../performance/metric.ts';
import type { ImportField } from '../import.ts';
import type { CustomMetric, FigureColumn } from './metric-ports.ts';

const aliases: Readonly<Record<RecordedMetric, readonly string[]>> = {
  service_score: ['service quality', 'service level score', 'customer service'],
  productivity_score: ['productivity rate', 'efficiency'],
  quality_score: ['quality rating', 'call quality'],
  attendance_rate: ['attendance score', 'attendance percent', 'attendance %'],
  adherence_score: ['schedule adherence', 'adherence rate', 'shift adherence'],
  csat: ['csat score', 'customer satisfaction score', 'satisfaction', 'c-sat'],
  fcr: ['fcr rate', 'first contact resolution', 'first call resolution rate', 'resolution rate'],
  aht: ['aht seconds', 'aht sec', 'aht s', 'avg handle time', 'handle time', 'average handling time'],
  calls_handled: ['calls', 'handled calls', 'call volume', 'calls taken', 'number of calls'],
  calls_transferred: ['transfers', 'transferred calls'],
  calls_escalated: ['escalations', 'escalated calls'],
  scheduled_hours: ['hours scheduled', 'planned hours'],
  actual_hours: ['worked hours', 'hours', 'actual hours worked'],
  break_time_minutes: ['break minutes', 'breaks', 'break'],
  lunch_time_minutes: ['lunch minutes', 'lunch'],
  aux_time_minutes: ['aux minutes', 'aux', 'auxiliary time', 'aux time'],
  script_adherence: ['script score', 'script compliance', 'script'],
  compliance_score: ['compliance rate'],
  qa_score: ['qa', 'quality assurance score'],
};

const person: ImportField = {
  key: 'person',
  label: 'Person',
  aliases: [
    ...[
      'email',
      'e-mail',
      'e-mail address',
      'agent email',
      'user email',
      'work email',
      'employee email',
      'login',
    ],
    ...[
      'employee id',
      'employee number',
      'employee no',
      'staff id',
      'personnel number',
      'agent id',
      'user id',
      'id',
    ],
    ...[
      'agent',
      'agent name',
      'name',
      'full name',
      'employee',
      'employee name',
      'user',
      'representative',
      'advisor',
    ],
  ],
  required: true,
  holds: 'person',
};

const day: ImportField = {
  key: 'date',
  label: 'Day',
  aliases: [
    'metric date',
    'report date',
    'work date',
    'shift date',
    'calendar date',
    'day of work',
    'datum',
    'tag',
    'fecha',
  ],
  required: true,
  holds: 'day',
};

/** What one column of figures takes. */
export interface FigureRule {
  key: string;
  column: FigureColumn;
  min: number;
  max: number;
  /** After a value in a message, e.g. ` s`. */
  unit: string;
  /** `whole`: anything else is a fault; `rounded`: to the whole number next to it. */
  digits?: 'whole' | 'rounded';
  /** `seconds`: also `4:05`. */
  clock?: 'seconds';
}

const largest = 2_147_483_647;

/** As the table's checks are. */
function ruleOf(metric: RecordedMetric): FigureRule {
  const { unit, limits } = definitionOf(metric);
  const rule = { key: metric, column: { metric }, unit, ...(limits ?? { min: 0, max: largest }) };
  switch (metric) {
    case 'aht':
      return { ...rule, digits: 'rounded', clock: 'seconds' };
    case 'calls_handled':
    case 'calls_transferred':
    case 'calls_escalated':
      return { ...rule, digits: 'whole' };
    case 'scheduled_hours':
    case 'actual_hours':
      return { ...rule, max: 24 };
    case 'break_time_minutes':
    case 'lunch_time_minutes':
    case 'aux_time_minutes':
      return { ...rule, max: 1440, digits: 'rounded' };
    default:
      return rule;
  }
}

const recorded = new Map(recordedMetrics.map((metric) => [metric as string, ruleOf(metric)]));

export const metricFields = (custom: readonly CustomMetric[]): ImportField[] => [
  person,
  day,
  ...recordedMetrics.map((metric) => ({
    key: metric,
    label: definitionOf(metric).label,
    aliases: aliases[metric],
    required: false,
    holds: 'number' as const,
  })),
  ...custom.map(({ key, label }) => ({ key, label, aliases: [], required: false, holds: 'number' as const })),
];

/** Undefined: no figure, but the person, the day, or a column that is left out. */
export function figureRule(key: string | undefined, custom: readonly CustomMetric[]): FigureRule | undefined {
  const rule = key === undefined ? undefined : recorded.get(key);
  if (rule !== undefined) return rule;
  const own = custom.find((metric) => metric.key === key);
  if (own === undefined) return undefined;
  const { id, minimum, maximum } = own;
  return {
    key: own.key,
    column: { customId: id },
    min: minimum ?? Number.NEGATIVE_INFINITY,
    max: maximum ?? Number.POSITIVE_INFINITY,
    unit: '',
  };
}
