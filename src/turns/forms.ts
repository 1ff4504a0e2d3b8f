import type { FormId } from '../messages/message.ts';
import type { ContextOf } from './turn-context.ts';

/** What each submitted form does. */
export type FormHandlers = Readonly<Record<FormId, (context: ContextOf<'form'>) => Promise<void>>>;
