import { leads, peopleLedBy } from '../people/line.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { caseNotFound } from './effectiveness-errors.ts';
import type { MeasuredCase } from './measure.ts';
import type { EffectivenessRepository } from './ports.ts';

export interface ReviewDeps {
  effectiveness: EffectivenessRepository;
  users: Pick<UserRepository, 'list' | 'lineAbove' | 'findById'>;
  audit: AuditLog;
}

export interface NamedCase extends MeasuredCase {
  /** Whom it was with. */
  name: string;
}

/** Of one message. */
const casesShown = 5;
const wordsLength = 300;
const mostWords = 5;

/** The newest measured interventions of a leader, with people they still lead. */
export async function casesToReview(
  { effectiveness, users }: Pick<ReviewDeps, 'effectiveness' | 'users'>,
  actor: Actor,
): Promise<NamedCase[]> {
  const led = await peopleLedBy(users, actor);
  if (led.length === 0) return [];
  const names = new Map(led.map(({ id, name }) => [id, name]));
  const cases = await effectiveness.measuredBy(actor.organizationId, actor.id, [...names.keys()], casesShown);
  return cases.map((one) => ({ ...one, name: names.get(one.agentId) ?? '' }));
}

/**
 * One measured intervention, for who led it and leads the person still.
 * @throws AppError EFFECT_003
 */
export async function openCase(
  { effectiveness, users }: Pick<ReviewDeps, 'effectiveness' | 'users'>,
  actor: Actor,
  id: string,
): Promise<NamedCase> {
  const found = await effectiveness.find(actor.organizationId, id);
  if (found?.after === undefined || found.leaderId !== actor.id) throw caseNotFound();
  if (!(await leads(users, actor, found.agentId))) throw caseNotFound();
  const person = await users.findById(actor.organizationId, found.agentId);
  return { ...found, name: person?.name ?? '' };
}

const lines = (words: string): string[] =>
  words
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*(?:[-*•]|\d+[.)])\s*/u, '')
        .trim()
        .slice(0, wordsLength),
    )
    .filter((line) => line !== '')
    .slice(0, mostWords);

/**
 * Keeps what the leader says helped and hindered, in place of what they said before. The person it was with never sees it.
 * Audited.
 * @param input.helped one a line
 * @throws AppError EFFECT_003
 */
export async function reviewCase(
  deps: ReviewDeps,
  input: {
    actor: Actor;
    id: string;
    helped: string;
    hindered: string;
    recommended: boolean;
    surface: string;
  },
): Promise<NamedCase> {
  const { actor, id, helped, hindered, recommended, surface } = input;
  await openCase(deps, actor, id);
  await deps.effectiveness.review(actor.organizationId, id, {
    helped: lines(helped),
    hindered: lines(hindered),
    recommended,
  });
  await deps.audit.record({
    organizationId: actor.organizationId,
    actorId: actor.id,
    action: 'effectiveness.review',
    subjectType: 'coaching_effectiveness',
    subjectId: id,
    surface,
    detail: { recommended },
  });
  return openCase(deps, actor, id);
}
