import { newId } from '../../src/shared/ids.ts';
import type { OpenWorld, World } from '../support/world.ts';

/** The ledger of outgoing messages. */
export function deliveriesContract(open: OpenWorld): void {
  let world: World;
  let organizationId: string;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    organizationId = (await world.organizations.create({ name: 'Tenant' })).id;
  });

  const claim = (
    idempotencyKey: string,
    fields: { conversationKey?: string; view?: string; subjectId?: string } = {},
  ) =>
    world.deliveries.claim({
      organizationId,
      idempotencyKey,
      conversationKey: 'slack:T1:D1',
      view: 'answer',
      platform: 'slack',
      installationId: 'T1',
      ...(fields.subjectId === undefined ? {} : { subjectType: 'summary' }),
      ...fields,
    });

  it('claims a key once: the second claim sees how far the first came', async () => {
    const first = await claim('turn:0');
    expect(first).toMatchObject({ state: 'pending', attempts: 0, view: 'answer' });
    expect(first.platformMessageId).toBeUndefined();
    await world.deliveries.markSending(organizationId, first.id);
    expect(await claim('turn:0')).toMatchObject({ id: first.id, state: 'sending', attempts: 1 });
    await world.deliveries.saveMessageId(organizationId, first.id, 'm1');
    expect(await claim('turn:0')).toMatchObject({ state: 'sending', platformMessageId: 'm1' });
    await world.deliveries.markSent(organizationId, first.id, 'm1', 'answer.cited');
    expect(await claim('turn:0')).toMatchObject({
      id: first.id,
      state: 'sent',
      platformMessageId: 'm1',
      view: 'answer.cited',
    });
  });

  it('makes one record of ten claims at once', async () => {
    const records = await Promise.all(Array.from({ length: 10 }, () => claim('turn:1')));
    expect(new Set(records.map(({ id }) => id)).size).toBe(1);
  });

  it('keeps the keys of organisations apart', async () => {
    const mine = await claim('turn:0');
    organizationId = (await world.organizations.create({ name: 'Other' })).id;
    expect((await claim('turn:0')).id).not.toBe(mine.id);
  });

  it('does not unsay what was sent', async () => {
    const record = await claim('turn:0');
    await world.deliveries.markSent(organizationId, record.id, 'm1');
    await world.deliveries.markSending(organizationId, record.id);
    expect(await claim('turn:0')).toMatchObject({ state: 'sent', view: 'answer' });
  });

  it('records why a message could not be sent', async () => {
    const record = await claim('turn:0');
    await world.deliveries.markFailed(organizationId, record.id, 'unreachable', 'SLACK_UNREACHABLE');
    expect(await claim('turn:0')).toMatchObject({ state: 'unreachable' });
  });

  it('touches nothing of another organisation', async () => {
    const record = await claim('turn:0');
    const other = (await world.organizations.create({ name: 'Other' })).id;
    await world.deliveries.markSent(other, record.id, 'stolen');
    await world.deliveries.markFailed(other, record.id, 'failed', 'X_1');
    expect(await claim('turn:0')).toMatchObject({ state: 'pending' });
    expect(await world.deliveries.findByKey(other, 'turn:0')).toBeUndefined();
  });

  it('finds by its key what was sent, and what it shows', async () => {
    const subjectId = newId();
    expect(await world.deliveries.findByKey(organizationId, 'turn:0')).toBeUndefined();
    const record = await claim('turn:0', { view: 'summary.card', subjectId });
    await world.deliveries.markSent(organizationId, record.id, 'm7');
    expect(await world.deliveries.findByKey(organizationId, 'turn:0')).toMatchObject({
      state: 'sent',
      view: 'summary.card',
      platformMessageId: 'm7',
      subjectType: 'summary',
      subjectId,
    });
    expect(await world.deliveries.findByKey(organizationId, 'turn:1')).toBeUndefined();
  });

  it('knows the ids of our messages in a conversation, unfinished streams too', async () => {
    const sent = await claim('a:0');
    await world.deliveries.markSent(organizationId, sent.id, 'm1');
    const streaming = await claim('b:0');
    await world.deliveries.saveMessageId(organizationId, streaming.id, 'm2');
    await claim('c:0');
    const elsewhere = await claim('d:0', { conversationKey: 'slack:T1:D2' });
    await world.deliveries.markSent(organizationId, elsewhere.id, 'm3');
    const known = await world.deliveries.knownMessageIds(organizationId, 'slack:T1:D1');
    expect([...known].sort()).toEqual(['m1', 'm2']);
  });
}
