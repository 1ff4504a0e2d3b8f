/** One kind of daily figure. Named as the columns of `performance_metrics`, which plans and imports name too. */
export interface MetricDefinition {
  label: string;
  /** After a value, with its space where it needs one. */
  unit: string;
  /** Decimals shown. */
  digits: number;
  /** Which way is better; undefined: neither, it is only counted. */
  better?: 'higher' | 'lower';
  /** A change smaller than this is none. */
  steady: number;
  limits?: { min: number; max: number };
}

const share = { unit: '%', digits: 1, better: 'higher', steady: 1, limits: { min: 0, max: 100 } } as const;
const score = { ...share, unit: '' } as const;
const count = { unit: '', digits: 0, steady: 1 } as const;
const hours = { unit: ' h', digits: 1, steady: 0.25 } as const;
const minutes = { unit: ' min', digits: 0, steady: 2 } as const;

export const metrics = {
  /** 25 % service, 20 % productivity, quality and attendance each, 15 % adherence; none where a part is missing. */
  composite_score: { ...score, label: 'Composite score' },
  service_score: { ...score, label: 'Service' },
  productivity_score: { ...score, label: 'Productivity' },
  quality_score: { ...score, label: 'Quality' },
  attendance_rate: { ...share, label: 'Attendance' },
  adherence_score: { ...score, label: 'Adherence' },
  csat: {
    label: 'Customer satisfaction',
    unit: '',
    digits: 2,
    better: 'higher',
    steady: 0.05,
    limits: { min: 1, max: 5 },
  },
  fcr: { ...share, label: 'First call resolution' },
  aht: { label: 'Average handle time', unit: ' s', digits: 0, better: 'lower', steady: 5 },
  calls_handled: { ...count, label: 'Calls handled' },
  calls_transferred: { ...count, label: 'Calls transferred' },
  calls_escalated: { ...count, label: 'Calls escalated' },
  scheduled_hours: { ...hours, label: 'Scheduled hours' },
  actual_hours: { ...hours, label: 'Hours worked' },
  break_time_minutes: { ...minutes, label: 'Break time' },
  lunch_time_minutes: { ...minutes, label: 'Lunch time' },
  aux_time_minutes: { ...minutes, label: 'Training and meetings' },
  script_adherence: { ...share, label: 'Script adherence' },
  compliance_score: { ...score, label: 'Compliance' },
  qa_score: { ...score, label: 'Quality assurance' },
} as const satisfies Readonly<Record<string, MetricDefinition>>;
export type MetricKey = keyof typeof metrics;

/** The composite is computed from its parts, where the figures are kept. */
export type RecordedMetric = Exclude<MetricKey, 'composite_score'>;

// Safe cast: the keys of a constant.
export const metricKeys = Object.keys(metrics) as readonly MetricKey[];
export const recordedMetrics = metricKeys.filter((key): key is RecordedMetric => key !== 'composite_score');
export const isMetric = (key: string): key is MetricKey => Object.hasOwn(metrics, key);
export const definitionOf = (key: MetricKey): MetricDefinition => metrics[key];

/** What the composite is made of, as people look at their scores. */
export const scoreMetrics = [
  'composite_score',
  'service_score',
  'productivity_score',
  'quality_score',
  'attendance_rate',
  'adherence_score',
] as const satisfies readonly MetricKey[];

/** One person's figures of one day; what was not measured is missing. */
export interface DailyFigures {
  /** `YYYY-MM-DD` */
  day: string;
  values: Readonly<Partial<Record<MetricKey, number>>>;
}

export type Trend = 'better' | 'worse' | 'steady' | 'more' | 'less';

/** What a change means; `more` and `less` where neither way is better. */
export function trendOf(key: MetricKey, change: number): Trend {
  const { better, steady } = definitionOf(key);
  if (Math.abs(change) < steady) return 'steady';
  if (better === undefined) return change > 0 ? 'more' : 'less';
  return change > 0 === (better === 'higher') ? 'better' : 'worse';
}

/** Undefined without values. */
export function averageOf(days: readonly DailyFigures[], key: MetricKey): number | undefined {
  const values = days.flatMap(({ values: { [key]: value } }) => (value === undefined ? [] : [value]));
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
