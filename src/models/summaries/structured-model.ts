import { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages';
import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { ChatModels } from '../chat-model.ts';
import { unusableReply } from '../errors.ts';

export interface StructuredCall<T> {
  organizationId: string;
  /** `summary` or `refine`: what the call is accounted under. */
  purpose: string;
  /** e.g. `summary@1`. */
  promptVersion: string;
  system: string;
  user: string;
  /** What the reply must be; its descriptions are part of the prompt. */
  schema: z.ZodType<T>;
  signal?: AbortSignal;
  /** The organisation's choice: no outside model may be called. */
  requireOffline?: boolean;
}

/** A chat model that answers in a given shape. */
export interface StructuredModel {
  /**
   * @throws AppError MODEL_STRUCTURED when no outside model gave a reply of that shape (the caller has rules of its own to
   *   fall back to), MODEL_STOPPED when `signal` ended the call
   */
  invokeStructured<T>(call: StructuredCall<T>): Promise<T>;
}

/** Through the configured model, with its retries, breaker and accounting. The offline model has no such replies. */
export function createStructuredModel(models: Pick<ChatModels, 'call'>): StructuredModel {
  return {
    async invokeStructured<T>({
      system,
      user,
      schema,
      signal,
      requireOffline = false,
      ...context
    }: StructuredCall<T>) {
      if (requireOffline) throw noReply();
      const messages = [new SystemMessage(system), new HumanMessage(user)];
      let reply: { value: T } | undefined;
      try {
        await models.call(
          { ...context, requireOffline, ...(signal === undefined ? {} : { signal }) },
          async (attempt): Promise<AIMessage> => {
            reply = undefined;
            // The caller's rules stand in, not the offline model; the call is still accounted as a fallback.
            if (attempt.name === 'offline') return new AIMessage('');
            const structured = attempt.model.withStructuredOutput(schema, {
              name: context.purpose,
              method: 'functionCalling',
              includeRaw: true,
            });
            const { raw, parsed } = await structured.invoke(messages, { signal: attempt.signal });
            const checked = schema.safeParse(parsed);
            // Another try may do better: a malformed reply is the model's slip, not the request's fault.
            if (!checked.success) throw unusableReply('it does not have the required shape');
            if (!AIMessage.isInstance(raw)) throw unusableReply('it is no message of a model');
            reply = { value: checked.data };
            return raw;
          },
        );
      } catch (error) {
        if (error instanceof AppError && error.code === 'MODEL_STOPPED') throw error;
        throw noReply(error);
      }
      if (reply === undefined) throw noReply();
      return reply.value;
    },
  };
}

const noReply = (cause?: unknown): AppError =>
  new AppError({
    code: 'MODEL_STRUCTURED',
    message: 'no outside model gave a reply in the required shape',
    retry: 'later',
    userMessage: 'The language model did not answer in a usable form. Please try again in a minute.',
    ...(cause === undefined ? {} : { cause }),
  });
