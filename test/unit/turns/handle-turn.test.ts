import type { TurnOf } from '../../../src/turns/turn.ts';
import {
  channelThread,
  commandTurn,
  deleteTurn,
  directPlace,
  editTurn,
  messageTurn,
} from '../../support/make-turns.ts';
import { openTurnScene, platformIdOf, type TurnScene } from '../../support/turn-scene.ts';

let scene: TurnScene;
beforeEach(async () => {
  scene = await openTurnScene();
});

const shown = (): string => JSON.stringify(scene.platform.seen());
const states = (): string[] => scene.world.events().map(({ state }) => state);
const say = (text: string, fields: Partial<TurnOf<'message'>> = {}) =>
  scene.answer(messageTurn({ text, ...fields }));

describe('who asks', () => {
  it('is known by the address that the platform verifies', async () => {
    await say('How do I refund?');
    expect(scene.agent.calls[0]?.actor).toMatchObject({ id: scene.people.priya.id, role: 'AGENT' });
  });

  it('who is not a person of the organisation is told who the admin is, alone', async () => {
    scene.platform.addPerson('U-new', { name: 'Nia New', email: 'nia@example.test' });
    await say('How do I refund?', { platformUserId: 'U-new', place: channelThread() });
    expect(scene.platform.seen()).toMatchObject([
      { onlyFor: 'U-new', message: { view: 'talk.unknown-person' } },
    ]);
    expect(shown()).toContain('nia@example.test');
    expect(shown()).toContain('Ada Admin (ada@example.test)');
    expect(scene.agent.calls).toEqual([]);
  });

  it('is answered as soon as the admin has added them', async () => {
    scene.platform.addPerson('U-new', { name: 'Nia New', email: 'Nia@Example.test' });
    await say('How do I refund?', { platformUserId: 'U-new' });
    await scene.world.users.upsertMany(scene.organizationId, [
      { email: 'nia@example.test', name: 'Nia New', role: 'AGENT', jobFamily: 'CSR', timezone: 'UTC' },
    ]);
    await say('How do I refund?', { platformUserId: 'U-new' });
    expect(scene.platform.views()).toEqual(['talk.unknown-person', 'answer.cited']);
  });

  it('is told which permission is missing when the platform hides the address', async () => {
    scene.platform.addPerson('U-new', { name: 'Nia New' });
    await say('How do I refund?', { platformUserId: 'U-new' });
    expect(shown()).toContain('permissions');
  });

  it('is never matched when a guest, though the address is one of ours', async () => {
    scene.platform.addPerson('U-guest', { name: 'Priya', email: 'priya@example.test', isGuest: true });
    await say('How do I refund?', { platformUserId: 'U-guest' });
    expect(scene.platform.views()).toEqual(['talk.unknown-person']);
  });

  it('is forgotten on leaving the organisation, at once', async () => {
    await say('How do I refund?');
    const { priya } = scene.people;
    await scene.world.users.upsertMany(scene.organizationId, [{ ...priya, status: 'TERMINATED' }]);
    await say('And with a receipt?');
    expect(scene.platform.views()).toEqual(['answer.cited', 'talk.unknown-person']);
  });

  it('is asked for again after a day, in case the address has changed', async () => {
    await say('one?');
    await say('two?');
    const lookups = () => scene.platform.calls.filter((call) => call === 'person').length;
    expect(lookups()).toBe(1);
    scene.clock.advance(24 * 3_600_000);
    scene.platform.addPerson(platformIdOf('priya'), { name: 'Daniel now', email: 'daniel@example.test' });
    await say('three?');
    expect(lookups()).toBe(2);
    expect(scene.agent.calls.at(-1)?.actor.id).toBe(scene.people.daniel.id);
  });

  it('is not answered when a bot, whatever it says', async () => {
    scene.platform.addPerson('U-bot', { name: 'Other bot', isBot: true });
    await say('How do I refund?', { platformUserId: 'U-bot' });
    expect(states()).toEqual(['ignored']);
    expect(scene.platform.seen()).toEqual([]);
  });

  it('is not disturbed by edits and deletions of somebody unknown', async () => {
    scene.platform.addPerson('U-new', { name: 'Nia New', email: 'nia@example.test' });
    await scene.answer(editTurn({ platformUserId: 'U-new' }));
    await scene.answer(deleteTurn({ platformUserId: 'U-new' }));
    expect(states()).toEqual(['ignored', 'ignored']);
    expect(scene.platform.seen()).toEqual([]);
  });
});

describe('who will see the answer', () => {
  const place = channelThread();
  const audience = async () => {
    await say('How do I refund?', { place });
    return scene.agent.calls.at(-1)?.audience;
  };

  it('is the asker alone in a direct message', async () => {
    await say('How do I refund?');
    expect(scene.agent.calls[0]?.audience).toMatchObject({
      kind: 'direct',
      actor: { id: scene.people.priya.id },
    });
  });

  it('is every member of a channel, by name of the place', async () => {
    scene.platform.setMembers('C1', ['U-priya', 'U-theo', 'U-maya']);
    expect(await audience()).toMatchObject({
      kind: 'shared',
      complete: true,
      label: '#team-north',
      members: [{ name: 'Priya Nair' }, { name: 'Theo Leader' }, { name: 'Maya Manager' }],
    });
  });

  it('counts the asker, whom the list may leave out', async () => {
    scene.platform.setMembers('C1', ['U-theo']);
    const seen = await audience();
    expect(seen?.kind === 'shared' && seen.members.map(({ name }) => name).sort()).toEqual([
      'Priya Nair',
      'Theo Leader',
    ]);
  });

  it('is not wholly known with a guest, a stranger, or somebody who cannot be looked up', async () => {
    scene.platform.addPerson('U-guest', { name: 'Guest', email: 'g@other.test', isGuest: true });
    scene.platform.addPerson('U-stranger', { name: 'Stranger', email: 's@other.test' });
    for (const other of ['U-guest', 'U-stranger', 'U-closed-account']) {
      scene.platform.setMembers('C1', ['U-priya', other]);
      expect(await audience()).toMatchObject({ kind: 'shared', complete: false });
    }
  });

  it('is not wholly known when the list cannot be read, is cut, or is very long', async () => {
    expect(await audience()).toMatchObject({ complete: false });
    scene.platform.setMembers('C1', ['U-priya', 'U-theo'], false);
    expect(await audience()).toMatchObject({ complete: false });
    scene.platform.setMembers(
      'C1',
      Array.from({ length: 501 }, () => 'U-priya'),
    );
    expect(await audience()).toMatchObject({ complete: false });
  });

  it('does not mind other bots in the channel', async () => {
    scene.platform.addPerson('U-bot', { name: 'Other bot', isBot: true });
    scene.platform.setMembers('C1', ['U-priya', 'U-bot']);
    expect(await audience()).toMatchObject({ complete: true, members: [{ name: 'Priya Nair' }] });
  });
});

describe('what needs no model', () => {
  it.each([
    ['hello', 'talk.hello'],
    ['Good morning!', 'talk.hello'],
    ['help', 'talk.help'],
    ['What can you do?', 'talk.help'],
    ['??', 'talk.help'],
    ['thanks 🙏', 'talk.thanks'],
    ['', 'talk.empty'],
    ['   \n', 'talk.empty'],
  ])('%j is answered with %s', async (text, view) => {
    await say(text);
    expect(scene.platform.views()).toEqual([view]);
    expect(scene.agent.calls).toEqual([]);
  });

  it.each(['help me refund a customer', 'hello, how do I refund?', 'thanks, and without a receipt?'])(
    '%j is a question',
    async (text) => {
      await say(text);
      expect(scene.agent.calls).toMatchObject([{ question: text }]);
    },
  );

  it('a sticker or voice clip gets a plain word', async () => {
    await say('', { unreadable: true });
    expect(scene.platform.views()).toEqual(['talk.empty']);
    expect(shown()).toContain('I can read text and transcript files');
  });

  it('fifty kilobytes are too many, and no model sees them', async () => {
    await say('x'.repeat(50_000));
    expect(scene.platform.views()).toEqual(['talk.too-long']);
    expect(shown()).toContain('50,000');
    expect(scene.agent.calls).toEqual([]);
  });

  it('an unknown command shows those that there are, to the caller alone', async () => {
    await scene.answer(commandTurn({ name: 'frobnicate', place: channelThread() }));
    expect(scene.platform.seen()).toMatchObject([
      { onlyFor: 'U-priya', message: { view: 'talk.unknown-command' } },
    ]);
  });

  it('commands hang under /threadcoach as well', async () => {
    await scene.answer(commandTurn({ name: 'threadcoach', text: '  HELP ' }));
    await scene.answer(commandTurn({ name: 'threadcoach', text: '' }));
    await scene.answer(commandTurn({ name: 'threadcoach', text: 'frobnicate now' }));
    expect(scene.platform.views()).toEqual(['talk.help', 'talk.help', 'talk.unknown-command']);
  });
});

describe('a question', () => {
  it('brings the talk so far, without itself', async () => {
    await say('one?');
    await say('two?');
    expect(scene.agent.calls[1]?.history.map(({ role, text }) => [role, text])).toEqual([
      ['user', 'one?'],
      ['assistant', 'Ask for the receipt first. [1]'],
    ]);
  });

  it('hears nothing of another person’s talk in the same direct place, nor of a direct talk in a channel', async () => {
    await say('my private worry');
    await say('two?', { platformUserId: platformIdOf('theo') });
    await say('three?', { place: channelThread() });
    expect(scene.agent.calls.slice(1).map(({ history }) => history)).toEqual([[], []]);
  });

  it('shares the talk of a thread with everyone in it', async () => {
    await say('one?', { place: channelThread() });
    await say('two?', { place: channelThread(), platformUserId: platformIdOf('theo') });
    expect(scene.agent.calls[1]?.history).toHaveLength(2);
  });

  it('is answered in the same message that showed it growing', async () => {
    scene.agent.pieces = ['Ask for ', 'the receipt'];
    await say('one?');
    expect(scene.platform.seen()).toMatchObject([
      { streamed: 'Ask for the receipt', message: { view: 'answer.cited' } },
    ]);
  });

  it('is recorded for the person who asked, once', async () => {
    await say('one?');
    expect(scene.queries).toMatchObject([{ userId: scene.people.priya.id, query: 'one?' }]);
  });
});

describe('an edited or deleted message', () => {
  const messageId = 'msg-1';

  it('asked in other words is answered again', async () => {
    await say('without a receipt?', { messageId });
    await scene.answer(editTurn({ messageId, text: 'with a receipt?' }));
    expect(scene.agent.calls.map(({ question }) => question)).toEqual([
      'without a receipt?',
      'with a receipt?',
    ]);
    expect(JSON.stringify(scene.platform.seen()[1])).toContain('You changed your message');
  });

  it('with the same words is not (Slack reports unfurled links as edits)', async () => {
    await say('without a receipt?', { messageId });
    await scene.answer(editTurn({ messageId, text: 'without a receipt?' }));
    expect(scene.platform.seen()).toHaveLength(1);
  });

  it('that was never answered is none of the bot’s business', async () => {
    await scene.answer(editTurn({ messageId: 'msg-other' }));
    await scene.answer(deleteTurn({ messageId: 'msg-other' }));
    expect(scene.platform.seen()).toEqual([]);
    expect(states()).toEqual(['done', 'ignored']);
  });

  it('is no longer part of the talk once deleted', async () => {
    await say('something I regret', { messageId });
    await scene.answer(deleteTurn({ messageId }));
    await say('two?');
    expect(JSON.stringify(scene.agent.calls.at(-1)?.history)).not.toContain('regret');
  });
});

it('says hello when somebody opens the direct message for the first time', async () => {
  const { platform, installationId, eventId, dedupeKey, at, platformUserId, place } = messageTurn({
    place: directPlace(),
  });
  await scene.answer({
    kind: 'joined',
    platform,
    installationId,
    eventId,
    dedupeKey,
    at,
    platformUserId,
    place,
  });
  expect(scene.platform.views()).toEqual(['talk.hello']);
  expect(shown()).toContain('Hello Priya');
});

describe('a flood of messages', () => {
  it('has its first twenty answered, and one word for the rest', async () => {
    for (let count = 0; count < 23; count += 1) await scene.take(messageTurn({ text: `Question ${count}?` }));
    await scene.answer(messageTurn({ text: 'And one more?' }));
    expect(scene.agent.calls).toHaveLength(20);
    expect(scene.platform.views().filter((view) => view === 'talk.busy')).toHaveLength(1);
    expect(states().every((state) => state === 'done' || state === 'ignored')).toBe(true);
  });
});
