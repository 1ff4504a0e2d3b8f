import type { OrganizationRepository } from '../tenants/ports.ts';
import { goalsArePrivate } from './growth-errors.ts';

/**
 * For the command line, which cannot know who is typing: goals are their owner's alone, so only the demo's are opened there.
 * @throws AppError GROWTH_010
 */
export async function requireDemo(
  { organizations }: { organizations: Pick<OrganizationRepository, 'find'> },
  organizationId: string,
): Promise<void> {
  const organization = await organizations.find(organizationId);
  if (organization?.isDemo !== true) throw goalsArePrivate();
}
