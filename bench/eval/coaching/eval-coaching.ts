import type { Core } from '../../../src/app/open-core.ts';
import { toActor } from '../../../src/coaching/people/user.ts';
import { contextOf, type CoachingScript } from './coaching-script.ts';
import { scoreCoaching, type CoachingScore, type CoachingTalk } from './score-coaching.ts';
import { createVerbDriver } from './verb-driver.ts';

/** Holds the scripted conversations with people of the demo, on the demo's knowledge base and with the configured model. */
export async function evalCoaching(
  core: Pick<Core, 'users' | 'documents' | 'knowledge' | 'coachMind'>,
  organizationId: string,
  scripts: readonly CoachingScript[],
): Promise<CoachingScore> {
  const texts = new Map<string, string>();
  for (const { id, name } of await core.documents.list(organizationId)) {
    texts.set(name, (await core.documents.find(organizationId, id))?.text ?? '');
  }
  const talks: CoachingTalk[] = [];
  for (const script of scripts) {
    const user = await core.users.findByEmail(organizationId, script.as);
    if (user === undefined) throw new Error(`Nobody in the demo has the address ${script.as}.`);
    const actor = toActor(user);
    const person = contextOf(script, actor.name);
    const driver = createVerbDriver({ mind: core.coachMind, search: core.knowledge.search, actor, person });
    talks.push({ script, driver, person, textOf: (name) => texts.get(name) });
  }
  return scoreCoaching(talks);
}
