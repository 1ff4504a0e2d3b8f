import { z } from 'zod';
import { summarySections, type SummaryLine, type SummaryVersion } from '../../coaching/summaries/summary.ts';
import { AppError } from '../../shared/errors.ts';
import type { Prisma } from '../generated/client.ts';

const lineSchema = z.object({
  id: z.string(),
  section: z.enum(summarySections),
  text: z.string(),
  owner: z.string().exactOptional(),
  due: z.string().exactOptional(),
  evidence: z.array(
    z.object({ segment: z.number(), speaker: z.string(), startMs: z.number(), quote: z.string() }),
  ),
  source: z.enum(['transcript', 'coach']),
});

const causeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('draft') }),
  z.object({ kind: z.literal('refine'), request: z.string(), proposal: z.string().exactOptional() }),
  z.object({ kind: z.literal('undo'), from: z.number() }),
  z.object({ kind: z.literal('redo'), from: z.number() }),
  z.object({ kind: z.literal('restore'), version: z.number() }),
]);

/** The lines of a version as they stand in `summary_versions.lines`. */
export function parseLines(stored: unknown): readonly SummaryLine[] {
  return parseStored(z.array(lineSchema), stored);
}

export function parseCause(stored: unknown): SummaryVersion['cause'] {
  return parseStored(causeSchema, stored);
}

/** @throws AppError SUMMARY_CORRUPT */
export function parseStored<T>(schema: z.ZodType<T>, stored: unknown): T {
  const parsed = schema.safeParse(stored);
  if (parsed.success) return parsed.data;
  throw new AppError({
    code: 'SUMMARY_CORRUPT',
    message: 'a stored summary version does not have the expected shape',
    userMessage: 'This summary is stored in a form that I cannot read. Please tell your admin.',
    cause: parsed.error,
  });
}

/** Plain data without undefined fields is JSON; Prisma's input type wants an index signature for it. */
export const toJson = (value: unknown): Prisma.InputJsonValue =>
  structuredClone(value) as Prisma.InputJsonValue;
