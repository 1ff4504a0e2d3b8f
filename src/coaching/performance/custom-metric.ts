/** A figure of an organisation's own, beside those of `metric.ts`. Its values come by import, a day and person each. */
export interface CustomMetric {
  id: string;
  /** As a column of an import names it, e.g. `upsell_rate`; stays when the label changes. */
  key: string;
  /** e.g. `Upsell rate` */
  label: string;
  /** After a value, with its space where it needs one: `%`, ` min`; empty: none. */
  unit: string;
  /** Decimals shown, 0–4. */
  digits: number;
  /** Which way is better; undefined: neither, it is only counted. */
  better?: 'higher' | 'lower';
  /** Inclusive; a value outside is refused by an import. */
  minimum?: number;
  /** Inclusive, above `minimum`. */
  maximum?: number;
  /** No new values are taken from then on; those that are there stay. */
  retiredAt?: Date;
}

export const customMetricLimits = { key: 60, label: 60, unit: 12, digits: 4, metrics: 50 } as const;
