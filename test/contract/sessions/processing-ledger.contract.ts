import type { ProcessingLedger, StepKey } from '../../../src/coaching/sessions/processing-ledger.ts';
import type { SessionRepository } from '../../../src/coaching/sessions/ports.ts';
import { newId } from '../../../src/shared/ids.ts';
import { peopledOrganization, type World } from '../../support/world.ts';

export interface LedgerWorld extends World {
  sessions: SessionRepository;
  ledger: ProcessingLedger;
}

const part: StepKey = { step: 'summarise', unit: 'priya:2' };
const draft = { of: 3, lines: [{ text: '“quoted”', weight: 1.5 }] };

/** What is done of a session's processing. */
export function processingLedgerContract(open: () => Promise<LedgerWorld>): void {
  let world: LedgerWorld;
  let organizationId: string;
  let strangers: string;
  let facilitatorId: string;
  beforeAll(async () => {
    world = await open();
    const own = await peopledOrganization(world, 'L1');
    organizationId = own.organizationId;
    facilitatorId = own.people.theo.id;
    strangers = (await peopledOrganization(world, 'L2')).organizationId;
  });
  afterAll(() => world.close());

  const addSession = async () => {
    const { id } = await world.sessions.create({
      session: { organizationId, facilitatorId, type: 'INDIVIDUAL', title: 'Weekly', date: '2026-11-20' },
      uploadKey: newId(),
      fileName: 'weekly.txt',
      contentHash: 'ab'.repeat(32),
      segments: [],
      participants: [],
    });
    return id;
  };
  const list = (id: string, organization = organizationId) => world.ledger.list(organization, id);

  it('knows nothing of a session that nobody took up', async () => {
    expect(await list(await addSession())).toEqual([]);
    expect(await list('no-session')).toEqual([]);
  });

  it('counts each try of a step, forgets a failure with the next, and keeps what a finished one left', async () => {
    const id = await addSession();
    await world.ledger.start(organizationId, id, part);
    expect(await list(id)).toEqual([{ ...part, state: 'running', attempts: 1 }]);
    await world.ledger.fail(organizationId, id, part, 'MODEL_001');
    expect(await list(id)).toEqual([{ ...part, state: 'failed', attempts: 1, failure: 'MODEL_001' }]);
    await world.ledger.start(organizationId, id, part);
    expect(await list(id)).toEqual([{ ...part, state: 'running', attempts: 2 }]);
    await world.ledger.finish(organizationId, id, part, draft);
    expect(await list(id)).toEqual([{ ...part, state: 'done', attempts: 2, result: draft }]);
  });

  it('does not let a late start or failure undo what is done', async () => {
    const id = await addSession();
    await world.ledger.finish(organizationId, id, part, draft);
    await world.ledger.start(organizationId, id, part);
    await world.ledger.fail(organizationId, id, part, 'MODEL_001');
    expect(await list(id)).toEqual([{ ...part, state: 'done', attempts: 1, result: draft }]);
  });

  it('keeps the steps of one session apart, and those of other sessions', async () => {
    const [id, other] = [await addSession(), await addSession()];
    const keys: StepKey[] = [
      { step: 'parse', unit: '' },
      { step: 'match', unit: '' },
      { step: 'verify', unit: 'priya' },
      { step: 'verify', unit: 'daniel' },
      { step: 'post', unit: '' },
    ];
    for (const key of keys) await world.ledger.finish(organizationId, id, key);
    await world.ledger.finish(organizationId, other, part);
    expect(await list(id)).toHaveLength(5);
    expect(await list(id)).toEqual(
      expect.arrayContaining(keys.map((key) => ({ ...key, state: 'done', attempts: 1 }))),
    );
    expect(await list(other)).toHaveLength(1);
  });

  it('empties drafts, which quote the transcript, and nothing else', async () => {
    const id = await addSession();
    const verify: StepKey = { step: 'verify', unit: 'priya' };
    await world.ledger.finish(organizationId, id, part, draft);
    await world.ledger.finish(organizationId, id, verify, { cut: 2 });
    await world.ledger.clear(organizationId, id);
    await world.ledger.clear(organizationId, id);
    expect(await list(id)).toHaveLength(2);
    expect(await list(id)).toEqual(
      expect.arrayContaining([
        { ...part, state: 'done', attempts: 1 },
        { ...verify, state: 'done', attempts: 1, result: { cut: 2 } },
      ]),
    );
  });

  it('reopens a session that failed, once', async () => {
    const id = await addSession();
    expect(await world.ledger.reopen(organizationId, id)).toBe(false);
    await world.sessions.setProcessing(organizationId, id, 'failed', 'MODEL_001');
    const both = await Promise.all([
      world.ledger.reopen(organizationId, id),
      world.ledger.reopen(organizationId, id),
    ]);
    expect(both.toSorted()).toEqual([false, true]);
    const session = await world.sessions.find(organizationId, id);
    expect([session?.processing, session?.failure]).toEqual(['pending', undefined]);
    expect(await world.ledger.reopen(organizationId, 'no-session')).toBe(false);
  });

  it('shows and gives nothing to another organisation', async () => {
    const id = await addSession();
    await world.ledger.finish(organizationId, id, part, draft);
    await world.sessions.setProcessing(organizationId, id, 'failed', 'MODEL_001');
    expect(await list(id, strangers)).toEqual([]);
    expect(await world.ledger.reopen(strangers, id)).toBe(false);
  });
}
