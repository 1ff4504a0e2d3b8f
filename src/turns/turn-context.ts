import type { Audience } from '../coaching/access/audience.ts';
import type { ConversationScope } from '../coaching/conversations/ports.ts';
import type { Actor } from '../coaching/people/user.ts';
import type { Organization } from '../coaching/tenants/ports.ts';
import type { Logger } from '../shared/logger.ts';
import type { ChatPlatform, Target } from './chat-platform.ts';
import type { InboxEvent } from './ports.ts';
import type { Reply } from './reply.ts';
import type { Turn, TurnOf } from './turn.ts';

/** Everything a handler knows about the turn it answers. The actor comes from the platform, never from words. */
export interface TurnContext<T extends Turn = Turn> {
  event: InboxEvent;
  turn: T;
  organization: Organization;
  actor: Actor;
  /** Who will see a reply in the turn's own place. */
  audience: Audience;
  platform: ChatPlatform;
  target: Target;
  /** The private or shared record that the turn belongs to. */
  conversation: ConversationScope;
  reply: Reply;
  logger: Logger;
  signal: AbortSignal;
}

export type ContextOf<K extends Turn['kind']> = TurnContext<TurnOf<K>>;
