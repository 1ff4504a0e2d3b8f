import { z } from 'zod';

/** `talk`: one talk or exchange; `conversations`: everything that was said; `person`: all of a person. */
const erasureKinds = ['talk', 'conversations', 'person'] as const;

/**
 * What is to be gone, by id: the same again does nothing more. It names rows that no longer exist, and never words. What
 * came after `requestedAt` stays, except of a person who is deleted.
 */
export const erasureSchema = z.object({
  id: z.uuid(),
  organizationId: z.uuid(),
  userId: z.uuid(),
  kind: z.enum(erasureKinds),
  /** The talk, where one is forgotten. */
  talkId: z.uuid().optional(),
  /** Of `talk`: the turns whose words go. */
  turnIds: z.array(z.uuid()).readonly(),
  requestedBy: z.uuid(),
  requestedAt: z.coerce.date(),
});
export type Erasure = z.infer<typeof erasureSchema>;

/** Rows that went or changed, by table. */
export type Counts = Readonly<Record<string, number>>;
