import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { contactKinds } from '../coaching/care/contact.ts';
import { deterministicId } from '../shared/ids.ts';
import type { Core } from './open-core.ts';
import { demoDir } from './paths.ts';

const contactsFile = z.array(
  z.object({
    kind: z.enum(contactKinds),
    name: z.string(),
    role: z.string(),
    reach: z.string(),
    note: z.string().optional(),
    /** E-mail address of one of the demo's people. */
    account: z.string().optional(),
  }),
);

/** The demo's contacts, once: what an admin changed or removed stays so, because any contact ever kept ends this. */
export async function seedContacts(
  { contacts, users, organizations }: Pick<Core, 'contacts' | 'users' | 'organizations'>,
  organizationId: string,
): Promise<void> {
  const organization = await organizations.find(organizationId);
  if (organization?.isDemo !== true || (await contacts.hadAny(organizationId))) return;
  const file: unknown = JSON.parse(await readFile(join(demoDir, 'contacts.json'), 'utf8'));
  for (const { account, note, ...fields } of contactsFile.parse(file)) {
    const user = account === undefined ? undefined : await users.findByEmail(organizationId, account);
    await contacts.save(organizationId, deterministicId('demo-contact', organizationId, fields.name), {
      ...fields,
      ...(note === undefined ? {} : { note }),
      ...(user === undefined ? {} : { userId: user.id }),
    });
  }
}
