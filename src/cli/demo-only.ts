import type { AppError } from '../shared/errors.ts';
import type { CliContext } from './context.ts';

type Deps = {
  organizationId: CliContext['organizationId'];
  core: { organizations: Pick<CliContext['core']['organizations'], 'find'> };
};

/** Whoever runs the command line can say any `--as`: what is private to a person is opened in the demo alone. */
export const isDemo = async ({ core, organizationId }: Deps): Promise<boolean> =>
  (await core.organizations.find(organizationId))?.isDemo === true;

/** @throws what `refusal` makes, outside the demo */
export async function requireDemo(context: Deps, refusal: () => AppError): Promise<void> {
  if (!(await isDemo(context))) throw refusal();
}
