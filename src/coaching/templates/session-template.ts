import type { Actor } from '../people/user.ts';
import type { CoachingSession } from '../sessions/session.ts';
import { workshopTypeOf } from './check-template.ts';
import type { TemplateSource } from './ports.ts';

/**
 * What a session keeps of how its summaries shall be written. Only what was asked for by name is kept: a default may
 * change until the summaries are drafted.
 * @param words.wanted the template's name or key, as the coach said it
 * @throws AppError TEMPLATE_001, which names what there is
 */
export async function sessionTemplate(
  templates: TemplateSource,
  { organizationId, id: coachId }: Pick<Actor, 'organizationId' | 'id'>,
  words: { wanted?: string | undefined; workshopType?: string | undefined },
): Promise<Pick<CoachingSession, 'template' | 'workshopType'>> {
  const workshopType = workshopTypeOf(words.workshopType ?? '');
  const typed = workshopType === undefined ? {} : { workshopType };
  if (words.wanted === undefined) return typed;
  const choice = { organizationId, coachId, kind: 'summary', wanted: words.wanted } as const;
  return { template: (await templates.choose(choice)).key, ...typed };
}
