import { readFileSync } from 'node:fs';
import { contextOf, type CoachingScript } from '../../../bench/eval/coaching/coaching-script.ts';
import { scoreCoaching } from '../../../bench/eval/coaching/score-coaching.ts';
import { createVerbDriver } from '../../../bench/eval/coaching/verb-driver.ts';
import type { CoachMind } from '../../../src/coaching/talks/coach-mind.ts';
import { csr } from '../agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../fake-knowledge-search.ts';

export const coachingScripts = readFileSync('test/eval-data/coaching.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as CoachingScript);

/** The scripted conversations of the evaluation with one mind, on the demo's coaching method. */
export const holdTalks = (mind: CoachMind, scripts = coachingScripts) => {
  const documents = demoDocuments().filter(({ type }) => type === 'methodology');
  const search = new FakeKnowledgeSearch(documents);
  return scoreCoaching(
    scripts.map((script) => {
      const person = contextOf(script, csr.name);
      return {
        ...{ script, person, driver: createVerbDriver({ mind, actor: csr, person, search }) },
        textOf: (document: string) => documents.find(({ name }) => name === document)?.text,
      };
    }),
  );
};
