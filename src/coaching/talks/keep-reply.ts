import { z } from 'zod';
import type { ConversationRepository, ConversationScope } from '../conversations/ports.ts';
import type { Presented } from './coach-reply.ts';
import type { Owner } from '../people/owner.ts';
import type { TalkChange, TalkRepository } from './ports.ts';
import { talkKinds, talkStages, talkStates } from './talk.ts';

export interface KeepReplyDeps {
  talks: TalkRepository;
  conversations: Pick<ConversationRepository, 'append' | 'answerOf'>;
}

export interface KeptTurn {
  conversation: ConversationScope;
  turnId: string;
  /** What the person said or chose. */
  words: string;
  /** The platform's id of their message; undefined: a button. */
  sourceMessageId?: string;
}

const strings = z.array(z.string());
/** A change as JSON gives it back. */
const keptChange = z.object({
  state: z.enum(talkStates).exactOptional(),
  stage: z.enum(talkStages).exactOptional(),
  kind: z.enum(talkKinds).exactOptional(),
  topic: z.string().exactOptional(),
  nextStep: z.string().exactOptional(),
  nextStepOn: z.string().exactOptional(),
  confidence: z.number().exactOptional(),
  summary: z.string().exactOptional(),
  progress: z.object({ asked: strings, options: strings }).exactOptional(),
  contextUsed: z
    .object({
      fields: strings,
      passages: z.array(z.object({ document: z.string(), version: z.number(), section: z.string() })),
    })
    .exactOptional(),
  promptVersion: z.string().exactOptional(),
  model: z.string().exactOptional(),
  satisfactionAskedAt: z.coerce.date().exactOptional(),
  endedAt: z.coerce.date().exactOptional(),
});
const kept = z.object({
  talk: z.object({ id: z.string(), change: keptChange }),
  messages: z.array(z.unknown()),
});

export const ownerOf = ({ organizationId, userId }: Owner): Owner => ({ organizationId, userId });

/**
 * Stores what was said and then what it changed. The change stands beside the answer, so that a turn which broke off
 * between the two is brought to its end by `resumeTurn`, and says the same.
 */
export async function keepReply<M>(
  { talks, conversations }: KeepReplyDeps,
  { conversation, turnId, words, sourceMessageId }: KeptTurn,
  { talkId, change }: { talkId: string; change: TalkChange },
  { text, messages }: Presented<M>,
): Promise<void> {
  const source = sourceMessageId === undefined ? {} : { sourceMessageId };
  await conversations.append(conversation, { role: 'user', text: words, turnId, ...source });
  const data = { messages, talk: { id: talkId, change } };
  await conversations.append(conversation, { role: 'assistant', text, turnId, data });
  await talks.change(ownerOf(conversation), talkId, turnId, change);
}

/** What a turn that is tried again said the first time; undefined where it never got so far. */
export async function resumeTurn<M>(
  { talks, conversations }: KeepReplyDeps,
  { conversation, turnId }: Pick<KeptTurn, 'conversation' | 'turnId'>,
): Promise<readonly M[] | undefined> {
  const stored = await conversations.answerOf(conversation, turnId);
  const read = kept.safeParse(stored?.data);
  if (!read.success) return undefined;
  const { talk, messages } = read.data;
  await talks.change(ownerOf(conversation), talk.id, turnId, talk.change);
  // Written by `keepReply` from messages of the same kind.
  return messages as M[];
}
