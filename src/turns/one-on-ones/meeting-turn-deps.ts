import type { MeetingTalkDeps } from '../../agent/tools/meeting-talk.ts';
import type { CompleteMeetingDeps } from '../../coaching/one-on-ones/complete-meeting.ts';
import type { RecapDeps } from '../../coaching/one-on-ones/share-recap.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import type { Deliverer } from '../deliverer.ts';
import type { PeopleResolver } from '../people-resolver.ts';
import type { ConversationReferenceRepository } from '../ports.ts';
import type { ReachDeps } from '../reach-person.ts';

/** What 1:1s in chat need. */
export interface MeetingTurnDeps extends MeetingTalkDeps, CompleteMeetingDeps, RecapDeps, ReachDeps {
  users: MeetingTalkDeps['users'];
  actions: MeetingTalkDeps['actions'];
  people: PeopleResolver;
  deliverer: Deliverer;
  sessions: Pick<SessionRepository, 'bindThread' | 'findByThread'>;
  references: Pick<ConversationReferenceRepository, 'save'>;
  dates: DateReader;
}
