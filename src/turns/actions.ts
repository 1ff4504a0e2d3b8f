import type { ActionId } from '../messages/action-ids.ts';
import type { ContextOf } from './turn-context.ts';

/** What each button does. Pressed twice or late it is harmless: the verbs behind it are idempotent. */
export type ActionHandlers = Readonly<Record<ActionId, (context: ContextOf<'action'>) => Promise<void>>>;
