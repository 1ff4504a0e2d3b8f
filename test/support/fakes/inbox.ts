import type { Clock } from '../../../src/shared/clock.ts';
import { newId } from '../../../src/shared/ids.ts';
import type {
  ConversationReference,
  ConversationReferenceRepository,
  InboxRepository,
  Intake,
  LeaseToken,
} from '../../../src/turns/ports.ts';
import { turnSchema, type Turn } from '../../../src/turns/turn.ts';
import type { FakeTenants } from './people-repositories.ts';

type State = 'waiting' | 'running' | 'done' | 'failed' | 'ignored';

interface Row {
  id: string;
  organizationId: string;
  conversationKey: string;
  installation: string;
  eventId: string;
  dedupeKey: string;
  /** JSON, as a table would hold it; undefined once the event has ended. */
  payload: string | undefined;
  state: State;
  attempts: number;
  overLimit: boolean;
  dueAtMs: number;
  createdAt: Date;
  errorCode?: string;
  referenceId?: string;
}

export interface FakeInbox {
  inbox: InboxRepository;
  intake: Intake;
  references: ConversationReferenceRepository;
  neglectedConversations(
    olderThanMs: number,
    limit: number,
  ): Promise<{ organizationId: string; conversationKey: string }[]>;
  /** How each event stands, in order of arrival. */
  events(): { id: string; state: State; attempts: number; errorCode?: string; referenceId?: string }[];
}

/** Inbox, leases and references in memory; `clock` decides what is due and which lease is over. */
export function createFakeInbox(tenants: FakeTenants, clock: Clock): FakeInbox {
  const rows: Row[] = [];
  const leases = new Map<string, { token: string; expiresAtMs: number }>();
  const references = new Map<string, { organizationId: string; reference: ConversationReference }>();
  const nowMs = (): number => clock.now().getTime();
  const isOpen = ({ state }: Row): boolean => state === 'waiting' || state === 'running';
  const head = (organizationId: string, key: string): Row | undefined =>
    rows.find((row) => isOpen(row) && row.organizationId === organizationId && row.conversationKey === key);
  const holds = ({ conversationKey, token }: LeaseToken): boolean =>
    leases.get(conversationKey)?.token === token;
  const running = (lease: LeaseToken, eventId: string): Row | undefined =>
    holds(lease) ? rows.find(({ id, state }) => id === eventId && state === 'running') : undefined;

  const store = (turn: Turn, organizationId: string): Row => {
    const row: Row = {
      id: newId(),
      organizationId,
      conversationKey: turn.place.key,
      installation: `${turn.platform}:${turn.installationId}`,
      eventId: turn.eventId,
      dedupeKey: turn.dedupeKey,
      payload: JSON.stringify(turn),
      state: 'waiting',
      attempts: 0,
      overLimit:
        rows.filter((other) => isOpen(other) && other.conversationKey === turn.place.key).length >= 20,
      dueAtMs: nowMs(),
      createdAt: clock.now(),
    };
    rows.push(row);
    const { platform, installationId, place, replyHandle } = turn;
    const handle = replyHandle === undefined ? {} : { replyHandle };
    references.set(place.key, {
      organizationId,
      reference: { platform, installationId, place, ...handle },
    });
    return row;
  };

  return {
    async intake(turn, { addressed }) {
      await Promise.resolve();
      const organizationId = tenants.organizationOf(turn.platform, turn.installationId);
      if (organizationId === undefined) return { kind: 'unknown-installation' };
      if (!addressed && !references.has(turn.place.key)) return { kind: 'not-addressed' };
      const installation = `${turn.platform}:${turn.installationId}`;
      const isKnown = rows.some(
        (row) =>
          row.installation === installation &&
          (row.eventId === turn.eventId || row.dedupeKey === turn.dedupeKey),
      );
      if (isKnown) return { kind: 'duplicate' };
      return { kind: 'stored', inboxEventId: store(turn, organizationId).id, organizationId };
    },
    inbox: {
      acquireLease(organizationId, conversationKey, ttlMs) {
        const held = leases.get(conversationKey);
        if (held !== undefined && held.expiresAtMs >= nowMs()) return Promise.resolve(undefined);
        const token = newId();
        leases.set(conversationKey, { token, expiresAtMs: nowMs() + ttlMs });
        return Promise.resolve({ conversationKey, organizationId, token });
      },
      heartbeat(lease, ttlMs) {
        const isHeld = holds(lease);
        if (isHeld) leases.set(lease.conversationKey, { token: lease.token, expiresAtMs: nowMs() + ttlMs });
        return Promise.resolve(isHeld);
      },
      release(lease) {
        if (holds(lease)) leases.delete(lease.conversationKey);
        return Promise.resolve();
      },
      hasDue(organizationId, conversationKey) {
        const row = head(organizationId, conversationKey);
        return Promise.resolve(
          row === undefined
            ? { kind: 'none' }
            : { kind: 'open', dueInMs: Math.max(0, row.dueAtMs - nowMs()) },
        );
      },
      next(lease) {
        const row = holds(lease) ? head(lease.organizationId, lease.conversationKey) : undefined;
        if (row?.payload === undefined || row.dueAtMs > nowMs()) return Promise.resolve(undefined);
        row.state = 'running';
        row.attempts += 1;
        return Promise.resolve({
          id: row.id,
          organizationId: row.organizationId,
          turn: turnSchema.parse(JSON.parse(row.payload)),
          attempts: row.attempts,
          overLimit: row.overLimit,
          receivedAt: row.createdAt,
        });
      },
      finish(lease, eventId, { state, errorCode, referenceId }) {
        const row = running(lease, eventId);
        if (row !== undefined) {
          row.state = state;
          row.payload = undefined;
          if (errorCode !== undefined) row.errorCode = errorCode;
          if (referenceId !== undefined) row.referenceId = referenceId;
        }
        return Promise.resolve();
      },
      postpone(lease, eventId, delayMs, errorCode) {
        const row = running(lease, eventId);
        if (row !== undefined) {
          row.state = 'waiting';
          row.dueAtMs = nowMs() + delayMs;
          row.errorCode = errorCode;
        }
        return Promise.resolve();
      },
    },
    references: {
      find(organizationId, conversationKey) {
        const found = references.get(conversationKey);
        return Promise.resolve(found?.organizationId === organizationId ? found.reference : undefined);
      },
      save(organizationId, reference) {
        references.set(reference.place.key, { organizationId, reference });
        return Promise.resolve();
      },
    },
    neglectedConversations(olderThanMs, limit) {
      const due = rows.filter(
        (row) =>
          isOpen(row) &&
          row.dueAtMs < nowMs() - olderThanMs &&
          (leases.get(row.conversationKey)?.expiresAtMs ?? 0) <= nowMs(),
      );
      const keys = new Map(
        due.map(({ organizationId, conversationKey }) => [
          conversationKey,
          { organizationId, conversationKey },
        ]),
      );
      return Promise.resolve([...keys.values()].slice(0, limit));
    },
    events: () =>
      rows.map(({ id, state, attempts, errorCode, referenceId }) => ({
        id,
        state,
        attempts,
        ...(errorCode === undefined ? {} : { errorCode }),
        ...(referenceId === undefined ? {} : { referenceId }),
      })),
  };
}
