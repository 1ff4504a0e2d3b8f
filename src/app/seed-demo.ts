import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { documentAccesses, documentTypes } from '../coaching/knowledge/document.ts';
import { alignEntries } from '../coaching/knowledge/entries/entry-document.ts';
import { entryCategories, entryContentTypes } from '../coaching/knowledge/entries/entry.ts';
import type { LocalStore } from '../coaching/local-chat/ports.ts';
import { importPeople } from '../coaching/people/import-people.ts';
import { deterministicId } from '../shared/ids.ts';
import type { Core } from './open-core.ts';
import { seedActions } from './seed-actions.ts';
import { seedEffectiveness } from './seed-effectiveness.ts';
import { seedContacts } from './seed-contacts.ts';
import { seedConnections } from './seed-connections.ts';
import { demoDir } from './paths.ts';
import { seedFigures } from './seed-figures.ts';
import { seedPlans } from './seed-plans.ts';
import { seedMeetings } from './seed-meetings.ts';
import { seedNotes } from './seed-notes.ts';
import { seedOwnFigures } from './seed-own-figures.ts';
import { seedProfiles } from './seed-profiles.ts';

const organizationFile = z.object({
  name: z.string(),
  /** Installations bound to the demo: that of the local page, and the tenant that the Agents Playground plays. */
  installations: z.array(z.object({ platform: z.string(), externalId: z.string() })),
  people: z.array(z.unknown()),
  channels: z.array(z.object({ name: z.string(), topic: z.string(), members: z.array(z.string()) })),
});
const knowledgeIndex = z.array(
  z.object({ file: z.string(), type: z.enum(documentTypes), access: z.enum(documentAccesses) }),
);
const entriesFile = z.array(
  z.object({
    category: z.enum(entryCategories),
    contentType: z.enum(entryContentTypes),
    title: z.string(),
    content: z.string(),
    tags: z.array(z.string()),
    access: z.enum(documentAccesses),
  }),
);

const readJson = async (...path: string[]): Promise<unknown> =>
  JSON.parse(await readFile(join(demoDir, ...path), 'utf8')) as unknown;

/**
 * Seeds the demo organisation, once: what is there already stays as it is, what a start cut short is finished by the next.
 * @returns its id
 */
export async function seedDemoOrganization(core: Core, onProgress: (step: string) => void): Promise<string> {
  const file = organizationFile.parse(await readJson('organization.json'));
  const existing = await core.dispatcher.demoOrganization();
  const organizationId = existing ?? (await core.organizations.create({ name: file.name, isDemo: true })).id;
  for (const { platform, externalId } of file.installations) {
    await core.organizations.bindInstallation(organizationId, platform, externalId);
  }
  if ((await core.users.list(organizationId)).length === 0) {
    onProgress('Inviting the demo organisation’s people…');
    const records = file.people.map((record, index) => ({ line: index + 1, record }));
    await importPeople(core, organizationId, records);
  }
  const index = knowledgeIndex.parse(await readJson('knowledge', 'index.json'));
  // What somebody took out stays out.
  const known = await core.documents.list(organizationId, { versions: 'all', removed: true });
  const present = new Set(
    known.filter(({ status }) => status === 'completed').map((document) => document.name),
  );
  const missing = index.filter((entry) => !present.has(entry.file));
  for (const [done, entry] of missing.entries()) {
    onProgress(`Reading the demo’s procedures… ${done + 1} of ${missing.length}`);
    await core.knowledge.ingest.add({
      organizationId,
      name: entry.file,
      type: entry.type,
      access: entry.access,
      mimeType: 'text/markdown',
      text: await readFile(join(demoDir, 'knowledge', entry.file), 'utf8'),
    });
  }
  await seedEntries(core, organizationId);
  await seedFigures(core, organizationId);
  await seedPlans(core, organizationId);
  await seedNotes(core, organizationId);
  await seedOwnFigures(core, organizationId);
  await seedContacts(core, organizationId);
  await seedProfiles(core, organizationId);
  await seedConnections(core, organizationId);
  await seedActions(core, organizationId);
  await seedEffectiveness(core, organizationId);
  await seedMeetings(core, organizationId);
  return organizationId;
}

/** Curated entries, once each: what an admin edits or retires stays so. */
async function seedEntries(core: Core, organizationId: string): Promise<void> {
  for (const fields of entriesFile.parse(await readJson('knowledge', 'entries.json'))) {
    const turnId = deterministicId('demo-entry', fields.title);
    await core.entries.create({ organizationId, fields, turnId });
  }
  await alignEntries(core, organizationId);
}

/** The channels of the local page, and everyone's direct message with the bot. */
export async function seedDemoChannels(core: Core, store: LocalStore, organizationId: string): Promise<void> {
  const { channels } = organizationFile.parse(await readJson('organization.json'));
  const people = await core.users.list(organizationId);
  const ids = new Map(people.map((person) => [person.email, person.id]));
  for (const { name, topic, members } of channels) {
    const memberIds = members.flatMap((email) => ids.get(email) ?? []);
    await store.ensureChannel({ name, topic, memberIds });
  }
  for (const person of people) await store.ensureDirect(person.id);
}
