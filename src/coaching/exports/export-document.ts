import { z } from 'zod';
import { sessionTypes } from '../sessions/session.ts';
import { summarySections } from '../summaries/summary.ts';

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const exportSchemaVersion = 1;

const day = z.iso.date();
const instant = z.iso.datetime();

const evidence = z.object({
  segment: z.int().nonnegative().describe('0-based index of the cue or line in the transcript'),
  speaker: z.string(),
  startMs: z.int().nonnegative().describe('Milliseconds from the start; 0 where the format has no times'),
  quote: z.string().describe('Verbatim, with personal data masked'),
});

const line = z.object({
  id: z.string().describe('The same in every version of the summary in which the line lives'),
  section: z.enum(summarySections),
  text: z.string(),
  owner: z.string().exactOptional().describe('Action items: a name, or "unassigned"'),
  due: z.string().exactOptional().describe('Action items: YYYY-MM-DD, or "unassigned"'),
  source: z.enum(['transcript', 'coach']).describe('Drawn from the transcript, or in the coach’s own words'),
  evidence: z.array(evidence).exactOptional().describe('Only where it was asked for'),
});

export const exportedSummarySchema = z.object({
  id: z.uuid(),
  participant: z.string(),
  state: z.enum(['approved', 'draft']),
  version: z.int().positive(),
  approvedAt: instant.exactOptional(),
  approvedBy: z.string().exactOptional().describe('Name'),
  session: z.object({
    id: z.uuid(),
    title: z.string(),
    date: day,
    type: z.enum(sessionTypes),
    facilitator: z.string().describe('Name of the one who led it'),
  }),
  leftOut: z.int().nonnegative().describe('Lines of the first draft left out because no quote bore them'),
  lines: z.array(line),
});
export type ExportedSummary = z.infer<typeof exportedSummarySchema>;

/** What `summary export --format json` writes; published as docs/schemas/summaries-export.schema.json. */
export const exportDocumentSchema = z
  .object({
    schemaVersion: z.literal(exportSchemaVersion),
    generatedAt: instant,
    includes: z.object({ drafts: z.boolean(), evidence: z.boolean() }),
    summaries: z.array(exportedSummarySchema).describe('Newest session first'),
  })
  .meta({
    title: 'Threadcoach: exported session summaries',
    description: `Version ${exportSchemaVersion}. Fields may be added; one that changes its meaning raises schemaVersion.`,
  });
export type ExportDocument = z.infer<typeof exportDocumentSchema>;
