import { z } from 'zod';
import type { SealedBox } from '../sealed-box.ts';

/** What one row of `conversation_archives` holds, sealed: for the person's own export and for nothing else. */
const archiveSchema = z.object({
  messages: z.array(
    z.object({
      at: z.iso.datetime(),
      role: z.string(),
      text: z.string(),
      turnId: z.string(),
      /** Whose turn it was; in a direct conversation always its owner's. */
      turnBy: z.string().nullable(),
    }),
  ),
  talks: z.array(z.record(z.string(), z.unknown())),
});
export type Archive = z.infer<typeof archiveSchema>;

/** Bound to the row: copied to another one it does not open. */
const contextOf = (id: string): string => `conversation-archive:${id}`;

export const sealArchive = (box: SealedBox, id: string, archive: Archive): Buffer =>
  box.seal(archive, contextOf(id));

/** @throws AppError DATA_010 when it was sealed with another key */
export const openArchive = (box: SealedBox, id: string, sealed: Uint8Array): Archive =>
  archiveSchema.parse(box.open(sealed, contextOf(id)));

export const sizeOf = ({ messages, talks }: Archive): number => messages.length + talks.length;
