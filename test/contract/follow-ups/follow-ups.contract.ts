import type { FollowUp } from '../../../src/coaching/follow-ups/follow-up.ts';
import type { FollowUpRepository } from '../../../src/coaching/follow-ups/ports.ts';
import type { Summary } from '../../../src/coaching/summaries/summary.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { FakeSessions } from '../../support/fakes/sessions.ts';
import { peopledOrganization, type World } from '../../support/world.ts';

export interface FollowUpWorld extends World, Pick<FakeSessions, 'sessions' | 'summaries'> {
  followUps: FollowUpRepository;
}

const t = (minutes: number): Date => new Date(Date.UTC(2027, 0, 4, 9, minutes));

/** What every store of follow-ups does. */
export function followUpsContract(open: () => Promise<FollowUpWorld>): void {
  let world: FollowUpWorld;
  let organizationId: string;
  let authorId: string;
  let summary: Summary;
  let repository: FollowUpRepository;

  beforeAll(async () => {
    world = await open();
    repository = world.followUps;
    const made = await peopledOrganization(world, newId());
    organizationId = made.organizationId;
    authorId = made.people.cleo.id;
    const session = await world.sessions.create({
      session: {
        organizationId,
        facilitatorId: authorId,
        type: 'REGULAR',
        title: 'Weekly',
        date: '2027-01-04',
      },
      uploadKey: newId(),
      fileName: 'a.txt',
      contentHash: 'x',
      segments: [],
      participants: [{ name: 'Priya Nair', isFacilitator: false, turns: 1, userId: made.people.priya.id }],
    });
    const [participant] = await world.sessions.participants(organizationId, session.id);
    summary = await world.summaries.create({
      organizationId,
      sessionId: session.id,
      participantId: participant?.id ?? '',
      lines: [],
      leftOut: 0,
    });
  });
  afterAll(() => world.close());

  const draft = (kind: FollowUp['kind'] = 'email', turnId = newId()): Promise<FollowUp> =>
    repository.create({
      organizationId,
      summaryId: summary.id,
      authorId,
      recipient: { name: 'Priya Nair' },
      kind,
      subject: 'S1',
      body: 'B1',
      status: kind === 'email' ? 'draft' : 'ready',
      template: 'system:email.standard',
      conversationKey: 'slack:T1:D1:1.1',
      turnId,
    });
  const schedule = (followUp: FollowUp, at = t(0)) =>
    repository.schedule({
      organizationId,
      id: followUp.id,
      scheduledFor: at,
      messageId: `<${followUp.id}@x.example>`,
      at: t(0),
    });
  const scheduled = async (): Promise<FollowUp> => {
    const followUp = await draft();
    await schedule(followUp);
    return followUp;
  };
  const claimed = async () => {
    const followUp = await scheduled();
    const claim = await repository.claim(organizationId, followUp.id, t(1));
    if (claim === undefined) throw new Error('not claimed');
    return claim;
  };

  it('keeps a draft, once a turn, and for its organisation alone', async () => {
    const turnId = newId();
    const first = await draft('email', turnId);
    const again = await draft('email', turnId);
    expect(again).toEqual(first);
    expect(first).toMatchObject({
      version: 1,
      status: 'draft',
      attempts: 0,
      recipient: { name: 'Priya Nair' },
    });
    expect(await repository.find(organizationId, first.id)).toEqual(first);
    expect(await repository.find(newId(), first.id)).toBeUndefined();
    expect(await repository.find(organizationId, 'no id')).toBeUndefined();
  });

  it('lists the newest first, of some authors or one summary', async () => {
    const one = await draft();
    const all = await repository.list(organizationId, { authorIds: [authorId], summaryId: summary.id });
    expect(all.map(({ id }) => id)).toContain(one.id);
    expect(await repository.list(organizationId, { authorIds: [newId()] })).toEqual([]);
    expect(await repository.list(organizationId, { limit: 1 })).toHaveLength(1);
  });

  it('adds versions, each turn once, and refuses what was made on an older one', async () => {
    const { id } = await draft();
    const turnId = newId();
    const change = {
      organizationId,
      id,
      expected: 1,
      subject: 'S2',
      body: 'B2',
      request: 'shorter',
      turnId,
      at: t(2),
    };
    expect(await repository.addVersion(change)).toMatchObject({ version: 2, subject: 'S2', body: 'B2' });
    expect(await repository.addVersion(change)).toMatchObject({ version: 2 });
    await expect(repository.addVersion({ ...change, turnId: newId() })).rejects.toMatchObject({
      code: 'FOLLOWUP_003',
    });
    expect(await repository.versionOfTurn(organizationId, id, turnId)).toMatchObject({
      version: 2,
      request: 'shorter',
    });
    expect(await repository.versionOfTurn(organizationId, id, newId())).toBeUndefined();
    const undone = await repository.addVersion({
      organizationId,
      id,
      expected: 2,
      subject: 'S1',
      body: 'B1',
      turnId: newId(),
      at: t(3),
    });
    expect(undone.version).toBe(3);
    const versions = await repository.versions(organizationId, id);
    expect(versions.map(({ version, request }) => [version, request])).toEqual([
      [1, undefined],
      [2, 'shorter'],
      [3, undefined],
    ]);
  });

  it('knows what was worked on last in a conversation', async () => {
    const one = await draft();
    const two = await draft();
    await repository.addVersion({
      organizationId,
      id: one.id,
      expected: 1,
      subject: 'S',
      body: 'B',
      request: 'x',
      turnId: newId(),
      at: t(30),
    });
    const latest = (since: Date, who = authorId) =>
      repository.latestIn(organizationId, 'slack:T1:D1:1.1', who, since);
    expect((await latest(t(29)))?.id).toBe(one.id);
    expect(await latest(t(31))).toBeUndefined();
    expect(await latest(t(0), newId())).toBeUndefined();
    expect(two.id).not.toBe(one.id);
  });

  it('schedules mails only, and fixes the Message-ID once', async () => {
    const text = await draft('text');
    expect(await schedule(text)).toBeUndefined();
    const mail = await draft();
    expect(await schedule(mail, t(5))).toMatchObject({
      status: 'scheduled',
      scheduledFor: t(5),
      dueAt: t(5),
    });
    const moved = await repository.schedule({
      organizationId,
      id: mail.id,
      scheduledFor: t(9),
      messageId: '<other@x>',
      at: t(1),
    });
    expect(moved).toMatchObject({ dueAt: t(9), messageId: `<${mail.id}@x.example>` });
    const stale = {
      organizationId,
      id: mail.id,
      expected: 7,
      scheduledFor: t(9),
      messageId: '<o@x>',
      at: t(1),
    };
    expect(await repository.schedule(stale)).toBeUndefined();
  });

  it('gives what is due to one worker, when it is due', async () => {
    const { id } = await scheduled();
    expect(await repository.claim(organizationId, id, new Date(t(0).getTime() - 1))).toBeUndefined();
    const claims = await Promise.all([1, 2, 3, 4].map(() => repository.claim(organizationId, id, t(1))));
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    expect(await repository.find(organizationId, id)).toMatchObject({ status: 'sending', attempts: 1 });
    expect(await repository.cancel(organizationId, id, t(1))).toBeUndefined();
    const change = {
      organizationId,
      id,
      expected: 1,
      subject: 'S',
      body: 'B',
      request: 'x',
      turnId: newId(),
      at: t(1),
    };
    await expect(repository.addVersion(change)).rejects.toMatchObject({ code: 'FOLLOWUP_004' });
  });

  it('settles each try as it ended', async () => {
    const sent = await claimed();
    const settle = (claim: typeof sent, outcome: Parameters<FollowUpRepository['settle']>[3]) =>
      repository.settle(organizationId, claim.id, claim.claimId, outcome, t(2));
    const done = await settle(sent, { kind: 'sent', at: t(2), to: 'p@x.example' });
    expect(done).toMatchObject({ status: 'sent', sentAt: t(2), sentTo: 'p@x.example' });
    expect(done).not.toHaveProperty('dueAt');
    expect(await schedule(sent)).toBeUndefined();
    const later = await claimed();
    const again = await settle(later, { kind: 'again', dueAt: t(6), failure: 'busy' });
    expect(again).toMatchObject({ status: 'scheduled', dueAt: t(6), failure: 'busy', attempts: 1 });
    expect(await repository.claim(organizationId, later.id, t(6))).toMatchObject({ attempts: 2 });
    const failed = await claimed();
    expect(await settle(failed, { kind: 'failed', failure: 'no such address' })).toMatchObject({
      status: 'failed',
      failure: 'no such address',
    });
    expect(await schedule(failed)).toMatchObject({ status: 'scheduled', attempts: 0 });
    expect(await repository.find(organizationId, failed.id)).not.toHaveProperty('failure');
  });

  it('gives up the try of a dead worker: again where nothing was handed over, else in doubt', async () => {
    const early = await claimed();
    const giveUp = (id: string, before: Date) =>
      repository.giveUp(organizationId, id, { before, now: t(10), failure: 'perhaps' });
    expect(await giveUp(early.id, t(1))).toBeUndefined();
    expect(await giveUp(early.id, t(2))).toMatchObject({ status: 'scheduled', dueAt: t(10) });
    const late = await claimed();
    expect(await repository.markHandedOver(organizationId, late.id, late.claimId, t(1))).toBe(true);
    expect(await giveUp(late.id, t(2))).toMatchObject({ status: 'unconfirmed', failure: 'perhaps' });
    // What the worker learnt after all.
    const sent = { kind: 'sent', at: t(11), to: 'p@x.example' } as const;
    expect(await repository.settle(organizationId, late.id, late.claimId, sent, t(11))).toMatchObject({
      status: 'sent',
    });
  });

  it('fences off a worker that was thought dead', async () => {
    const old = await claimed();
    await repository.giveUp(organizationId, old.id, { before: t(2), now: t(2), failure: '' });
    expect(await repository.markHandedOver(organizationId, old.id, old.claimId, t(3))).toBe(false);
    const next = await repository.claim(organizationId, old.id, t(3));
    expect(await repository.markHandedOver(organizationId, old.id, old.claimId, t(3))).toBe(false);
    const sent = { kind: 'sent', at: t(3), to: 'p@x.example' } as const;
    expect(await repository.settle(organizationId, old.id, old.claimId, sent, t(3))).toBeUndefined();
    expect(await repository.markHandedOver(organizationId, old.id, next?.claimId ?? '', t(3))).toBe(true);
  });

  it('takes a person’s word about what is in doubt', async () => {
    const claim = await claimed();
    expect(await repository.confirmArrival(organizationId, claim.id, t(3))).toBeUndefined();
    await repository.settle(
      organizationId,
      claim.id,
      claim.claimId,
      { kind: 'unconfirmed', failure: 'perhaps' },
      t(2),
    );
    expect(await repository.claim(organizationId, claim.id, t(99))).toBeUndefined();
    expect(await repository.confirmArrival(organizationId, claim.id, t(3))).toMatchObject({
      status: 'sent',
      sentAt: t(3),
    });
  });

  it('cancels until it is sent', async () => {
    const { id } = await scheduled();
    expect(await repository.cancel(organizationId, id, t(1))).toMatchObject({ status: 'cancelled' });
    expect(await repository.claim(organizationId, id, t(9))).toBeUndefined();
    expect(await schedule(await draft())).toMatchObject({ status: 'scheduled' });
  });
}
