// The test command: Jest as an ES module runner, plus one closing line that any reader of logs understands.
// Tests that need Chromium or a Redis server skip loudly where those are missing; CI forbids skips (TC_FORBID_SKIPS=1).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const folder = mkdtempSync(join(tmpdir(), 'threadcoach-report-'));
const report = join(folder, 'report.json');
const run = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    jest,
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  // Jest prints its JSON on stdout too; people read its words on stderr.
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
let result;
try {
  result = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  process.stderr.write('The test runner ended without a report.\n');
  process.exit(run.status || 1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const skipped = result.numPendingTests + result.numTodoTests;
const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
if (skipped > 0) {
  const names = result.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === 'pending' || test.status === 'todo')
    .map((test) => `  ${test.fullName}`);
  process.stderr.write(
    `\nSKIPPED, because something is missing on this machine (see README, Tests):\n${names.join('\n')}\n`,
  );
}
process.stdout.write(
  `${result.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
if (skipped > 0 && process.env.TC_FORBID_SKIPS === '1') process.exit(1);
process.exit(result.success ? 0 : run.status || 1);
