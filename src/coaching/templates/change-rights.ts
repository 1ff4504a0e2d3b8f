import type { Actor } from '../people/user.ts';
import { templateAdminsOnly } from './template-errors.ts';
import type { Template } from './template.ts';

/** Whether a person may change a template itself; whoever may not makes one of their own from it. */
export function mayChange(actor: Pick<Actor, 'id' | 'role'>, { owner }: Pick<Template, 'owner'>): boolean {
  if (owner.kind === 'coach') return owner.coachId === actor.id;
  return owner.kind === 'organization' && actor.role === 'ADMIN';
}

/** @throws AppError TEMPLATE_003 */
export function requireTemplateAdmin(actor: Pick<Actor, 'role'>): void {
  if (actor.role !== 'ADMIN') throw templateAdminsOnly();
}
