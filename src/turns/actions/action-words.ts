import { talkAboutActions, personNamed } from '../../agent/tools/action-talk.ts';
import { actionPersonUnclear } from '../../coaching/actions/action-errors.ts';
import { readActionWords, type ActionWish } from '../../coaching/actions/read-action-words.ts';
import type { ConversationRepository } from '../../coaching/conversations/ports.ts';
import type { User } from '../../coaching/people/user.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { PeopleResolver } from '../people-resolver.ts';
import type { ContextOf } from '../turn-context.ts';
import type { TellDeps } from './tell-of-action.ts';

export interface ActionWordDeps extends Omit<TellDeps, 'sessions'> {
  sessions: Pick<SessionRepository, 'find' | 'findByThread'>;
  conversations: Pick<ConversationRepository, 'recent'>;
  people: PeopleResolver;
  /** What was said last in a thread that keeps its words elsewhere, e.g. notes of a 1:1. @default the conversation's own */
  lastSaid?: (context: ContextOf<'message'>) => Promise<string | undefined>;
}

/** So far back the words are looked for that "that" means. */
const wordsBack = 6;

/**
 * Words about action items, by rule: no model is needed for them. Others' items are for the asker's eyes alone, wherever
 * they ask. In a session's thread "add an action item: …" is a line of its summary; "make that an action item" is not.
 */
export function createActionWords(deps: ActionWordDeps): TextHandler {
  return async (context) => {
    const wish = readActionWords(context.turn.text);
    if (wish === undefined) return false;
    const { actor, turn } = context;
    if (wish.kind === 'create') {
      const session = await deps.sessions.findByThread(actor.organizationId, turn.place.key);
      if (session !== undefined) return false;
    }
    const person = await mentioned(deps, context, wish);
    // "What is the refund desk late with?" asks about no person.
    if (wish.kind === 'list' && typeof wish.whose === 'object' && person === undefined) {
      const isKnown = await isPersonName(deps, context, wish.whose.name);
      if (!isKnown) return false;
    }
    await refusing((same: ContextOf<'message'>) => answer(deps, same, wish, person))(context);
    return true;
  };
}

async function answer(
  deps: ActionWordDeps,
  context: ContextOf<'message'>,
  wish: ActionWish,
  person: User | 'stranger' | undefined,
): Promise<void> {
  const { actor, event, reply, turn } = context;
  if (person === 'stranger') throw actionPersonUnclear([]);
  const before = wish.kind === 'thread' ? await saidBefore(deps, context) : undefined;
  const view = await talkAboutActions(deps, {
    ...{ actor, turnId: event.id, surface: turn.platform, wish },
    ...(before === undefined ? {} : { before }),
    ...(person === undefined ? {} : { person }),
  });
  await reply.sendPrivately(view);
}

async function saidBefore(deps: ActionWordDeps, context: ContextOf<'message'>): Promise<string | undefined> {
  const elsewhere = await deps.lastSaid?.(context);
  if (elsewhere !== undefined) return elsewhere;
  const before = await deps.conversations.recent(context.conversation, wordsBack, context.event.id);
  return before.findLast(({ role }) => role === 'user')?.text;
}

/** Whom the platform says was mentioned: never by name then, a guest called Priya is not our Priya. */
async function mentioned(
  deps: ActionWordDeps,
  { actor, platform, target, turn }: ContextOf<'message'>,
  { whose }: ActionWish,
): Promise<User | 'stranger' | undefined> {
  if (typeof whose === 'string') return undefined;
  const name = whose.name.replace(/^@\s*/, '');
  const found = turn.mentions.find((mention) => mention.name === name);
  if (found === undefined) return undefined;
  const person = await deps.people.person(actor.organizationId, platform, target, found.platformUserId);
  return person.kind === 'known' ? person.user : 'stranger';
}

async function isPersonName(
  deps: ActionWordDeps,
  { actor }: ContextOf<'message'>,
  name: string,
): Promise<boolean> {
  try {
    return (await personNamed(deps, actor, name)) !== undefined;
  } catch {
    // Several of that name: then it is one, and is asked back.
    return true;
  }
}
