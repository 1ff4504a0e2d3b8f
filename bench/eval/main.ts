import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { openCore, type Core } from '../../src/app/open-core.ts';
import { createLogger } from '../../src/app/pino-logger.ts';
import { seedDemoOrganization } from '../../src/app/seed-demo.ts';
import { toActor } from '../../src/coaching/people/user.ts';
import type { Summary } from '../../src/coaching/summaries/summary.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { newId } from '../../src/shared/ids.ts';
import type { CoachingScript } from './coaching/coaching-script.ts';
import { evalCoaching } from './coaching/eval-coaching.ts';
import { coachingLines } from './coaching/score-coaching.ts';
import { scoreAnswers, type AnswerCase } from './score-answers.ts';
import { scoreRefinements, type RefinementCase } from './score-refinements.ts';

/**
 * `npm run eval [-- coaching] [-- --json]`: questions about the demo's procedures, refinements of a sample summary and
 * coaching conversations, or only these, against the configured model. What is expected stands in test/eval-data.
 */
const dataDir = 'test/eval-data';
const readLines = async (file: string): Promise<unknown[]> =>
  (await readFile(`${dataDir}/${file}`, 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);

const stem = (document: string): string => document.replace(/\.[a-z0-9]+$/i, '');

/** Questions and refinements. */
async function evalKnowledge(core: Core, organizationId: string) {
  const answers = await scoreAnswers(
    (await readLines('answers.jsonl')) as AnswerCase[],
    async ({ as, question }) => {
      const user = await core.users.findByEmail(organizationId, as);
      if (user === undefined) throw new Error(`Nobody in the demo has the address ${as}.`);
      const actor = toActor(user);
      const outcome = await core.agent.answer({
        turnId: newId(),
        actor,
        audience: { kind: 'direct', actor },
        question,
        history: [],
        requireOffline: false,
        signal: AbortSignal.timeout(60_000),
      });
      return outcome.kind === 'answer'
        ? {
            answer: outcome.text,
            citations: outcome.citations.map(({ document, quote }) => ({ document: stem(document), quote })),
          }
        : { answer: '', citations: [] };
    },
  );
  const summary = JSON.parse(await readFile(`${dataDir}/summary.json`, 'utf8')) as Summary;
  const refinements = await scoreRefinements(
    (await readLines('refinements.jsonl')) as RefinementCase[],
    summary,
    core.proposer,
  );
  return { answers, refinements };
}

const [only] = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
if (only !== undefined && only !== 'coaching') {
  process.stderr.write('Which evaluation? coaching; without a name all of them.\n');
  process.exit(2);
}
// A folder of its own: the questions are about the demo, and nothing else may stand in its knowledge base.
const config = readConfig({
  ...process.env,
  THREADCOACH_DATA_DIR: resolve('node_modules/.cache/threadcoach/eval'),
});
const core = await openCore(config, { logger: createLogger(config.logLevel ?? 'error') });
try {
  const organizationId = await seedDemoOrganization(core, (step) => process.stderr.write(`${step}\n`));
  const knowledge = only === undefined ? await evalKnowledge(core, organizationId) : undefined;
  const scripts = (await readLines('coaching.jsonl')) as CoachingScript[];
  const coaching = await evalCoaching(core, organizationId, scripts);
  const report = { model: core.models.name, ...knowledge, coaching };
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  } else {
    process.stdout.write(`model        ${report.model}\n`);
    if (knowledge !== undefined) {
      const { answers, refinements } = knowledge;
      process.stdout.write(`answers      ${answers.passed} of ${answers.total}\n`);
      process.stdout.write(`refinements  ${refinements.passed} of ${refinements.total}\n`);
      for (const { id, question, reason } of answers.failures)
        process.stdout.write(`  ${id} ${question}: ${reason}\n`);
      for (const { id, instruction, why } of refinements.failures)
        process.stdout.write(`  ${id} ${instruction}: ${why}\n`);
    }
    for (const line of coachingLines(coaching)) process.stdout.write(`${line}\n`);
  }
  const scores = [knowledge?.answers, knowledge?.refinements, coaching];
  if (scores.some((score) => score !== undefined && score.failures.length > 0)) process.exitCode = 1;
} finally {
  await core.close();
}
