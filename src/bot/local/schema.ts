import { z } from 'zod';
import { actionIds } from '../../messages/action-ids.ts';
import { formIds } from '../../messages/form-ids.ts';
import { personPools } from '../../messages/message.ts';
import { maxTextLength } from './limits.ts';

/**
 * What the page may send. `as` is the person chosen on the page: that choice is the identity, which is why the page
 * exists for the demo organisation alone. `clientId` is made once for each doing and stays the same when the page tries
 * again, so that nothing happens twice.
 */
const doing = { as: z.uuid(), clientId: z.uuid() };
const where = { channelId: z.uuid(), threadId: z.uuid().exactOptional() };

export const messageBody = z.object({
  ...doing,
  ...where,
  text: z.string().max(maxTextLength),
  fileIds: z.array(z.uuid()).max(10).default([]),
});
export type MessageBody = z.infer<typeof messageBody>;

export const commandBody = z.object({
  ...doing,
  ...where,
  /** As typed, with the slash. */
  text: z
    .string()
    .max(maxTextLength)
    .regex(/^\/[\w-]+/),
});
export type CommandBody = z.infer<typeof commandBody>;

export const actionBody = z.object({
  ...doing,
  messageId: z.uuid(),
  action: z.enum(actionIds),
  value: z.string().max(2_000),
});
export type ActionBody = z.infer<typeof actionBody>;

export const formBody = z.object({
  ...doing,
  ...where,
  /** The message that holds the form, when it is not a dialog. */
  messageId: z.uuid().exactOptional(),
  form: z.enum(formIds),
  context: z.string().max(2_000),
  values: z.record(z.string(), z.string().max(maxTextLength)),
});
export type FormBody = z.infer<typeof formBody>;

export const editBody = z.object({ ...doing, text: z.string().max(maxTextLength) });
export type EditBody = z.infer<typeof editBody>;

export const deleteBody = z.object(doing);
export type DeleteBody = z.infer<typeof deleteBody>;

export const queryBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('form.open'),
    as: z.uuid(),
    ...where,
    form: z.enum(formIds),
    context: z.string().max(2_000),
    text: z.string().max(maxTextLength).exactOptional(),
    /** The message whose menu opens it: its words and author begin the form. */
    messageId: z.uuid().exactOptional(),
  }),
  z.object({
    kind: z.literal('people'),
    as: z.uuid(),
    ...where,
    among: z.enum(personPools),
    text: z.string().max(200),
  }),
  z.object({ kind: z.literal('complete'), as: z.uuid(), ...where, text: z.string().max(200) }),
]);
export type QueryBody = z.infer<typeof queryBody>;

export const fileQuery = z.object({
  ...doing,
  channelId: z.uuid(),
  name: z.string().min(1).max(300),
});

export const viewerQuery = z.object({ as: z.uuid() });

export const historyQuery = z.object({
  as: z.uuid(),
  channelId: z.uuid(),
  before: z.coerce.number().int().positive(),
});
