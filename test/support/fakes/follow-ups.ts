import {
  followUpLocked,
  followUpNotFound,
  followUpStale,
} from '../../../src/coaching/follow-ups/follow-up-errors.ts';
import {
  isMail,
  isOpen,
  type FollowUp,
  type FollowUpVersion,
} from '../../../src/coaching/follow-ups/follow-up.ts';
import type { FollowUpRepository } from '../../../src/coaching/follow-ups/ports.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { newId } from '../../../src/shared/ids.ts';

interface Stored {
  followUp: FollowUp;
  versions: (FollowUpVersion & { turnId: string })[];
  order: number;
}

/** Follow-ups in memory; `test/contract/follow-ups` holds them to what PostgreSQL does. */
export function createFakeFollowUps(clock: Clock): FollowUpRepository {
  const stored = new Map<string, Stored>();
  const of = (organizationId: string, id: string): Stored | undefined => {
    const found = stored.get(id);
    return found?.followUp.organizationId === organizationId ? found : undefined;
  };
  const without = (followUp: FollowUp, ...keys: (keyof FollowUp)[]): FollowUp =>
    Object.fromEntries(
      Object.entries(followUp).filter(([key]) => !keys.includes(key as keyof FollowUp)),
    ) as unknown as FollowUp;
  /** Changes it where `allowed`. */
  const change = (
    organizationId: string,
    id: string,
    allowed: (followUp: FollowUp) => boolean,
    fields: Partial<FollowUp>,
    removed: (keyof FollowUp)[] = [],
  ): Promise<FollowUp | undefined> => {
    const found = of(organizationId, id);
    if (found === undefined || !allowed(found.followUp)) return Promise.resolve(undefined);
    found.followUp = { ...without(found.followUp, ...removed), ...fields };
    return Promise.resolve(found.followUp);
  };
  const versionOf = (organizationId: string, id: string, turnId: string) =>
    of(organizationId, id)?.versions.find((version) => version.turnId === turnId && version.version > 1);
  const toVersion = ({ turnId: _turn, ...version }: FollowUpVersion & { turnId: string }): FollowUpVersion =>
    version;
  return {
    create({ turnId, ...input }) {
      const before = [...stored.values()].find(
        ({ followUp, versions }) =>
          followUp.organizationId === input.organizationId && versions[0]?.turnId === turnId,
      );
      if (before !== undefined) return Promise.resolve(before.followUp);
      const at = clock.now();
      const followUp: FollowUp = {
        ...input,
        id: newId(),
        version: 1,
        attempts: 0,
        createdAt: at,
        updatedAt: at,
      };
      const { subject, body } = input;
      const first = { followUpId: followUp.id, version: 1, subject, body, createdAt: at, turnId };
      stored.set(followUp.id, { followUp, versions: [first], order: stored.size });
      return Promise.resolve(followUp);
    },
    find: (organizationId, id) => Promise.resolve(of(organizationId, id)?.followUp),
    list: (organizationId, { authorIds, summaryId, limit = 500 } = {}) =>
      Promise.resolve(
        [...stored.values()]
          .sort((one, other) => other.order - one.order)
          .map(({ followUp }) => followUp)
          .filter((followUp) => followUp.organizationId === organizationId)
          .filter((followUp) => authorIds?.includes(followUp.authorId) !== false)
          .filter((followUp) => summaryId === undefined || followUp.summaryId === summaryId)
          .slice(0, limit),
      ),
    latestIn: (organizationId, conversationKey, authorId, since) =>
      Promise.resolve(
        [...stored.values()]
          .map(({ followUp }) => followUp)
          .filter((followUp) => followUp.organizationId === organizationId && followUp.authorId === authorId)
          .filter((followUp) => followUp.conversationKey === conversationKey && followUp.updatedAt >= since)
          .sort((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime())[0],
      ),
    versions: (organizationId, id) =>
      Promise.resolve((of(organizationId, id)?.versions ?? []).map(toVersion)),
    versionOfTurn(organizationId, id, turnId) {
      const found = versionOf(organizationId, id, turnId);
      return Promise.resolve(found && toVersion(found));
    },
    addVersion({ organizationId, id, expected, subject, body, request, turnId, at }) {
      const found = of(organizationId, id);
      if (found === undefined) return Promise.reject(followUpNotFound());
      if (versionOf(organizationId, id, turnId) !== undefined) return Promise.resolve(found.followUp);
      if (found.followUp.version !== expected) return Promise.reject(followUpStale(found.followUp.version));
      if (!isOpen(found.followUp)) return Promise.reject(followUpLocked());
      const version = expected + 1;
      found.followUp = { ...found.followUp, version, subject, body, updatedAt: at };
      const more = request === undefined ? {} : { request };
      found.versions.push({ followUpId: id, version, subject, body, createdAt: at, turnId, ...more });
      return Promise.resolve(found.followUp);
    },
    schedule: ({ organizationId, id, expected, scheduledFor, messageId, at }) =>
      change(
        organizationId,
        id,
        ({ kind, status, version }) =>
          isMail(kind) && status !== 'sending' && status !== 'sent' && (expected ?? version) === version,
        {
          status: 'scheduled',
          scheduledFor,
          dueAt: scheduledFor,
          attempts: 0,
          messageId: of(organizationId, id)?.followUp.messageId ?? messageId,
          updatedAt: at,
        },
        ['failure', 'handedOverAt', 'claimId'],
      ),
    cancel: (organizationId, id, at) =>
      change(
        organizationId,
        id,
        ({ status }) => ['draft', 'ready', 'scheduled', 'failed', 'unconfirmed'].includes(status),
        { status: 'cancelled', updatedAt: at },
        ['dueAt'],
      ),
    confirmArrival: (organizationId, id, at) =>
      change(
        organizationId,
        id,
        ({ status }) => status === 'unconfirmed',
        { status: 'sent', sentAt: at, updatedAt: at },
        ['failure'],
      ),
    async claim(organizationId, id, now) {
      const claimId = newId();
      const attempts = (of(organizationId, id)?.followUp.attempts ?? 0) + 1;
      const claimed = await change(
        organizationId,
        id,
        ({ status, dueAt }) => status === 'scheduled' && dueAt !== undefined && dueAt <= now,
        { status: 'sending', attempts, claimId, updatedAt: now },
        ['handedOverAt'],
      );
      const messageId = claimed?.messageId;
      return claimed === undefined || messageId === undefined
        ? undefined
        : { ...claimed, claimId, messageId };
    },
    async markHandedOver(organizationId, id, claimId, at) {
      const marked = await change(
        organizationId,
        id,
        (followUp) => followUp.status === 'sending' && followUp.claimId === claimId,
        { handedOverAt: at, updatedAt: at },
      );
      return marked !== undefined;
    },
    settle(organizationId, id, claimId, outcome, at) {
      const allowed = (followUp: FollowUp): boolean =>
        followUp.claimId === claimId &&
        (followUp.status === 'sending' || (followUp.status === 'unconfirmed' && outcome.kind === 'sent'));
      switch (outcome.kind) {
        case 'sent': {
          const fields = { status: 'sent' as const, sentAt: outcome.at, sentTo: outcome.to, updatedAt: at };
          return change(organizationId, id, allowed, fields, ['dueAt', 'failure']);
        }
        case 'again': {
          const failure = outcome.failure === '' ? {} : { failure: outcome.failure };
          const fields = { status: 'scheduled' as const, dueAt: outcome.dueAt, updatedAt: at, ...failure };
          return change(organizationId, id, allowed, fields, ['handedOverAt', 'failure']);
        }
        case 'failed':
        case 'unconfirmed':
          return change(
            organizationId,
            id,
            allowed,
            { status: outcome.kind, failure: outcome.failure, updatedAt: at },
            ['dueAt'],
          );
      }
    },
    async giveUp(organizationId, id, { before, now, failure }) {
      const isDead = ({ status, updatedAt }: FollowUp): boolean => status === 'sending' && updatedAt < before;
      return (
        (await change(
          organizationId,
          id,
          (followUp) => isDead(followUp) && followUp.handedOverAt === undefined,
          { status: 'scheduled', dueAt: now, updatedAt: now },
        )) ??
        change(organizationId, id, isDead, { status: 'unconfirmed', failure, updatedAt: now }, ['dueAt'])
      );
    },
  };
}
