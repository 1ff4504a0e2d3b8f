import { AppError } from '../../shared/errors.ts';
import { createCsvWriter } from './csv-writer.ts';
import type { ExportDocument, ExportedSummary } from './export-document.ts';
import { createJsonWriter } from './json-writer.ts';
import { createMarkdownWriter } from './markdown-writer.ts';

export const exportFormats = ['json', 'csv', 'markdown'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export type ExportHeader = Omit<ExportDocument, 'summaries'>;

/** Turns summaries into text piece by piece: `start`, each summary once, `end`. */
export interface SummaryWriter {
  start(header: ExportHeader): string;
  summary(summary: ExportedSummary): string;
  end(): string;
}

interface Format {
  extension: string;
  mimeType: string;
  create: () => SummaryWriter;
}

const formats: Readonly<Record<ExportFormat, Format>> = {
  json: { extension: 'json', mimeType: 'application/json', create: createJsonWriter },
  csv: { extension: 'csv', mimeType: 'text/csv', create: createCsvWriter },
  markdown: { extension: 'md', mimeType: 'text/markdown', create: createMarkdownWriter },
};

/** @throws AppError EXPORT_001 for a format that there is not */
export function formatOf(name: string): Format {
  const format = exportFormats.find((candidate) => candidate === name);
  if (format !== undefined) return formats[format];
  throw new AppError({
    code: 'EXPORT_001',
    message: 'an unknown format of export',
    userMessage: `I can export as ${exportFormats.join(', ')}. Please choose one of these.`,
  });
}
