import { AppError } from '../../shared/errors.ts';
import { nearestName } from './nearest-name.ts';

/** @param names of templates that the person may use, so that the cure can be named */
export function templateNotFound(wanted: string, names: readonly string[] = []): AppError {
  const nearest = nearestName(wanted, names);
  const hint =
    nearest !== undefined
      ? `Did you mean “${nearest}”?`
      : names.length > 0
        ? `There are: ${[...new Set(names)].map((name) => `“${name}”`).join(', ')}.`
        : 'Say /templates to see what there is.';
  return new AppError({
    code: 'TEMPLATE_001',
    message: 'The template does not exist, or is not theirs to use.',
    userMessage: `I can’t find ${wanted === '' ? 'that template' : `a template “${wanted.slice(0, 80)}”`}. ${hint}`,
  });
}

/** @param faults each a sentence */
export const templateFaulty = (faults: readonly string[]): AppError =>
  new AppError({
    code: 'TEMPLATE_002',
    message: 'A template with content that cannot be used.',
    userMessage: faults.join(' '),
  });

export const templateAdminsOnly = (): AppError =>
  new AppError({
    code: 'TEMPLATE_003',
    message: 'Only admins change the organisation’s templates.',
    userMessage:
      'Only admins look after the organisation’s templates. You can make one of your own from it: press Edit, and save it.',
  });

export const templateNameTaken = (name: string): AppError =>
  new AppError({
    code: 'TEMPLATE_004',
    message: 'Another template in force has this name.',
    userMessage: `There is a template called “${name}” already. Choose another name, or edit that one.`,
  });

/** Nothing is lost: what was written is in the form or message still. */
export const templateStale = (name: string, version: number): AppError =>
  new AppError({
    code: 'TEMPLATE_005',
    message: 'The template has changed since it was opened.',
    userMessage: `“${name}” has changed since you opened it; it is at version ${version} now, and I changed nothing. Open it again, and put your words in.`,
  });

export const templateBuiltIn = (name: string): AppError =>
  new AppError({
    code: 'TEMPLATE_006',
    message: 'Built-in templates cannot be retired.',
    userMessage: `“${name}” is built in, so it stays. Choose another one as your default, and this one keeps out of your way.`,
  });

export const templateAmbiguous = (name: string, kinds: readonly string[]): AppError =>
  new AppError({
    code: 'TEMPLATE_007',
    message: 'Templates of several kinds have this name.',
    userMessage: `There is more than one template called “${name}”: ${kinds.join(', ')}. Say which kind you mean.`,
  });
