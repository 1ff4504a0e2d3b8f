import type { Query } from '../../turns/query.ts';
import { turnSchema } from '../../turns/turn.ts';
import type { ParsedEvent, Turn } from '../../turns/turn.ts';
import type { ReplyHandle } from './schema.ts';

/** As everywhere, but a query also carries what its answer needs: the trigger of a modal, and the way to reply. */
export type SlackParsedEvent =
  | Exclude<ParsedEvent, { kind: 'query' }>
  | {
      kind: 'query';
      query: Extract<Query, { kind: 'form.open' }>;
      /** Opens a modal, once, within 3 s. */
      triggerId: string;
      handle: ReplyHandle;
    }
  /** Answered with the acknowledgement. */
  | { kind: 'suggest'; query: Extract<Query, { kind: 'people' }> };

export interface ParseContext {
  /** The bot's own user id; events name it themselves, so it is a fallback. */
  botUserId?: string | undefined;
  /** For what carries no time of its own (commands), and for how long response URLs last. */
  receivedAt: Date;
}

export const unsupported = (reason: string): Extract<SlackParsedEvent, { kind: 'unsupported' }> => ({
  kind: 'unsupported',
  reason,
});

/** Checked once more against the contract: what reaches the inbox is exactly what a worker can read back. */
export function checkedTurn(candidate: Turn, addressed: boolean): SlackParsedEvent {
  const parsed = turnSchema.safeParse(candidate);
  if (parsed.success) return { kind: 'turn', turn: parsed.data, addressed };
  const path = parsed.error.issues[0]?.path.join('.') ?? '?';
  return unsupported(`a ${candidate.kind} that breaks the contract: ${path}`);
}
