import fc from 'fast-check';
import type { Message } from '../../../src/messages/message.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { createDeliverer, type Deliverer, type Envelope } from '../../../src/turns/deliverer.ts';
import { FakeChatPlatform, refusal, unavailable } from '../../support/fakes/chat-platform.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { Life } from '../../support/fakes/mortal.ts';
import { createFakeDeliveries } from '../../support/fakes/repositories.ts';
import { directPlace } from '../../support/make-turns.ts';

const target = { installationId: 'T1', place: directPlace() };
const envelope: Envelope = { organizationId: 'org', key: 'turn:0' };
const say = (text: string): Message => ({ view: 'talk.test', summary: text, blocks: [] });

function scene() {
  const clock = new ManualClock();
  const platform = new FakeChatPlatform({ clock });
  const deliveries = createFakeDeliveries(clock);
  const deliverer = createDeliverer({ deliveries, logger: silentLogger });
  const record = () => deliveries.findByKey('org', 'turn:0');
  return { platform, deliveries, deliverer, record };
}

/** The same work by one life after another, until one gets to the end. */
async function untilDone(
  { platform, deliveries }: ReturnType<typeof scene>,
  lives: readonly Life[],
  work: (deliverer: Deliverer, platform: FakeChatPlatform) => Promise<unknown>,
): Promise<void> {
  for (const life of [...lives, new Life(Infinity, 'after')]) {
    const deliverer = createDeliverer({ deliveries: life.hold(deliveries), logger: silentLogger });
    const done = await work(deliverer, life.hold(platform)).then(
      () => true,
      () => false,
    );
    if (done && !life.dead) return;
  }
  throw new Error('No life got to the end.');
}

const livesArbitrary = fc.array(
  fc.record({
    diesAt: fc.integer({ min: 1, max: 8 }),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
  { minLength: 1, maxLength: 4 },
);

describe('sending', () => {
  it('records what was sent and under which id', async () => {
    const { platform, deliverer, record } = scene();
    const messageId = await deliverer.send(platform, target, say('hello'), {
      ...envelope,
      subject: { type: 'note', id: 'n1' },
    });
    expect(platform.seen()).toMatchObject([{ messageId, message: { summary: 'hello' } }]);
    expect(await record()).toMatchObject({
      state: 'sent',
      platformMessageId: messageId,
      view: 'talk.test',
      subjectId: 'n1',
    });
  });

  it('sends the same key once, whatever is said the second time', async () => {
    const { platform, deliverer } = scene();
    const first = await deliverer.send(platform, target, say('hello'), envelope);
    expect(await deliverer.send(platform, target, say('hello again'), envelope)).toBe(first);
    expect(platform.seen()).toMatchObject([{ message: { summary: 'hello' } }]);
  });

  it('sends again after the platform was away, without doubling what it had accepted', async () => {
    for (const when of ['before', 'after'] as const) {
      const { platform, deliverer } = scene();
      platform.failNext({ call: 'post', when, error: unavailable() });
      await expect(deliverer.send(platform, target, say('hello'), envelope)).rejects.toMatchObject({
        retry: 'later',
      });
      await deliverer.send(platform, target, say('hello'), envelope);
      expect(platform.views()).toEqual(['talk.test']);
    }
  });

  it('sends nothing while the platform cannot say what it has', async () => {
    const { platform, deliverer } = scene();
    platform.failNext(
      { call: 'post', when: 'after', error: unavailable() },
      { call: 'find', when: 'before', error: unavailable() },
    );
    await expect(deliverer.send(platform, target, say('hello'), envelope)).rejects.toThrow();
    await expect(deliverer.send(platform, target, say('hello'), envelope)).rejects.toThrow();
    await deliverer.send(platform, target, say('hello'), envelope);
    expect(platform.views()).toEqual(['talk.test']);
  });

  it('records why a message can never be sent', async () => {
    const { platform, deliverer, record } = scene();
    platform.failNext({ call: 'post', when: 'before', error: refusal('SLACK_UNREACHABLE') });
    await expect(deliverer.send(platform, target, say('hello'), envelope)).rejects.toThrow();
    expect(await record()).toMatchObject({ state: 'unreachable' });
  });

  it('property: one message, whenever its workers die', async () => {
    await fc.assert(
      fc.asyncProperty(livesArbitrary, async (deaths) => {
        const made = scene();
        const lives = deaths.map(({ diesAt, when }) => new Life(diesAt, when));
        await untilDone(made, lives, (deliverer, platform) =>
          deliverer.send(platform, target, say('hello'), envelope),
        );
        expect(made.platform.views()).toEqual(['talk.test']);
        expect(await made.record()).toMatchObject({ state: 'sent' });
      }),
      { numRuns: 200 },
    );
  });

  it('where the platform cannot be asked: never none, and two only when a worker died while sending', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let diesAt = 1; diesAt <= 5; diesAt += 1) {
        const made = scene();
        made.platform.canBeAsked = false;
        await untilDone(made, [new Life(diesAt, when)], (deliverer, platform) =>
          deliverer.send(platform, target, say('hello'), envelope),
        );
        // Calls: claim, markSending, post, markSent.
        const diedBetween = (diesAt === 3 && when === 'after') || (diesAt === 4 && when === 'before');
        expect([diesAt, when, made.platform.views().length]).toEqual([diesAt, when, diedBetween ? 2 : 1]);
      }
    }
  });
});

describe('streaming', () => {
  const tell = async (deliverer: Deliverer, platform: FakeChatPlatform): Promise<void> => {
    const stream = await deliverer.stream(platform, target, envelope);
    await stream.append('One ');
    await stream.append('two.');
    await stream.finish(say('One two.'));
  };

  it('shows pieces at once and ends as the final message', async () => {
    const { platform, deliverer, record } = scene();
    await tell(deliverer, platform);
    expect(platform.seen()).toMatchObject([{ streamed: 'One two.', message: { summary: 'One two.' } }]);
    expect(await record()).toMatchObject({ state: 'sent', view: 'talk.test' });
  });

  it('knows the message before its first piece', async () => {
    const { platform, deliverer, record } = scene();
    await deliverer.stream(platform, target, envelope);
    expect(await record()).toMatchObject({ platformMessageId: platform.seen()[0]?.messageId });
  });

  it('sends the whole where the place cannot stream', async () => {
    const { platform, deliverer } = scene();
    platform.canStream = false;
    await tell(deliverer, platform);
    expect(platform.seen()).toMatchObject([{ streamed: '', message: { summary: 'One two.' } }]);
  });

  it('is not opened again after it was finished', async () => {
    const { platform, deliverer } = scene();
    await tell(deliverer, platform);
    await tell(deliverer, platform);
    expect(platform.seen()).toMatchObject([{ streamed: 'One two.' }]);
  });

  it('is resumed by the next worker, by streaming or by sending the whole', async () => {
    for (const again of [
      tell,
      (deliverer: Deliverer, platform: FakeChatPlatform) =>
        deliverer.send(platform, target, say('One two.'), envelope),
    ]) {
      const { platform, deliverer } = scene();
      await (await deliverer.stream(platform, target, envelope)).append('One ');
      await again(deliverer, platform);
      expect(platform.seen()).toMatchObject([{ message: { summary: 'One two.' } }]);
      expect(platform.seen()).toHaveLength(1);
    }
  });

  it('property: one finished message, whenever its workers die, streaming or not', async () => {
    await fc.assert(
      fc.asyncProperty(livesArbitrary, fc.boolean(), async (deaths, canStream) => {
        const made = scene();
        made.platform.canStream = canStream;
        await untilDone(
          made,
          deaths.map(({ diesAt, when }) => new Life(diesAt, when)),
          tell,
        );
        expect(made.platform.views()).toEqual(['talk.test']);
      }),
      { numRuns: 200 },
    );
  });
});
