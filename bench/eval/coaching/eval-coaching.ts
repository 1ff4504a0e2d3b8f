import type { Core } from '../../../src/app/open-core.ts';
import type { CoachMind } from '../../../src/coaching/talks/coach-mind.ts';
import { toActor } from '../../../src/coaching/people/user.ts';
import { contextOf, type CoachingScript } from './coaching-script.ts';
import { createMindDriver } from './mind-driver.ts';
import { scoreCoaching, type CoachingScore, type CoachingTalk } from './score-coaching.ts';

/** Passages a mind may quote from, as in the product. */
const passagesAtMost = 4;
/** Every conversation takes place on this day, so that "Monday" is the same for all. */
const today = '2026-11-20';

/** Holds the scripted conversations with people of the demo, on the demo's knowledge base. */
export async function evalCoaching(
  core: Pick<Core, 'users' | 'documents' | 'knowledge'>,
  organizationId: string,
  mind: CoachMind,
  scripts: readonly CoachingScript[],
): Promise<CoachingScore> {
  const listed = await core.documents.list(organizationId);
  const texts = new Map<string, string>();
  for (const { id, name } of listed) {
    const document = await core.documents.find(organizationId, id);
    if (document !== undefined) texts.set(name, document.text);
  }
  const talks: CoachingTalk[] = [];
  for (const script of scripts) {
    const user = await core.users.findByEmail(organizationId, script.as);
    if (user === undefined) throw new Error(`Nobody in the demo has the address ${script.as}.`);
    const actor = toActor(user);
    const person = contextOf(script, actor.name);
    const passagesFor = async (words: string) => {
      const options = { limit: passagesAtMost };
      const found = await core.knowledge.search.search({ kind: 'direct', actor }, words, options);
      const passages = found.nothingRelevant ? [] : found.passages;
      return passages.map((passage, at) => ({ number: at + 1, passage }));
    };
    const driver = createMindDriver({ mind, organizationId, person, today, passagesFor });
    talks.push({ script, driver, person, textOf: (name) => texts.get(name) });
  }
  return scoreCoaching(talks);
}
