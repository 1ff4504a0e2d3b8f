/** What a button carries: which summary, at which version the person saw it. Ids only. */
export interface SummaryReference {
  summaryId: string;
  version: number;
}

export function formatSummaryReference({ summaryId, version }: SummaryReference): string {
  return `${summaryId}:${version}`;
}

/** Undefined when the value did not come from `formatSummaryReference`. */
export function parseSummaryReference(value: string): SummaryReference | undefined {
  const match = /^([0-9a-f-]{36}):([1-9]\d{0,8})$/i.exec(value);
  return match?.[1] !== undefined && match[2] !== undefined
    ? { summaryId: match[1], version: Number(match[2]) }
    : undefined;
}
