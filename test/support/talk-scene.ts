import { createTalkPartner, type TalkPartner, type TalkPartnerDeps } from '../../src/agent/talk-partner.ts';
import { toActor } from '../../src/coaching/people/user.ts';
import type { TalkRepository } from '../../src/coaching/talks/ports.ts';
import type { Message } from '../../src/messages/message.ts';
import { createQuestionTree } from '../../src/models/coach/offline/question-tree.ts';
import { chronoDateReader } from '../../src/models/summaries/chrono-date-reader.ts';
import { openDatabase } from '../../src/data/database.ts';
import { createProfileRepository } from '../../src/data/profiles/profile-repository.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { createTalkRepository } from '../../src/data/talks/talk-repository.ts';
import type { ProfileRepository } from '../../src/coaching/profiles/ports.ts';
import { newId } from '../../src/shared/ids.ts';
import { createFakeActions } from './fakes/actions.ts';
import { ManualClock } from './fakes/manual-clock.ts';
import { demoDocuments, FakeKnowledgeSearch } from './fake-knowledge-search.ts';
import { openPostgresWorld, type PostgresWorld } from './postgres-world.ts';
import { peopledOrganization, type CastName } from './world.ts';

/** Coaching talks on PostgreSQL, led by the question tree, with the demo's documents to quote. */
export interface TalkScene {
  world: PostgresWorld;
  clock: ManualClock;
  talks: TalkRepository;
  profiles: ProfileRepository;
  partner: TalkPartner;
  organizationId: string;
  owner(who: CastName): { organizationId: string; userId: string };
  actor(who: CastName): ReturnType<typeof toActor>;
  scope(who: CastName): { organizationId: string; userId: string; conversationKey: string; shared: false };
  /** Says it to the coach in the direct message; gives what came back. */
  say(who: CastName, words: string, turnId?: string): Promise<readonly Message[]>;
  close(): Promise<void>;
}

export async function openTalkScene(more: Partial<TalkPartnerDeps> = {}): Promise<TalkScene> {
  const world = await openPostgresWorld();
  const pool = openScopedPool(world.database.urls.app, { max: 4 });
  const prisma = openDatabase(world.database.urls.app, { max: 2 });
  const clock = new ManualClock();
  const { organizationId, people } = await peopledOrganization(world, 'T1');
  const talks = createTalkRepository(pool, clock);
  const profiles = createProfileRepository(prisma);
  const partner = createTalkPartner({
    ...{ talks, profiles, clock },
    conversations: world.conversations,
    actions: createFakeActions(),
    search: new FakeKnowledgeSearch(demoDocuments()),
    mind: createQuestionTree({ dates: chronoDateReader }),
    ...more,
  });
  const owner = (who: CastName) => ({ organizationId, userId: people[who].id });
  const scope = (who: CastName) => ({
    ...owner(who),
    conversationKey: `slack:T1:D-${who}`,
    shared: false as const,
  });
  const actor = (who: CastName) => toActor(people[who]);
  return {
    ...{ world, clock, talks, profiles, partner, organizationId, owner, scope, actor },
    async say(who, words, turnId = newId()) {
      clock.advance(1_000);
      const { messages } = await partner.goOn({
        ...{ conversation: scope(who), turnId, words, actor: actor(who), requireOffline: false },
        audience: { kind: 'direct', actor: actor(who) },
        signal: new AbortController().signal,
      });
      return messages;
    },
    async close() {
      await Promise.all([prisma.close(), pool.close()]);
      await world.close();
    },
  };
}
