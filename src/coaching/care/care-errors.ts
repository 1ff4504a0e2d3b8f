import { AppError } from '../../shared/errors.ts';
import type { Actor } from '../people/user.ts';

/** @throws AppError CARE_001 */
export function requireContactAdmin(actor: Pick<Actor, 'role'>): void {
  if (actor.role === 'ADMIN') return;
  throw new AppError({
    code: 'CARE_001',
    message: 'Only admins change the contacts.',
    userMessage: 'Only admins change the contacts. /contacts shows them to everyone.',
  });
}

export const contactGone = (): AppError =>
  new AppError({
    code: 'CARE_002',
    message: 'No such contact.',
    userMessage: 'That contact is not in the list any more. /contacts shows who is.',
  });
