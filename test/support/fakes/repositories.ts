import type { ConversationRepository, ConversationScope } from '../../../src/coaching/conversations/ports.ts';
import type { ConversationMessage } from '../../../src/coaching/conversations/conversation.ts';
import type { DeliveryRecord, DeliveryRepository } from '../../../src/coaching/delivery/ports.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { deterministicId, newId } from '../../../src/shared/ids.ts';
import type { World } from '../world.ts';
import { createFakeInbox, type FakeInbox } from './inbox.ts';
import { ManualClock } from './manual-clock.ts';
import { createFakeNotes } from './notes.ts';
import { createFakeIdentities, createFakeTenants, createFakeUsers } from './people-repositories.ts';

export interface FakeWorld extends World {
  events: FakeInbox['events'];
}

/** The whole store in memory. `test/contract` holds each part to what PostgreSQL does. */
export function createFakeWorld(clock: Clock = new ManualClock()): FakeWorld {
  const tenants = createFakeTenants();
  return {
    ...createFakeInbox(tenants, clock),
    organizations: tenants.organizations,
    audit: tenants.audit,
    users: createFakeUsers(),
    identities: createFakeIdentities(tenants, clock),
    conversations: createFakeConversations(clock),
    notes: createFakeNotes(clock),
    deliveries: createFakeDeliveries(clock),
    audited: (organizationId) => Promise.resolve(tenants.audited(organizationId)),
    close: () => Promise.resolve(),
  };
}

interface StoredWords extends ConversationMessage {
  conversationId: string;
  turnId: string;
  sourceMessageId?: string;
  data: unknown;
  withheld: boolean;
}

function createFakeConversations(clock: Clock): ConversationRepository {
  const stored: StoredWords[] = [];
  const idOf = ({ organizationId, conversationKey, userId, shared }: ConversationScope): string =>
    deterministicId('conversation', organizationId, conversationKey, shared ? '' : userId);
  const wordsOf = (scope: ConversationScope): StoredWords[] =>
    stored.filter(({ conversationId }) => conversationId === idOf(scope));
  return {
    open: (scope) =>
      Promise.resolve({
        id: idOf(scope),
        organizationId: scope.organizationId,
        conversationKey: scope.conversationKey,
        ...(scope.shared ? {} : { ownerId: scope.userId }),
      }),
    recent: (scope, limit, exceptTurn) =>
      Promise.resolve(
        wordsOf(scope)
          .filter(({ text, turnId, withheld }) => text !== '' && !withheld && turnId !== exceptTurn)
          .slice(-limit)
          .map(({ id, role, text, at }) => ({ id, role, text, at })),
      ),
    append(scope, { role, text, turnId, sourceMessageId, reworded, data, withheld = false }) {
      for (const words of wordsOf(scope))
        if (reworded === true && words.sourceMessageId === sourceMessageId && words.turnId !== turnId)
          words.text = '';
      const isThere = wordsOf(scope).some((words) => words.turnId === turnId && words.role === role);
      if (!isThere) {
        stored.push({
          id: newId(),
          conversationId: idOf(scope),
          role,
          text,
          turnId,
          withheld,
          at: clock.now(),
          // As JSON, like a jsonb column.
          data: data === undefined ? null : (JSON.parse(JSON.stringify(data)) as unknown),
          ...(sourceMessageId === undefined ? {} : { sourceMessageId }),
        });
      }
      return Promise.resolve();
    },
    answerOf(scope, turnId) {
      const found = wordsOf(scope).find((words) => words.turnId === turnId && words.role === 'assistant');
      return Promise.resolve(found && { text: found.text, data: found.data });
    },
    rewrite(scope, sourceMessageId, text) {
      const all = wordsOf(scope).filter(
        (words) => words.sourceMessageId === sourceMessageId && words.role === 'user',
      );
      const found = all.at(-1);
      if (found === undefined) return Promise.resolve('unknown');
      if (found.text === text) return Promise.resolve('same');
      for (const words of all) words.text = '';
      found.text = text;
      return Promise.resolve('changed');
    },
  };
}

export function createFakeDeliveries(clock: Clock): DeliveryRepository {
  const stored = new Map<string, DeliveryRecord>();
  const change = (organizationId: string, id: string, fields: Partial<DeliveryRecord>): Promise<void> => {
    const record = stored.get(id);
    if (record?.organizationId === organizationId) stored.set(id, { ...record, ...fields });
    return Promise.resolve();
  };
  const at = (organizationId: string, conversationKey: string): DeliveryRecord[] =>
    [...stored.values()].filter(
      (record) => record.organizationId === organizationId && record.conversationKey === conversationKey,
    );
  return {
    claim({ platform: _platform, installationId: _installation, ...input }) {
      const before = [...stored.values()].find(
        (record) =>
          record.organizationId === input.organizationId && record.idempotencyKey === input.idempotencyKey,
      );
      const record = before ?? {
        ...input,
        id: newId(),
        state: 'pending' as const,
        attempts: 0,
        createdAt: clock.now(),
      };
      stored.set(record.id, record);
      return Promise.resolve(record);
    },
    markSending(organizationId, id) {
      const record = stored.get(id);
      if (record === undefined || record.state === 'sent') return Promise.resolve();
      return change(organizationId, id, { state: 'sending', attempts: record.attempts + 1 });
    },
    saveMessageId: (organizationId, id, platformMessageId) =>
      change(organizationId, id, { platformMessageId }),
    markSent: (organizationId, id, platformMessageId, view) =>
      change(organizationId, id, {
        state: 'sent',
        platformMessageId,
        ...(view === undefined ? {} : { view }),
      }),
    markFailed: (organizationId, id, state) => change(organizationId, id, { state }),
    findByKey: (organizationId, idempotencyKey) =>
      Promise.resolve(
        [...stored.values()].find(
          (record) => record.organizationId === organizationId && record.idempotencyKey === idempotencyKey,
        ),
      ),
    knownMessageIds: (organizationId, conversationKey) =>
      Promise.resolve(
        new Set(
          at(organizationId, conversationKey)
            .map(({ platformMessageId }) => platformMessageId)
            .filter((id) => id !== undefined),
        ),
      ),
  };
}
