import type { SessionRepository } from '../../../src/coaching/sessions/ports.ts';
import { awaitsTranscript } from '../../../src/coaching/sessions/session.ts';
import type {
  CoachingSession,
  SessionParticipant,
  TranscriptSegment,
} from '../../../src/coaching/sessions/session.ts';
import type { ParticipantMatches, SessionPlans } from '../../../src/coaching/sessions/plan-ports.ts';
import { durationOf } from '../../../src/coaching/sessions/speaker-words.ts';
import type { ActionItemRepository } from '../../../src/coaching/actions/ports.ts';
import type { SummaryApproval, SummaryRepository } from '../../../src/coaching/summaries/ports.ts';
import type { ProposalRepository } from '../../../src/coaching/summaries/proposals/ports.ts';
import {
  summaryApproved,
  summaryNotFound,
  summaryStale,
} from '../../../src/coaching/summaries/summary-errors.ts';
import type { Summary, SummaryVersion } from '../../../src/coaching/summaries/summary.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { newId } from '../../../src/shared/ids.ts';
import { fakeMatches, fakePlans } from './session-plans.ts';
import { createFakeActions } from './actions.ts';
import { createFakeProposals } from './proposals.ts';

export interface StoredSession {
  session: CoachingSession;
  uploadKey: string;
  contentHash?: string;
  segments: readonly TranscriptSegment[];
  participants: readonly SessionParticipant[];
  order: number;
}

interface StoredSummary {
  summary: Summary;
  versions: (SummaryVersion & { turnId?: string })[];
  approvals: SummaryApproval[];
}

export interface FakeSessions {
  sessions: SessionRepository;
  summaries: SummaryRepository;
  plans: SessionPlans;
  matches: ParticipantMatches;
  proposals: ProposalRepository;
  actions: ReturnType<typeof createFakeActions>;
}

/** Sessions and summaries in memory; `test/contract/sessions` holds them to what PostgreSQL does. */
export function createFakeSessions(clock: Clock): FakeSessions {
  const stored = new Map<string, StoredSession>();
  const actions = createFakeActions();
  return {
    sessions: fakeSessions(stored, clock),
    summaries: fakeSummaries(stored, clock, actions),
    plans: fakePlans(stored, clock),
    matches: fakeMatches(stored),
    proposals: createFakeProposals(),
    actions,
  };
}

function fakeSessions(stored: Map<string, StoredSession>, clock: Clock): SessionRepository {
  const threads = new Map<string, { organizationId: string; sessionId: string }>();
  const focuses = new Map<string, { organizationId: string; summaryId: string; at: Date }>();
  const of = (organizationId: string, id: string): StoredSession | undefined => {
    const found = stored.get(id);
    return found?.session.organizationId === organizationId ? found : undefined;
  };
  return {
    create({ session, uploadKey, contentHash, segments, participants, scheduledId }) {
      const before = [...stored.values()].find(
        (other) => other.session.organizationId === session.organizationId && other.uploadKey === uploadKey,
      );
      if (before !== undefined) return Promise.resolve(before.session);
      const plan = scheduledId === undefined ? undefined : of(session.organizationId, scheduledId)?.session;
      const isPlan =
        plan !== undefined && awaitsTranscript(plan) && plan.facilitatorId === session.facilitatorId;
      const durationMs = durationOf(segments);
      const created: CoachingSession = {
        ...(isPlan
          ? { ...plan, processing: 'pending' as const }
          : { ...session, id: newId(), processing: 'pending', createdAt: clock.now() }),
        meeting: 'held',
        ...(durationMs === undefined ? {} : { durationMs }),
      };
      stored.set(created.id, {
        session: created,
        uploadKey,
        contentHash,
        segments,
        participants: participants.map((participant) => ({
          match: participant.userId === undefined && participant.clientId === undefined ? 'none' : 'certain',
          ...participant,
          id: newId(),
          sessionId: created.id,
        })),
        order: stored.size,
      });
      return Promise.resolve(created);
    },
    find: (organizationId, id) => Promise.resolve(of(organizationId, id)?.session),
    list: (organizationId, facilitatorIds) =>
      Promise.resolve(
        [...stored.values()]
          .filter(({ session }) => session.organizationId === organizationId)
          .filter(({ session }) => facilitatorIds?.includes(session.facilitatorId) !== false)
          .sort((one, other) => other.session.date.localeCompare(one.session.date) || other.order - one.order)
          .map(({ session }) => session),
      ),
    participants: (organizationId, id) => Promise.resolve([...(of(organizationId, id)?.participants ?? [])]),
    segments: (organizationId, id) =>
      Promise.resolve((of(organizationId, id)?.segments ?? []).toSorted((a, b) => a.index - b.index)),
    setProcessing(organizationId, id, processing, failure) {
      const found = of(organizationId, id);
      if (found !== undefined) {
        const session: CoachingSession = { ...found.session, processing };
        delete session.failure;
        found.session = failure === undefined ? session : { ...session, failure };
      }
      return Promise.resolve();
    },
    bindThread(organizationId, sessionId, conversationKey) {
      threads.set(conversationKey, { organizationId, sessionId });
      return Promise.resolve();
    },
    threadsOf: (organizationId, sessionId) =>
      Promise.resolve(
        [...threads]
          .filter(([, thread]) => thread.organizationId === organizationId && thread.sessionId === sessionId)
          .map(([key]) => key),
      ),
    findByThread(organizationId, conversationKey) {
      const thread = threads.get(conversationKey);
      return Promise.resolve(thread && of(organizationId, thread.sessionId)?.session);
    },
    setFocus(organizationId, conversationKey, userId, summaryId) {
      focuses.set(`${conversationKey}\u0000${userId}`, { organizationId, summaryId, at: clock.now() });
      return Promise.resolve();
    },
    focus(organizationId, conversationKey, userId, notBefore) {
      const focus = focuses.get(`${conversationKey}\u0000${userId}`);
      const counts = focus?.organizationId === organizationId && !(notBefore && focus.at < notBefore);
      return Promise.resolve(counts ? focus.summaryId : undefined);
    },
  };
}

function fakeSummaries(
  sessions: ReadonlyMap<string, StoredSession>,
  clock: Clock,
  actions: Pick<ActionItemRepository, 'saveOfSummary'>,
): SummaryRepository {
  const stored = new Map<string, StoredSummary>();
  const of = (organizationId: string, id: string): StoredSummary | undefined => {
    const found = stored.get(id);
    return found?.summary.organizationId === organizationId ? found : undefined;
  };
  const positionOf = ({ sessionId, participantId }: Summary): number =>
    sessions.get(sessionId)?.participants.findIndex(({ id }) => id === participantId) ?? -1;
  return {
    find: (organizationId, id) => Promise.resolve(of(organizationId, id)?.summary),
    listBySession: (organizationId, sessionId) =>
      Promise.resolve(
        [...stored.values()]
          .map(({ summary }) => summary)
          .filter((summary) => summary.organizationId === organizationId && summary.sessionId === sessionId)
          .sort((one, other) => positionOf(one) - positionOf(other)),
      ),
    versions: (organizationId, id) =>
      Promise.resolve((of(organizationId, id)?.versions ?? []).map(withoutTurn)),
    versionOfTurn(organizationId, id, turnId) {
      const found = of(organizationId, id)?.versions.find((version) => version.turnId === turnId);
      return Promise.resolve(found && withoutTurn(found));
    },
    create({ organizationId, sessionId, participantId, lines, leftOut }) {
      const before = [...stored.values()].find(({ summary }) => summary.participantId === participantId);
      if (before !== undefined) return Promise.resolve(before.summary);
      const participant =
        sessions.get(sessionId)?.participants.find(({ id }) => id === participantId)?.name ?? '';
      const summary: Summary = {
        ...{ id: newId(), organizationId, sessionId, participantId, participant, state: 'draft', version: 1 },
        lines,
        leftOut,
      };
      const version = {
        summaryId: summary.id,
        version: 1,
        lines,
        cause: { kind: 'draft' as const },
        createdAt: clock.now(),
      };
      stored.set(summary.id, { summary, versions: [version], approvals: [] });
      return Promise.resolve(summary);
    },
    addVersion({ organizationId, summaryId, expected, lines, cause, authorId, turnId }) {
      const found = of(organizationId, summaryId);
      if (found === undefined) return Promise.reject(summaryNotFound());
      if (found.versions.some((version) => version.turnId === turnId)) return Promise.resolve(found.summary);
      if (found.summary.state === 'approved') return Promise.reject(summaryApproved());
      if (found.summary.version !== expected) {
        return Promise.reject(summaryStale(found.summary.version, expected));
      }
      const version = expected + 1;
      found.versions.push({ summaryId, version, lines, cause, authorId, turnId, createdAt: clock.now() });
      found.summary = { ...found.summary, version, lines };
      return Promise.resolve(found.summary);
    },
    async approve({ organizationId, summaryId, expected, approvedBy, at, share, items = [] }) {
      const found = of(organizationId, summaryId);
      if (found === undefined) throw summaryNotFound();
      if (found.summary.version !== expected) throw summaryStale(found.summary.version, expected);
      if (found.summary.state === 'approved') return found.summary;
      found.summary = { ...found.summary, state: 'approved', approvedAt: at, approvedBy };
      if (share !== undefined) {
        const others = found.approvals.filter(({ version }) => version !== expected);
        found.approvals = [{ version: expected, approvedBy, approvedAt: at, ...share }, ...others];
      }
      const { sessionId } = found.summary;
      await actions.saveOfSummary(organizationId, summaryId, items, { sessionId, createdBy: approvedBy });
      return found.summary;
    },
    reopen({ organizationId, summaryId, expected, at }) {
      const found = of(organizationId, summaryId);
      if (found === undefined) return Promise.reject(summaryNotFound());
      if (found.summary.version !== expected)
        return Promise.reject(summaryStale(found.summary.version, expected));
      if (found.summary.state === 'draft') return Promise.resolve(found.summary);
      const summary: Summary = { ...found.summary, state: 'draft' };
      delete summary.approvedAt;
      delete summary.approvedBy;
      found.summary = summary;
      found.approvals = found.approvals.map((approval) =>
        approval.version === expected ? { ...approval, reopenedAt: at } : approval,
      );
      return Promise.resolve(found.summary);
    },
    approvals: (organizationId, id) => Promise.resolve([...(of(organizationId, id)?.approvals ?? [])]),
    approvedShares(organizationId) {
      const shares = new Map<string, { summaries: number; unedited: number; all: number }>();
      for (const { summary, approvals } of stored.values()) {
        const approval = approvals.find(({ version }) => version === summary.version);
        const coachId = sessions.get(summary.sessionId)?.session.facilitatorId;
        if (summary.organizationId !== organizationId || summary.state !== 'approved') continue;
        if (approval === undefined || coachId === undefined) continue;
        const share = shares.get(coachId) ?? { summaries: 0, unedited: 0, all: 0 };
        shares.set(coachId, {
          summaries: share.summaries + 1,
          unedited: share.unedited + approval.unedited,
          all: share.all + approval.all,
        });
      }
      return Promise.resolve([...shares].map(([coachId, share]) => ({ coachId, ...share })));
    },
    lastVersionBy(organizationId, sessionId, authorId) {
      const own = [...stored.values()]
        .filter(({ summary }) => summary.organizationId === organizationId && summary.sessionId === sessionId)
        .flatMap(({ versions }) => versions)
        .filter((version) => version.authorId === authorId)
        .toSorted(
          (one, other) => other.createdAt.getTime() - one.createdAt.getTime() || other.version - one.version,
        );
      return Promise.resolve(own[0] && withoutTurn(own[0]));
    },
  };
}

function withoutTurn({ turnId: _turnId, ...version }: SummaryVersion & { turnId?: string }): SummaryVersion {
  return version;
}
