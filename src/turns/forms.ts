import type { Actor, User } from '../coaching/people/user.ts';
import type { FormId } from '../messages/form-ids.ts';
import type { Form } from '../messages/message.ts';
import type { ContextOf } from './turn-context.ts';

/** What each submitted form does. */
export type FormHandlers = Readonly<Record<FormId, (context: ContextOf<'form'>) => Promise<void>>>;

/** What a form that is opened from a message begins with. */
export interface FormPrefill {
  /** The message's words. */
  text?: string;
  /** Who wrote it, where that is somebody of the organisation. */
  about?: User;
}

/** Forms that are opened and checked inside a platform's response. */
export type FormQueries = Partial<
  Record<
    FormId,
    {
      /** @throws AppError whose `userMessage` is said instead */
      open(actor: Actor, context: string, prefill?: FormPrefill): Promise<Form>;
      /** By field what is wrong; empty: it may be sent. @throws AppError as above */
      validate(
        actor: Actor,
        context: string,
        values: Readonly<Record<string, string>>,
      ): Promise<Record<string, string>>;
    }
  >
>;
