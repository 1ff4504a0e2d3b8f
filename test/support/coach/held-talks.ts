import { readFileSync } from 'node:fs';
import { contextOf, type CoachingScript } from '../../../bench/eval/coaching/coaching-script.ts';
import { createMindDriver } from '../../../bench/eval/coaching/mind-driver.ts';
import { scoreCoaching } from '../../../bench/eval/coaching/score-coaching.ts';
import type { CoachMind } from '../../../src/coaching/talks/coach-mind.ts';
import { passageOf } from '../agent-scene.ts';

export const coachingScripts = readFileSync('test/eval-data/coaching.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as CoachingScript);

const guide = passageOf('ast-method', [
  'Find out what the person sees before you say what you see.',
  'A good step fits in one sentence.',
]);

/** The scripted conversations of the evaluation with one mind, on a knowledge base of one passage. */
export const holdTalks = (mind: CoachMind, scripts = coachingScripts) =>
  scoreCoaching(
    scripts.map((script) => {
      const person = contextOf(script, 'Priya Raman');
      return {
        script,
        person,
        textOf: (name: string) => (name === guide.documentName ? guide.text : undefined),
        driver: createMindDriver({
          mind,
          organizationId: 'o',
          person,
          today: '2026-11-20',
          passagesFor: () => Promise.resolve([{ number: 1, passage: guide }]),
        }),
      };
    }),
  );
