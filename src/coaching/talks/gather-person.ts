import type { ActionItemRepository } from '../actions/ports.ts';
import type { GrowthRepository } from '../growth/ports.ts';
import type { Actor } from '../people/user.ts';
import type { ProfileRepository } from '../profiles/ports.ts';
import { starStrengths, type ProfileValue, type StarCard } from '../profiles/profile.ts';
import type { PersonContext } from './coach-mind.ts';
import type { Talk } from './talk.ts';

export interface PersonDeps {
  profiles: Pick<ProfileRepository, 'fields'>;
  actions: Pick<ActionItemRepository, 'listByOwner'>;
  growth?: Pick<GrowthRepository, 'list'>;
}

/** So many goals and items are known at once; more would be a list, not a talk. */
const titlesAtMost = 5;

/** What the person may see of themselves, for a talk with them. @param earlier their other talks, newest first */
export async function gatherPerson(
  { profiles, actions, growth }: PersonDeps,
  actor: Actor,
  earlier: readonly Talk[],
): Promise<PersonContext> {
  const { organizationId, id } = actor;
  const [fields, goals, items] = await Promise.all([
    profiles.fields({ organizationId, viewerId: id }, id),
    growth?.list({ organizationId, userId: id }) ?? [],
    actions.listByOwner(organizationId, { kind: 'user', id }, ['open', 'in_progress']),
  ]);
  const valueOf = (field: string): ProfileValue | undefined =>
    fields.find((candidate) => candidate.field === field)?.value;
  const listOf = (field: string): readonly string[] => {
    const value = valueOf(field);
    return Array.isArray(value) ? (value as readonly string[]) : [];
  };
  const lastStep = stepToLookBackOn(earlier);
  return {
    firstName: actor.name.split(' ')[0] ?? actor.name,
    strengths: strengthsOf(valueOf('star_card')),
    flow: listOf('flow'),
    goals: goals.map(({ title }) => title).slice(0, titlesAtMost),
    motivators: listOf('motivators'),
    developmentAreas: listOf('development_areas'),
    respondsTo: listOf('responds_to'),
    actions: items.map(({ title }) => title).slice(0, titlesAtMost),
    ...(lastStep === undefined ? {} : { lastStep }),
  };
}

function strengthsOf(value: ProfileValue | undefined): PersonContext['strengths'] {
  if (!isStarCard(value)) return [];
  return starStrengths
    .map((name) => ({ name, dots: value[name] }))
    .filter(({ dots }) => dots > 0)
    .sort((a, b) => b.dots - a.dots);
}

const isStarCard = (value: ProfileValue | undefined): value is StarCard =>
  typeof value === 'object' && starStrengths.every((strength) => strength in value);

/** The step chosen last, unless a later talk has looked back on it already. @param earlier other talks, newest first */
export function stepToLookBackOn(earlier: readonly Talk[]): PersonContext['lastStep'] {
  const at = earlier.findIndex(({ nextStep }) => nextStep !== undefined);
  const chosen = earlier[at];
  if (chosen?.nextStep === undefined) return undefined;
  if (earlier.slice(0, at).some(({ contextUsed }) => contextUsed.fields.includes('last_step')))
    return undefined;
  return {
    step: chosen.nextStep,
    ...(chosen.topic === undefined ? {} : { topic: chosen.topic }),
    ...(chosen.nextStepOn === undefined ? {} : { on: chosen.nextStepOn }),
  };
}
