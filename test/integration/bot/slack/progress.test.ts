import { createSlackConnections } from '../../../../src/bot/slack/connections.ts';
import { createSlackPlatform } from '../../../../src/bot/slack/deliver.ts';
import type { Message } from '../../../../src/messages/message.ts';
import { silentLogger } from '../../../../src/shared/logger.ts';
import type { ChatPlatform, Target } from '../../../../src/turns/chat-platform.ts';
import { botUserId, teamId } from '../../../support/slack/emulated-workspace.ts';
import { visibleText } from '../../../support/slack/message-log.ts';
import { startSlackStandIn, type SlackStandIn } from '../../../support/slack/stand-in.ts';

const dana = 'U0DANA';
const say = (text: string): Message => ({
  view: 'test',
  summary: text,
  blocks: [{ kind: 'text', markdown: text }],
});

/** At the top of a direct message progress is a message of its own, which a worker that dies leaves behind. */
describe('progress in a direct message, after a crash', () => {
  let slack: SlackStandIn;
  let channelId: string;
  let to: Target;
  let startedAt: Date;

  beforeAll(async () => {
    slack = await startSlackStandIn({
      signingSecret: 'not-used',
      people: [{ id: dana, name: 'Dana Reed', email: 'dana@northwind.example' }],
    });
    channelId = await slack.direct(dana);
    to = {
      installationId: teamId,
      place: { key: `slack:${teamId}:${channelId}`, kind: 'direct', channelId },
    };
  });
  afterAll(() => slack.stop());
  beforeEach(async () => {
    for (const { ts } of slack.messages(channelId)) await slack.remove(dana, channelId, ts).catch(() => []);
    startedAt = new Date();
  });

  /** A process that knows nothing of those before it. */
  function worker(now = () => new Date()): ChatPlatform {
    const connections = createSlackConnections({
      tokenFor: () => Promise.resolve({ botToken: slack.botToken }),
      apiUrl: slack.apiUrl,
      clock: { now },
      logger: silentLogger,
    });
    return createSlackPlatform({ clientFor: connections.clientFor, clock: { now }, logger: silentLogger });
  }
  const seen = (): string[] =>
    slack
      .messages(channelId)
      .filter(({ user }) => user === botUserId)
      .map(visibleText);
  const marked = () => seen().slice(-1);
  const search = () => ({ since: startedAt, known: new Set<string>() });

  it('gives way to the answer of the next worker', async () => {
    await worker().showProgress(to, 'Thinking…');
    const next = worker();
    await next.takeUpProgress?.(to, search());
    await next.showProgress(to, 'Thinking…');
    await next.post(to, say('Within 14 days.'), 'delivery-1');
    expect(marked()).toEqual(['Within 14 days.']);
    expect(seen()).not.toContain('Thinking…');
  });

  it('goes when nothing is left to be said', async () => {
    const before = seen().length;
    await worker().showProgress(to, 'Thinking…');
    const next = worker();
    await next.takeUpProgress?.(to, search());
    await next.endProgress?.(to);
    expect(seen()).toHaveLength(before);
  });

  it('is not taken for what the ledger knows', async () => {
    const first = worker();
    await first.showProgress(to, 'Thinking…');
    const stream = await first.startStream(to, 'delivery-2');
    const known = new Set([stream?.messageId ?? '']);
    const next = worker();
    await next.takeUpProgress?.(to, { since: startedAt, known });
    await next.showProgress(to, 'Thinking again…');
    expect(seen().slice(-2)).toEqual(['Thinking…', 'Thinking again…']);
  });

  it('that is older than its delivery is found as the answer that took its place', async () => {
    const first = worker();
    await first.showProgress(to, 'Thinking…');
    const { messageId } = await first.post(to, say('Within 14 days.'), 'delivery-3');
    // The model took a minute: the ledger's row is younger than the message.
    const claimedAt = new Date(startedAt.getTime() + 60_000);
    const found = await worker().find(to, {
      deliveryId: 'delivery-3',
      since: claimedAt,
      known: new Set(),
    });
    expect(found).toEqual({ kind: 'found', messageId });
  });
});
