import type { SummarySection } from '../summaries/summary.ts';
import type { SummaryLayout } from './summary-layout.ts';

/** Lines in the order of a layout's sections; those of sections that it does not name are left out. */
export const inLayout = <L extends { section: SummarySection }>(
  lines: readonly L[],
  layout: SummaryLayout,
): L[] => layout.sections.flatMap(({ section }) => lines.filter((line) => line.section === section));
