import type { SummaryWriter } from './summary-writer.ts';

/** One JSON document in the shape of `exportDocumentSchema`, a summary a line. */
export function createJsonWriter(): SummaryWriter {
  let separator = '\n';
  return {
    start: (header) => `${JSON.stringify(header).slice(0, -1)},"summaries":[`,
    summary(summary) {
      const text = `${separator}${JSON.stringify(summary)}`;
      separator = ',\n';
      return text;
    },
    end: () => '\n]}\n',
  };
}
