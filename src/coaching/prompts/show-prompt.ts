import { AppError } from '../../shared/errors.ts';
import type { Actor } from '../people/user.ts';
import { listPrompts } from './list-prompts.ts';
import type { Prompt, PromptDeps } from './prompt.ts';

/**
 * One prompt.
 * @param name its name or version in any case, `coach` or `coach@1`
 * @throws AppError COACH_010 for who is no admin, COACH_011 where there is none of that name and version
 */
export function showPrompt(deps: PromptDeps, actor: Pick<Actor, 'role'>, name: string): Prompt {
  const prompts = listPrompts(deps, actor);
  const wanted = name.trim().toLowerCase();
  const found = prompts.find((prompt) => prompt.name === wanted || prompt.version === wanted);
  if (found !== undefined) return found;
  throw new AppError({
    code: 'COACH_011',
    message: 'no prompt of that name',
    userMessage: `There is no prompt of that name. These are there: ${prompts.map((prompt) => prompt.version).join(', ')}.`,
  });
}
