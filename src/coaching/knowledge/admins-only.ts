import { AppError } from '../../shared/errors.ts';
import type { Actor } from '../people/user.ts';

/** Gaps and curated entries are looked after by admins. @throws AppError KNOWLEDGE_070 */
export function requireKnowledgeAdmin(actor: Actor): void {
  if (actor.role === 'ADMIN') return;
  throw new AppError({
    code: 'KNOWLEDGE_070',
    message: 'Only admins look after the knowledge base.',
    userMessage:
      'Only admins look after the knowledge base. If something in it is wrong or missing, tell me under an answer, and I pass it on without your name.',
  });
}
