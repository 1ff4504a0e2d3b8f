import { runFindBench } from './find/find.ts';
import { runImportBench } from './import/import.ts';
import { runIngestBench } from './ingest/ingest.ts';
import { runMatchBench } from './match/match.ts';
import { runRollupBench } from './rollup/rollup.ts';
import { runSearchBench } from './search/search.ts';
import { runTranscriptBench } from './transcript/transcript.ts';
import { runTurnBench } from './turn/turn.ts';

/** `npm run bench -- NAME [--json]`. Ratios are what counts: each is measured against its counterpart in the same run. */
export interface BenchReport {
  bench: string;
  rows: { name: string; value: number; unit: string }[];
  /** The measurements behind the rows, in milliseconds unless the name says otherwise. */
  raw: Record<string, readonly number[]>;
}

const benches: Readonly<Record<string, (options: readonly string[]) => Promise<BenchReport>>> = {
  find: runFindBench,
  import: runImportBench,
  ingest: runIngestBench,
  match: runMatchBench,
  rollup: runRollupBench,
  search: runSearchBench,
  transcript: runTranscriptBench,
  turn: runTurnBench,
};

const [name = '', ...options] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  process.stderr.write(`Which benchmark? ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}
const report = await bench(options);
if (options.includes('--json')) {
  process.stdout.write(`${JSON.stringify(report)}\n`);
} else {
  for (const row of report.rows) process.stdout.write(`${row.name.padEnd(14)} ${row.value} ${row.unit}\n`);
}
process.exit(0);
