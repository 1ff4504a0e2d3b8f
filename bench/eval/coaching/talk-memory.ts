import type { Owner } from '../../../src/coaching/people/owner.ts';
import type { TalkRepository } from '../../../src/coaching/talks/ports.ts';
import type { Talk, TalkTurn } from '../../../src/coaching/talks/talk.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { newId } from '../../../src/shared/ids.ts';

/** The talks of one person, for as long as a conversation of the evaluation lasts: nothing of it is stored. */
export interface TalkMemory extends TalkRepository {
  hear(turn: TalkTurn): void;
}

/** @param earlier talks that are over, newest first */
export function createTalkMemory(clock: Clock, earlier: readonly Talk[]): TalkMemory {
  const talks: Talk[] = [...earlier];
  const heard: TalkTurn[] = [];
  const turns = new Map<string, string>();
  const find = (id: string | undefined): Talk | undefined => talks.find((talk) => talk.id === id);
  const put = (talk: Talk): Promise<Talk> => {
    const at = talks.findIndex(({ id }) => id === talk.id);
    talks.splice(Math.max(at, 0), at === -1 ? 0 : 1, talk);
    return Promise.resolve(talk);
  };
  const begin = (owner: Owner, begun: Pick<Talk, 'conversationKey' | 'kind' | 'stage'>): Talk => ({
    ...{ ...owner, ...begun, id: newId(), state: 'open', startedAt: clock.now(), lastAt: clock.now() },
    progress: { asked: [], options: [] },
    contextUsed: { fields: [], passages: [] },
  });
  return {
    hear: (turn) => void heard.push(turn),
    find: (_owner, id) => Promise.resolve(find(id)),
    findOpen: () => Promise.resolve(talks.find(({ state }) => state === 'open')),
    begin: (owner, begun) => put(begin(owner, begun)),
    async change(_owner, id, turnId, change) {
      const talk = find(id);
      if (talk === undefined || turns.has(turnId)) return talk;
      turns.set(turnId, id);
      return put({ ...talk, ...change, lastAt: clock.now() });
    },
    async leave(_owner, id) {
      const talk = find(id);
      if (talk !== undefined) await put({ ...talk, state: 'left', endedAt: clock.now() });
    },
    list: (_owner, limit = 20) => Promise.resolve(talks.slice(0, limit)),
    said: (_owner, id) => Promise.resolve(heard.filter(({ turnId }) => turns.get(turnId) === id)),
    ofMessage: () => Promise.resolve(undefined),
    ofTurn: (_owner, turnId) => Promise.resolve(find(turns.get(turnId))),
  };
}
