import type { SessionRepository } from '../../../src/coaching/sessions/ports.ts';
import type { SummaryRepository } from '../../../src/coaching/summaries/ports.ts';
import type { SummaryLine } from '../../../src/coaching/summaries/summary.ts';
import type { User } from '../../../src/coaching/people/user.ts';
import { newId } from '../../../src/shared/ids.ts';
import { peopledOrganization, type CastName, type World } from '../../support/world.ts';

export interface SessionWorld extends World {
  sessions: SessionRepository;
  summaries: SummaryRepository;
}

const segments = [
  { index: 0, speaker: 'Theo Lindt', startMs: 0, endMs: 1500, text: 'How was the week?' },
  { index: 2, speaker: 'Priya Nair', startMs: 2000, endMs: 4000, text: 'I closed the backlog.' },
  { index: 5, speaker: 'Sam', text: 'Same here.' },
];

const line = (id: string, text: string): SummaryLine => ({
  id,
  section: 'wins',
  text,
  evidence: [{ segment: 2, speaker: 'Priya Nair', startMs: 2000, quote: 'I closed the backlog.' }],
  source: 'transcript',
});
const action: SummaryLine = {
  ...line('a', 'Call the client.'),
  section: 'actions',
  owner: 'Priya Nair',
  due: '2026-11-27',
  evidence: [],
  source: 'coach',
};

/** Sessions with their transcripts, and summaries with their versions. */
export function sessionsContract(open: () => Promise<SessionWorld>): void {
  let world: SessionWorld;
  let organizationId: string;
  let people: Record<CastName, User>;
  let uploads = 0;
  beforeAll(async () => {
    world = await open();
    ({ organizationId, people } = await peopledOrganization(world, 'S1'));
  });
  afterAll(() => world.close());

  const addSession = (
    uploadKey = `upload-${(uploads += 1)}`,
    date = '2026-11-20',
    coach: CastName = 'theo',
  ) =>
    world.sessions.create({
      session: { organizationId, facilitatorId: people[coach].id, type: 'INDIVIDUAL', title: 'Weekly', date },
      uploadKey,
      fileName: 'weekly.vtt',
      contentHash: 'ab'.repeat(32),
      segments,
      participants: [
        { name: 'Theo Lindt', userId: people.theo.id, isFacilitator: true, turns: 1, speakingMs: 1500 },
        { name: 'Priya Nair', userId: people.priya.id, isFacilitator: false, turns: 1, speakingMs: 2000 },
        { name: 'Sam', isFacilitator: false, turns: 1 },
      ],
    });
  const addSummary = async (lines: readonly SummaryLine[] = [line('w1', 'Closed the backlog.'), action]) => {
    const session = await addSession();
    const [, priya] = await world.sessions.participants(organizationId, session.id);
    return world.summaries.create({
      organizationId,
      sessionId: session.id,
      participantId: priya?.id ?? '',
      lines,
      leftOut: 2,
    });
  };
  const addVersion = (summaryId: string, expected: number, lines: readonly SummaryLine[], turnId = newId()) =>
    world.summaries.addVersion({
      organizationId,
      summaryId,
      expected,
      lines,
      cause: { kind: 'refine', request: 'shorter' },
      authorId: people.theo.id,
      turnId,
    });
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'no error',
      (error: unknown) => (error as { code?: string }).code,
    );

  describe('a session', () => {
    it('comes back as it was stored, with its transcript and who spoke', async () => {
      const session = await addSession();
      expect(session).toMatchObject({ title: 'Weekly', date: '2026-11-20', processing: 'pending' });
      expect(await world.sessions.find(organizationId, session.id)).toEqual(session);
      expect(await world.sessions.segments(organizationId, session.id)).toEqual(segments);
      const participants = await world.sessions.participants(organizationId, session.id);
      expect(
        participants.map(({ name, isFacilitator, speakingMs }) => [name, isFacilitator, speakingMs]),
      ).toEqual([
        ['Theo Lindt', true, 1500],
        ['Priya Nair', false, 2000],
        ['Sam', false, undefined],
      ]);
    });

    it('is made once for an upload that comes twice, also at the same moment', async () => {
      const [one, other] = await Promise.all([addSession('twice'), addSession('twice')]);
      const third = await addSession('twice');
      expect(new Set([one.id, other.id, third.id]).size).toBe(1);
      expect(await world.sessions.segments(organizationId, one.id)).toHaveLength(3);
      expect(await world.sessions.participants(organizationId, one.id)).toHaveLength(3);
    });

    it('is listed newest first, for the facilitators asked for', async () => {
      const old = await addSession(undefined, '2026-01-05', 'cleo');
      const recent = await addSession(undefined, '2026-10-05', 'cleo');
      const listed = await world.sessions.list(organizationId, [people.cleo.id]);
      expect(listed.map(({ id }) => id)).toEqual([recent.id, old.id]);
      expect((await world.sessions.list(organizationId)).map(({ id }) => id)).toEqual(
        expect.arrayContaining([recent.id, old.id]),
      );
      expect(await world.sessions.list(organizationId, [])).toEqual([]);
    });

    it('says how far its processing is, and forgets a failure once it goes on', async () => {
      const { id } = await addSession();
      await world.sessions.setProcessing(organizationId, id, 'failed', 'MODEL_001');
      expect(await world.sessions.find(organizationId, id)).toMatchObject({
        processing: 'failed',
        failure: 'MODEL_001',
      });
      await world.sessions.setProcessing(organizationId, id, 'completed');
      const found = await world.sessions.find(organizationId, id);
      expect([found?.processing, found?.failure]).toEqual(['completed', undefined]);
    });

    it('is found by the thread it is refined in', async () => {
      const { id } = await addSession();
      const key = `slack:${newId()}`;
      expect(await world.sessions.findByThread(organizationId, key)).toBeUndefined();
      expect(await world.sessions.threadsOf(organizationId, id)).toEqual([]);
      await world.sessions.bindThread(organizationId, id, key);
      await world.sessions.bindThread(organizationId, id, key);
      expect((await world.sessions.findByThread(organizationId, key))?.id).toBe(id);
      expect(await world.sessions.threadsOf(organizationId, id)).toEqual([key]);
    });

    it('does not exist for another organisation, nor under an id that is none', async () => {
      const { id } = await addSession();
      const other = await world.organizations.create({ name: 'Other' });
      expect(await world.sessions.find(other.id, id)).toBeUndefined();
      expect(await world.sessions.segments(other.id, id)).toEqual([]);
      expect(await world.sessions.list(other.id)).toEqual([]);
      expect(await world.sessions.find(organizationId, 'no-such-id')).toBeUndefined();
    });
  });

  describe('the summary chosen with "Refine"', () => {
    it('is remembered for each person in each thread', async () => {
      const one = await addSummary();
      const other = await addSummary();
      const key = `slack:${newId()}`;
      await world.sessions.setFocus(organizationId, key, people.theo.id, one.id);
      await world.sessions.setFocus(organizationId, key, people.cleo.id, other.id);
      expect(await world.sessions.focus(organizationId, key, people.theo.id)).toBe(one.id);
      await world.sessions.setFocus(organizationId, key, people.theo.id, other.id);
      expect(await world.sessions.focus(organizationId, key, people.theo.id)).toBe(other.id);
      expect(await world.sessions.focus(organizationId, `${key}x`, people.theo.id)).toBeUndefined();
    });
  });

  describe('a summary', () => {
    it('comes back as it was drafted, line by line', async () => {
      const summary = await addSummary();
      expect(summary).toMatchObject({ participant: 'Priya Nair', state: 'draft', version: 1, leftOut: 2 });
      expect(summary.lines).toEqual([line('w1', 'Closed the backlog.'), action]);
      expect(await world.summaries.find(organizationId, summary.id)).toEqual(summary);
      expect(await world.summaries.listBySession(organizationId, summary.sessionId)).toEqual([summary]);
      expect(await world.summaries.versions(organizationId, summary.id)).toMatchObject([
        { version: 1, cause: { kind: 'draft' } },
      ]);
    });

    it('is drafted once for a participant', async () => {
      const summary = await addSummary();
      const { sessionId, participantId } = summary;
      const again = await world.summaries.create({
        organizationId,
        sessionId,
        participantId,
        lines: [],
        leftOut: 0,
      });
      expect(again).toEqual(summary);
    });

    it('is listed in the order in which the participants spoke', async () => {
      const session = await addSession();
      const participants = await world.sessions.participants(organizationId, session.id);
      for (const participant of participants.toReversed()) {
        const ids = { organizationId, sessionId: session.id, participantId: participant.id };
        await world.summaries.create({ ...ids, lines: [], leftOut: 0 });
      }
      const listed = await world.summaries.listBySession(organizationId, session.id);
      expect(listed.map(({ participant }) => participant)).toEqual(['Theo Lindt', 'Priya Nair', 'Sam']);
    });

    it('gets a new version, and keeps the ones before', async () => {
      const { id } = await addSummary();
      const changed = await addVersion(id, 1, [line('w1', 'Backlog closed.')]);
      expect([changed.version, changed.lines[0]?.text]).toEqual([2, 'Backlog closed.']);
      expect(await world.summaries.find(organizationId, id)).toEqual(changed);
      const versions = await world.summaries.versions(organizationId, id);
      expect(versions.map(({ version, lines, authorId }) => [version, lines[0]?.text, authorId])).toEqual([
        [1, 'Closed the backlog.', undefined],
        [2, 'Backlog closed.', people.theo.id],
      ]);
      expect(versions[1]?.cause).toEqual({ kind: 'refine', request: 'shorter' });
    });

    it('gets one version from a turn that is tried twice', async () => {
      const { id } = await addSummary();
      const turnId = newId();
      await addVersion(id, 1, [line('w1', 'Once.')], turnId);
      const again = await addVersion(id, 1, [line('w1', 'Twice.')], turnId);
      expect([again.version, again.lines[0]?.text]).toEqual([2, 'Once.']);
      const later = await addVersion(id, 2, [line('w1', 'Thrice.')], turnId);
      expect(later.version).toBe(2);
      expect(await world.summaries.versions(organizationId, id)).toHaveLength(2);
      expect((await world.summaries.versionOfTurn(organizationId, id, turnId))?.version).toBe(2);
      expect(await world.summaries.versionOfTurn(organizationId, id, newId())).toBeUndefined();
    });

    it('refuses a stale edit, and of two at the same moment takes one', async () => {
      const { id } = await addSummary();
      const outcomes = await Promise.all([
        codeOf(addVersion(id, 1, [line('w1', 'Mine.')])),
        codeOf(addVersion(id, 1, [line('w1', 'Yours.')])),
      ]);
      expect(outcomes.toSorted()).toEqual(['SUMMARY_STALE', 'no error']);
      expect(await codeOf(addVersion(id, 1, []))).toBe('SUMMARY_STALE');
      expect((await world.summaries.find(organizationId, id))?.version).toBe(2);
    });

    it('is locked once approved, at the version that was seen', async () => {
      const { id } = await addSummary();
      const at = new Date('2026-11-20T10:00:00Z');
      const approve = (expected: number) =>
        world.summaries.approve({ organizationId, summaryId: id, expected, approvedBy: people.theo.id, at });
      expect(await codeOf(approve(2))).toBe('SUMMARY_STALE');
      const approved = await approve(1);
      expect(approved).toMatchObject({
        state: 'approved',
        approvedAt: at,
        approvedBy: people.theo.id,
        version: 1,
      });
      expect(await approve(1)).toEqual(approved);
      expect(await codeOf(addVersion(id, 1, []))).toBe('SUMMARY_APPROVED');
    });

    it('does not exist for another organisation, nor under an id that is none', async () => {
      const { id } = await addSummary();
      const other = await world.organizations.create({ name: 'Other' });
      expect(await world.summaries.find(other.id, id)).toBeUndefined();
      expect(await world.summaries.versions(other.id, id)).toEqual([]);
      expect(await world.summaries.find(organizationId, 'no-such-id')).toBeUndefined();
    });
  });
}
