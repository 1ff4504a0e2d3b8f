import type {
  FollowUpEdit,
  FollowUpEditor,
  FollowUpText,
  FollowUpWriter,
} from '../../coaching/follow-ups/ports.ts';
import type { z } from 'zod';
import { fallbackNotice, isStopped, type HostedDeps } from '../summaries/hosted-deps.ts';
import { joinParagraphs, paragraphsOf } from './paragraphs.ts';
import {
  editPromptVersion,
  editReply,
  editSystem,
  editUser,
  writePromptVersion,
  writeReply,
  writeSystem,
  writeUser,
} from './prompts.ts';

const purpose = 'follow_up';
/** Characters of one request that reach a model. */
const maxInstruction = 4_000;

/** Polishes with a hosted model; what it says is checked by the caller. */
export function createHostedWriter({ model, requireOffline, logger }: HostedDeps): FollowUpWriter {
  return {
    async polish(request, signal) {
      const { organizationId } = request;
      if (await requireOffline(organizationId)) return undefined;
      try {
        return await model.invokeStructured({
          organizationId,
          purpose,
          promptVersion: writePromptVersion,
          system: writeSystem,
          user: writeUser(request),
          schema: writeReply,
          ...(signal === undefined ? {} : { signal }),
        });
      } catch (error) {
        if (signal?.aborted === true || isStopped(error)) throw error;
        logger.warn('a follow-up was drafted without a model', { organizationId });
        return 'failed';
      }
    },
  };
}

/** Edits with a hosted model: it names paragraphs, the product changes them. Where it fails, the fixed instructions stand in. */
export function createHostedEditor(deps: HostedDeps & { offline: FollowUpEditor }): FollowUpEditor {
  const { model, requireOffline, offline, logger } = deps;
  return {
    async edit(request, signal) {
      const { organizationId } = request;
      if (await requireOffline(organizationId)) return offline.edit(request, signal);
      try {
        const instruction = request.instruction.slice(0, maxInstruction);
        const reply: z.infer<typeof editReply> = await model.invokeStructured({
          organizationId,
          purpose,
          promptVersion: editPromptVersion,
          system: editSystem,
          user: editUser({ ...request, instruction }),
          schema: editReply,
          ...(signal === undefined ? {} : { signal }),
        });
        const edit = toEdit(reply, request.text);
        if (edit !== undefined) return edit;
      } catch (error) {
        if (signal?.aborted === true || isStopped(error)) throw error;
      }
      logger.warn('a follow-up was changed by rules instead', { organizationId });
      const edit = await offline.edit(request, signal);
      return edit.kind === 'changed' ? { ...edit, notice: fallbackNotice } : edit;
    },
  };
}

/** Undefined: the reply does not fit the text. */
function toEdit(
  { question, subject, operations }: z.infer<typeof editReply>,
  text: FollowUpText,
): FollowUpEdit | undefined {
  if (operations.length === 0 && subject === null)
    return question === null ? undefined : { kind: 'ask', question };
  const before = paragraphsOf(text.body);
  // Numbers mean the paragraphs as they were: each is a slot of its own, with what is added after it.
  const slots: string[][] = [[], ...before.map((paragraph) => [paragraph])];
  for (const operation of operations) {
    const slot = slots[operation.op === 'add' ? operation.after : operation.paragraph];
    if (slot === undefined || (operation.op !== 'add' && operation.paragraph < 1)) return undefined;
    if (operation.op === 'add') slot.push(operation.text.trim());
    else slot.splice(0, 1, ...(operation.op === 'remove' ? [] : [operation.text.trim()]));
  }
  const body = joinParagraphs(slots.flat().filter((paragraph) => paragraph !== ''));
  const fresh = text.subject === '' ? '' : (subject ?? text.subject);
  return { kind: 'changed', text: { subject: fresh, body }, byModel: true };
}

/** Without a model the template's words stand as they are. */
export const noWriter: FollowUpWriter = { polish: () => Promise.resolve(undefined) };
