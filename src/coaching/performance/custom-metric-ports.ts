import type { CustomMetric } from './custom-metric.ts';

/** Average of one custom metric of one person over some days. */
export interface CustomAverage {
  metricId: string;
  agentId: string;
  average: number;
  /** Days that have a value. */
  days: number;
}

/** Custom metrics and what was measured of them. Whom values are shown to is decided by the verbs. */
export interface CustomMetricRepository {
  /**
   * Those that are measured, by label.
   * @param options.retired also those that are not measured any more. @default false
   */
  list(organizationId: string, options?: { retired?: boolean }): Promise<CustomMetric[]>;
  /** Keeps a new one under an id that its maker chose. @returns false: its key is taken */
  create(organizationId: string, metric: CustomMetric, createdBy: string): Promise<boolean>;
  /** @returns undefined: there is none of that id */
  rename(organizationId: string, id: string, label: string): Promise<CustomMetric | undefined>;
  /** Undefined takes a retired one back. @returns undefined: there is none of that id */
  setRetired(organizationId: string, id: string, at: Date | undefined): Promise<CustomMetric | undefined>;
  /** Writes values, one a person and day; done twice it changes nothing. At most a few thousand a call. */
  record(
    organizationId: string,
    metricId: string,
    values: readonly { agentId: string; day: string; value: number }[],
  ): Promise<void>;
  /** Averages of these people from `from` to `to` (inclusive, `YYYY-MM-DD`); who has no value is missing. */
  averages(
    organizationId: string,
    agentIds: readonly string[],
    range: { from: string; to: string },
  ): Promise<CustomAverage[]>;
  /** One person's values of one metric, earliest first. */
  days(
    organizationId: string,
    agentId: string,
    metricId: string,
    range: { from: string; to: string },
  ): Promise<{ day: string; value: number }[]>;
}
