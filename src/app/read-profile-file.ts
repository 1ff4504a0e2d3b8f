import { CsvError, parse } from 'csv-parse/sync';
import type { ProfileTable } from '../coaching/profiles/import-profiles.ts';
import { AppError } from '../shared/errors.ts';

/**
 * A CSV file with a header line, as a table. Lines are counted in the file, blank ones and line breaks in cells included.
 * @throws AppError PROFILE_011 no CSV, or without a header line
 */
export function readProfileFile(fileName: string, text: string): ProfileTable {
  try {
    const rows = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const [header, ...others] = rows;
    if (header === undefined) throw new Error('no header');
    return {
      header: header.record,
      rows: others.map(({ record, info }) => ({ line: info.lines, cells: record })),
    };
  } catch (cause) {
    const line = cause instanceof CsvError ? (cause as { lines?: unknown }).lines : undefined;
    const where =
      typeof line === 'number'
        ? ` Look at line ${line}: a comma or a quote inside a value needs quotes around the value.`
        : '';
    throw new AppError({
      code: 'PROFILE_011',
      message: 'The profile file cannot be read.',
      userMessage: `${fileName} is not CSV with a header line.${where} One column is “email”; the others are fields, such as expertise, motivators or learning_style.`,
      cause,
    });
  }
}
