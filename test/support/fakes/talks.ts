import type { Owner } from '../../../src/coaching/people/owner.ts';
import type { TalkRepository } from '../../../src/coaching/talks/ports.ts';
import type { Talk, TalkTurn } from '../../../src/coaching/talks/talk.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { newId } from '../../../src/shared/ids.ts';

export interface FakeTalks extends TalkRepository {
  /** The conversation's words of a turn, as the real one finds them in the conversation itself. */
  hear(turnId: string, words: readonly TalkTurn[], sourceMessageId?: string): void;
}

/** Talks in memory. */
export function createFakeTalks(clock: Clock): FakeTalks {
  const talks: Talk[] = [];
  const turns = new Map<string, string>();
  const messages = new Map<string, string>();
  const heard = new Map<string, readonly TalkTurn[]>();
  const ofOwner = ({ organizationId, userId }: Owner): Talk[] =>
    talks.filter((talk) => talk.organizationId === organizationId && talk.userId === userId);
  const find = (owner: Owner, id: string | undefined): Talk | undefined =>
    ofOwner(owner).find((talk) => talk.id === id);
  const openIn = (owner: Owner, key: string): Talk | undefined =>
    ofOwner(owner).find(({ conversationKey, state }) => conversationKey === key && state === 'open');
  const copy = (talk: Talk | undefined) => Promise.resolve(talk && structuredClone(talk));
  return {
    hear(turnId, words, sourceMessageId) {
      heard.set(turnId, words);
      if (sourceMessageId !== undefined) messages.set(sourceMessageId, turnId);
    },
    find: (owner, id) => copy(find(owner, id)),
    findOpen: (owner, key) => copy(openIn(owner, key)),
    begin(owner, { conversationKey, kind, stage }) {
      const open = openIn(owner, conversationKey);
      if (open !== undefined) return Promise.resolve(structuredClone(open));
      const now = clock.now();
      const talk: Talk = {
        id: newId(),
        ...owner,
        ...{ conversationKey, kind, stage, state: 'open', startedAt: now, lastAt: now },
        progress: { asked: [], options: [] },
        contextUsed: { fields: [], passages: [] },
      };
      talks.push(talk);
      return Promise.resolve(structuredClone(talk));
    },
    change(owner, talkId, turnId, change) {
      const talk = find(owner, talkId);
      if (talk !== undefined && !turns.has(turnId)) {
        turns.set(turnId, talkId);
        Object.assign(talk, { ...change, lastAt: clock.now() });
      }
      return copy(talk);
    },
    leave(owner, talkId) {
      const talk = find(owner, talkId);
      if (talk?.state === 'open') Object.assign(talk, { state: 'left', endedAt: clock.now() });
      return Promise.resolve();
    },
    list: (owner, limit = 20) =>
      Promise.resolve(
        ofOwner(owner)
          .toSorted((a, b) => b.lastAt.getTime() - a.lastAt.getTime())
          .slice(0, limit)
          .map((talk) => structuredClone(talk)),
      ),
    said: (owner, talkId) =>
      Promise.resolve(
        find(owner, talkId) === undefined
          ? []
          : [...turns].filter(([, at]) => at === talkId).flatMap(([id]) => heard.get(id) ?? []),
      ),
    ofMessage(owner, key, messageId) {
      const talk = find(owner, turns.get(messages.get(messageId) ?? ''));
      return copy(talk?.conversationKey === key ? talk : undefined);
    },
    ofTurn: (owner, turnId) => copy(find(owner, turns.get(turnId))),
  };
}
