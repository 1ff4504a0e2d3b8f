import type { Clock } from '../../../shared/clock.ts';
import type { Actor } from '../../people/user.ts';
import type { AuditLog } from '../../tenants/ports.ts';
import { requireKnowledgeAdmin } from '../admins-only.ts';
import type { GapRepository } from './gap.ts';

/**
 * Closes a group of gaps, named by its latest one. What was reported after that stays open. Twice is harmless.
 * @returns how many were closed. @throws AppError KNOWLEDGE_070
 */
export async function resolveGaps(
  deps: { gaps: GapRepository; audit: AuditLog; clock: Clock },
  actor: Actor,
  gapId: string,
  surface: string,
): Promise<number> {
  requireKnowledgeAdmin(actor);
  const { organizationId, id } = actor;
  const resolved = await deps.gaps.resolve(organizationId, gapId, id, deps.clock.now());
  if (resolved > 0) {
    await deps.audit.record({
      organizationId,
      actorId: id,
      action: 'knowledge.gap.resolve',
      subjectType: 'knowledge_gap',
      subjectId: gapId,
      surface,
    });
  }
  return resolved;
}
