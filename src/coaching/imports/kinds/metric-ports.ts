import type { RecordedMetric } from '../../performance/metric.ts';
import type { ImportLog } from '../import.ts';

/** A kind of figure that the organisation made itself. */
export interface CustomMetric {
  id: string;
  key: string;
  label: string;
  minimum?: number;
  maximum?: number;
}

/** Where a column's values go. */
export type FigureColumn = { metric: RecordedMetric } | { customId: string };

export interface WrittenFigures {
  written: number;
  unchanged: number;
  firstDay?: string;
  lastDay?: string;
}

/** Figures of one import on their way in: nobody sees them before `commit`. */
export interface StagedFigures {
  /**
   * @param lines one a person and day, each ended by a line feed: person's id, day, then each column's plain decimal number,
   *   separated by tabs; nothing where the cell is empty
   */
  add(lines: string): Promise<void>;
  /**
   * Writes what differs, with what it was, in one transaction. What is missing stays as it is. Done by this import before,
   * by a worker that died after it, it writes nothing and answers the same.
   * @param months first days of all months that the lines have
   */
  commit(months: readonly string[]): Promise<WrittenFigures>;
  tally(): Promise<WrittenFigures>;
  /** Lets go; what is not committed is forgotten. */
  close(): Promise<void>;
}

export interface FigureImports {
  customMetrics(organizationId: string): Promise<CustomMetric[]>;
  stage(
    run: { organizationId: string; importId: string; fileName: string },
    columns: readonly FigureColumn[],
  ): StagedFigures;
  /** In one transaction. @returns how many rows, and between which days; or what newer things depend on it, for people */
  rollback(
    log: ImportLog,
  ): Promise<{ rows: number; firstDay?: string; lastDay?: string } | { blockedBy: string }>;
}
