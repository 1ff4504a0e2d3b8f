import { AppError } from '../../shared/errors.ts';
import type { Actor } from '../people/user.ts';
import type { Prompt, PromptDeps } from './prompt.ts';

/** Every prompt of the product, so that an admin can read what models are told. @throws AppError COACH_010 */
export function listPrompts({ prompts }: PromptDeps, { role }: Pick<Actor, 'role'>): readonly Prompt[] {
  if (role === 'ADMIN') return prompts;
  throw new AppError({
    code: 'COACH_010',
    message: 'only admins read prompts',
    userMessage: 'What models are told is for admins to read. If you want to know more, ask an admin.',
  });
}
