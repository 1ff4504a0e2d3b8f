import type { Clock } from '../../shared/clock.ts';
import { deterministicId } from '../../shared/ids.ts';
import { leads } from '../people/line.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { annotationLimits, type Annotation, type AnnotationRepository } from './annotation-ports.ts';
import { todayOf } from './own-scores.ts';
import { annotationInvalid, notInLine } from './performance-errors.ts';

export interface AnnotateDeps {
  annotations: AnnotationRepository;
  users: Pick<UserRepository, 'lineAbove'>;
  audit: AuditLog;
  clock: Clock;
}

/** Figures are kept from here on. */
const firstDay = '2000-01-01';

const record = (
  { audit }: AnnotateDeps,
  { organizationId, id: actorId }: Actor,
  doing: 'create' | 'remove',
  { id: subjectId }: Annotation,
  surface: string,
): Promise<void> =>
  audit.record({
    organizationId,
    actorId,
    action: `figures.annotation.${doing}`,
    subjectType: 'performance_annotation',
    subjectId,
    surface,
  });

/**
 * Writes beside somebody's figures what happened on a day; the person reads it too. A turn tried again writes it once.
 * @param input.words `training: new CRM`, or without a kind just what happened
 * @throws AppError METRIC_010 when the person is not in the actor's line, METRIC_012 without words or a day that has begun
 */
export async function annotate(
  deps: AnnotateDeps,
  actor: Actor,
  input: { personId: string; day: string; words: string; turnId: string; surface: string },
): Promise<Annotation> {
  if (!(await leads(deps.users, actor, input.personId))) throw notInLine();
  const [, kind = 'note', text = ''] = /^\s*(?:([^:\n]{1,40}):)?\s*([\s\S]*?)\s*$/.exec(input.words) ?? [];
  const description = text.slice(0, annotationLimits.description);
  if (description === '' || input.day < firstDay || input.day > todayOf(deps.clock, actor))
    throw annotationInvalid();
  const made = await deps.annotations.create(actor.organizationId, {
    id: deterministicId('annotation', actor.organizationId, input.turnId),
    agentId: input.personId,
    day: input.day,
    kind: kind.trim().toLowerCase(),
    description,
    createdBy: actor.id,
    turnId: input.turnId,
  });
  await record(deps, actor, 'create', made, input.surface);
  return made;
}

/** @returns undefined: it is gone already @throws AppError METRIC_010 when its person is not in the actor's line */
export async function removeAnnotation(
  deps: AnnotateDeps,
  actor: Actor,
  { id, surface }: { id: string; surface: string },
): Promise<Annotation | undefined> {
  const found = await deps.annotations.find(actor.organizationId, id);
  if (found === undefined) return undefined;
  if (!(await leads(deps.users, actor, found.agentId))) throw notInLine();
  if (await deps.annotations.remove(actor.organizationId, id))
    await record(deps, actor, 'remove', found, surface);
  return found;
}
