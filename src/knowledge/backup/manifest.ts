import { z } from 'zod';
import { sha256 } from '../ingest/embed-chunks.ts';
import { corrupted, newerSchema } from './errors.ts';
import { schemaVersion } from './parquet-file.ts';

const file = z.object({
  /** Beside the manifest. */
  name: z.string().regex(/^[a-z_]+-\d+\.parquet$/u),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  bytes: z.number().int().min(0),
  rows: z.number().int().min(0),
});

const content = z.object({
  format: z.literal('threadcoach-knowledge'),
  schemaVersion: z.number().int().min(1),
  id: z.guid(),
  organizationId: z.guid(),
  kind: z.enum(['full', 'incremental']),
  parentId: z.guid().optional(),
  since: z.iso.datetime().optional(),
  until: z.iso.datetime(),
  models: z.array(z.object({ model: z.string(), state: z.enum(['building', 'serving', 'retired']) })),
  files: z.array(file),
});

/** What an export consists of. It is written last: where there is no manifest, there is no export. */
export type Manifest = z.infer<typeof content>;

/** `organization=…/`: below it lies everything of one tenant. */
export const folderOfOrganization = (organizationId: string): string => `organization=${organizationId}/`;

/** One export's folder; several of one day lie side by side. */
export const folderOfExport = ({
  organizationId,
  id,
  until,
}: Pick<Manifest, 'organizationId' | 'id' | 'until'>): string =>
  `${folderOfOrganization(organizationId)}date=${until.slice(0, 10)}/export=${id}/`;

export const manifestName = 'manifest.json';

/** With a checksum of its own, for the checksums of the files are in it. */
export function writeManifest(manifest: Manifest): Uint8Array {
  const checksum = sha256(JSON.stringify(manifest));
  return Buffer.from(`${JSON.stringify({ ...manifest, checksum }, undefined, 2)}\n`);
}

/** @throws AppError KNOWLEDGE_043 when it is damaged, KNOWLEDGE_044 when a newer version wrote it */
export function parseManifest(path: string, bytes: Uint8Array): Manifest {
  let parsed: unknown;
  try {
    const outer = z.looseObject({ checksum: z.string() });
    const { checksum, ...manifest } = outer.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    // Keys keep their order from writing to reading.
    if (sha256(JSON.stringify(manifest)) !== checksum) throw new Error('wrong checksum');
    parsed = manifest;
  } catch (error) {
    throw corrupted(path, 'its checksum does not match', error);
  }
  const found = z.object({ schemaVersion: z.number().int() }).safeParse(parsed).data?.schemaVersion ?? 0;
  if (found > schemaVersion) throw newerSchema(found, schemaVersion);
  const result = content.safeParse(parsed);
  if (!result.success) throw corrupted(path, 'it is no manifest', result.error);
  return result.data;
}
