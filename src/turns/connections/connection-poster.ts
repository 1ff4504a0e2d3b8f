import { dayIn } from '../../coaching/people/day-in.ts';
import { isOpen, type ConnectionSuggestion } from '../../coaching/connections/connection.ts';
import type { ConnectionRepository } from '../../coaching/connections/ports.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import type { User } from '../../coaching/people/user.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { firstName } from '../../messages/views/connection-reason.ts';
import {
  connectionClosedView,
  connectionIntroView,
  connectionLinkView,
  connectionRequestView,
} from '../../messages/views/connection-request.ts';
import type { Message } from '../../messages/message.ts';
import { words } from '../../messages/words/en.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Deliverer } from '../deliverer.ts';
import { reachPerson, type Near, type ReachDeps, type Reached } from '../reach-person.ts';
import { chatLink } from './chat-link.ts';

export interface ConnectionPosterDeps extends ReachDeps {
  connections: ConnectionRepository;
  users: Pick<UserRepository, 'findById'>;
  deliverer: Deliverer;
  clock: Clock;
}

/**
 * What people hear of each other, each in their own direct message. Through the ledger: said again, nothing doubles.
 */
export interface ConnectionPoster {
  /** Whether and where the person can be written to. */
  reach(user: Pick<User, 'organizationId' | 'id'>, near?: Near): Promise<Reached | undefined>;
  request(
    suggestion: ConnectionSuggestion,
    asker: Pick<User, 'name'>,
    other: User,
    to: Reached,
  ): Promise<void>;
  /** Tells the asker of a no, or of no answer, in the same words; of anything else, and of what was never asked, nothing. */
  tellClosed(viewer: { organizationId: string; userId: string }, id: string, near?: Near): Promise<void>;
  /** Brings both together where the bot may open a group, else tells each how to reach the other. */
  introduce(suggestion: ConnectionSuggestion, near: Near): Promise<void>;
}

export function createConnectionPoster(deps: ConnectionPosterDeps): ConnectionPoster {
  const { connections, users, deliverer, clock } = deps;
  const reach: ConnectionPoster['reach'] = ({ organizationId, id: userId }, near) =>
    reachPerson(deps, { organizationId, userId }, near);
  const send = async (
    { platform, target }: Pick<Reached, 'platform' | 'target'>,
    view: Message,
    { organizationId, id }: ConnectionSuggestion,
    name: string,
  ): Promise<void> => {
    await deliverer.send(platform, target, view, {
      organizationId,
      key: `connection:${id}:${name}`,
      subject: { type: 'connection_suggestion', id },
    });
  };

  async function openGroup(people: readonly Reached[], topic: string) {
    const [one, other] = people;
    if (one?.platform.openGroup === undefined || other === undefined) return undefined;
    const { installationId } = one.target;
    if (one.platform !== other.platform || installationId !== other.target.installationId) return undefined;
    const ids = people.map(({ platformUserId }) => platformUserId);
    const target = await one.platform.openGroup(installationId, ids, topic);
    return target && { platform: one.platform, target };
  }

  return {
    reach,
    async request(suggestion, asker, other, to) {
      const day = dayIn(suggestion.expiresAt, other.timezone);
      const view = connectionRequestView(suggestion, { name: asker.name, day: formatDay(day) });
      await send(to, view, suggestion, 'request');
    },
    async tellClosed(viewer, id, near) {
      const suggestion = await connections.find(viewer, id);
      if (suggestion?.askedAt === undefined) return;
      const isOver = isOpen(suggestion)
        ? suggestion.expiresAt <= clock.now()
        : suggestion.status !== 'connected';
      if (!isOver) return;
      const other = await users.findById(viewer.organizationId, suggestion.suggestedId);
      const to = await reach({ organizationId: viewer.organizationId, id: viewer.userId }, near);
      if (to === undefined || other === undefined) return;
      await send(to, connectionClosedView(suggestion, other.name), suggestion, 'closed');
    },
    async introduce(suggestion, near) {
      const { organizationId, requestorId, suggestedId, id } = suggestion;
      const [asker, other] = await Promise.all([
        users.findById(organizationId, requestorId),
        users.findById(organizationId, suggestedId),
      ]);
      if (asker === undefined || other === undefined) return;
      const reached = await Promise.all([asker, other].map((user) => reach(user, near)));
      const there = reached.flatMap((one) => one ?? []);
      const topic = words.connections.intro.topic(firstName(asker.name), firstName(other.name));
      const names = { asker: asker.name, other: other.name };
      const group = there.length === 2 ? await openGroup(there, topic) : undefined;
      if (group !== undefined) await send(group, connectionIntroView(suggestion, names), suggestion, 'intro');
      else {
        for (const [index, to] of reached.entries()) {
          if (to === undefined) continue;
          const { name, email } = index === 0 ? other : asker;
          const url = chatLink(to.platform.platform, [asker.email, other.email], topic);
          await send(
            to,
            connectionLinkView(suggestion, names, { name, email, url }),
            suggestion,
            `link:${index}`,
          );
        }
      }
      const viewer = { organizationId, userId: suggestedId };
      await connections.markIntroduced(viewer, id, clock.now());
    },
  };
}
