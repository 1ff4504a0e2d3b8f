import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { documentAccesses, documentTypes } from '../coaching/knowledge/document.ts';
import { importPeople } from '../coaching/people/import-people.ts';
import type { Core } from './open-core.ts';
import { demoDir } from './paths.ts';

/** The installation that the local page belongs to. */
export const demoInstallation = 'demo';

const organizationFile = z.object({
  name: z.string(),
  people: z.array(z.unknown()),
  channels: z.array(z.object({ name: z.string(), topic: z.string(), members: z.array(z.string()) })),
});
const knowledgeIndex = z.array(
  z.object({ file: z.string(), type: z.enum(documentTypes), access: z.enum(documentAccesses) }),
);

const readJson = async (...path: string[]): Promise<unknown> =>
  JSON.parse(await readFile(join(demoDir, ...path), 'utf8')) as unknown;

/**
 * Seeds the demo organisation, once: what is there already stays as it is, what a start cut short is finished by the next.
 * @returns its id
 */
export async function seedDemo(core: Core, onProgress: (step: string) => void): Promise<string> {
  const file = organizationFile.parse(await readJson('organization.json'));
  const existing = await core.dispatcher.demoOrganization();
  const organizationId = existing ?? (await core.organizations.create({ name: file.name, isDemo: true })).id;
  await core.organizations.bindInstallation(organizationId, 'local', demoInstallation);
  if (existing === undefined || (await core.users.list(organizationId)).length === 0) {
    onProgress('Inviting the demo organisation’s people…');
    const records = file.people.map((record, index) => ({ line: index + 1, record }));
    await importPeople(core, organizationId, records);
  }
  await core.localStore.ensureChannels(organizationId, file.channels);
  const index = knowledgeIndex.parse(await readJson('knowledge', 'index.json'));
  const present = new Set((await core.documents.list(organizationId)).map((document) => document.name));
  const missing = index.filter((entry) => !present.has(nameOf(entry.file)));
  for (const [done, entry] of missing.entries()) {
    onProgress(`Reading the demo’s procedures… ${done + 1} of ${missing.length}`);
    await core.knowledge.ingest.add({
      organizationId,
      name: nameOf(entry.file),
      type: entry.type,
      access: entry.access,
      mimeType: 'text/markdown',
      text: await readFile(join(demoDir, 'knowledge', entry.file), 'utf8'),
    });
  }
  return organizationId;
}

const nameOf = (file: string): string => file.replace(/\.[^.]+$/, '');
