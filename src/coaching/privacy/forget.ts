import type { Actor } from '../people/user.ts';
import { deterministicId } from '../../shared/ids.ts';
import { carryOutErasure, type ErasureDeps } from './carry-out-erasure.ts';
import type { Erasure } from './erasure.ts';
import type { ForgetWish } from './read-privacy-words.ts';
import type { Owner } from '../people/owner.ts';
import type { Forgettable, ForgettableReader } from './ports.ts';

export interface ForgetDeps extends ErasureDeps {
  forgettable: ForgettableReader;
}

/** Options that fit beside buttons; more is not clear enough to choose from anyway. */
const optionsAtMost = 5;

export type Forgotten =
  | { kind: 'forgotten'; what: 'talk' | 'exchange'; messages: number; goals: number; takenBack: number }
  | { kind: 'all-forgotten'; messages: number; takenBack: number }
  /** Several could be meant. */
  | { kind: 'which'; options: readonly Forgettable[] }
  | { kind: 'nothing' };

interface Asked {
  actor: Actor;
  /** Names the wish: the same turn again forgets the same, and nothing more. */
  turnId: string;
}

const ownerOf = ({ actor }: Asked): Owner => ({ organizationId: actor.organizationId, userId: actor.id });
const erasureIdOf = ({ turnId }: Asked): string => deterministicId('erasure', turnId);

async function forgetOne(deps: ForgetDeps, asked: Asked, found: Forgettable): Promise<Forgotten> {
  const { talkId, turnIds, messages, goals } = found;
  const erasure: Erasure = {
    id: erasureIdOf(asked),
    ...ownerOf(asked),
    kind: 'talk',
    ...(talkId === undefined ? {} : { talkId }),
    turnIds: [...turnIds],
    requestedBy: asked.actor.id,
    requestedAt: deps.clock.now(),
  };
  const { takenBack } = await carryOutErasure(deps, erasure);
  return { kind: 'forgotten', what: talkId === undefined ? 'exchange' : 'talk', messages, goals, takenBack };
}

/** Where this very turn was begun before: it goes on with what it chose then, because now something else would be "this". */
async function goOn(deps: ForgetDeps, asked: Asked): Promise<Forgotten | undefined> {
  const before = await deps.erasures.find(asked.actor.organizationId, erasureIdOf(asked));
  if (before === undefined) return undefined;
  const { takenBack, counts } = await carryOutErasure(deps, before.erasure);
  const messages = counts['conversation_messages'] ?? 0;
  if (before.erasure.kind === 'conversations') return { kind: 'all-forgotten', messages, takenBack };
  const what = before.erasure.talkId === undefined ? 'exchange' : 'talk';
  return { kind: 'forgotten', what, messages, goals: 0, takenBack };
}

/**
 * Forgets what words in a direct conversation mean, where that is one thing; else says which there are. Everything that
 * was ever said needs `forgetEverything`.
 */
export async function forget(
  deps: ForgetDeps,
  asked: Asked & { conversationKey: string; wish: Exclude<ForgetWish, { kind: 'everything' }> },
): Promise<Forgotten> {
  const before = await goOn(deps, asked);
  if (before !== undefined) return before;
  const { wish, conversationKey, turnId } = asked;
  const owner = ownerOf(asked);
  if (wish.kind === 'about') {
    const options = await deps.forgettable.about(owner, wish.terms, optionsAtMost);
    const [only, ...others] = options;
    if (only === undefined) return { kind: 'nothing' };
    return others.length > 0 ? { kind: 'which', options } : forgetOne(deps, asked, only);
  }
  const { forgettable } = deps;
  const found =
    wish.kind === 'this'
      ? await forgettable.latest(owner, conversationKey, turnId)
      : await forgettable.lastExchange(owner, conversationKey, turnId);
  return found === undefined ? { kind: 'nothing' } : forgetOne(deps, asked, found);
}

/** One talk or exchange, by its id. Of somebody else, or forgotten already: there is nothing. */
export async function forgetChosen(
  deps: ForgetDeps,
  asked: Asked & { chosen: { talkId: string } | { turnId: string } },
): Promise<Forgotten> {
  const before = await goOn(deps, asked);
  if (before !== undefined) return before;
  const { chosen } = asked;
  const owner = ownerOf(asked);
  const found =
    'talkId' in chosen
      ? await deps.forgettable.talk(owner, chosen.talkId)
      : await deps.forgettable.exchange(owner, chosen.turnId);
  return found === undefined ? { kind: 'nothing' } : forgetOne(deps, asked, found);
}

/** Every talk, message and question asked of a person, wherever it was said to the assistant alone. */
export async function forgetEverything(deps: ForgetDeps, asked: Asked): Promise<Forgotten> {
  const before = await goOn(deps, asked);
  if (before !== undefined) return before;
  const { takenBack, counts } = await carryOutErasure(deps, {
    id: erasureIdOf(asked),
    ...ownerOf(asked),
    kind: 'conversations',
    turnIds: [],
    requestedBy: asked.actor.id,
    requestedAt: deps.clock.now(),
  });
  return { kind: 'all-forgotten', messages: counts['conversation_messages'] ?? 0, takenBack };
}
