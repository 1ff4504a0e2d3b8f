import { createTeamsPlatform } from '../../../../src/bot/teams/deliver.ts';
import type { Message } from '../../../../src/messages/message.ts';
import type { ChatPlatform, Target } from '../../../../src/turns/chat-platform.ts';
import type { Turn } from '../../../../src/turns/turn.ts';
import { startBot } from '../../../support/teams/bot.ts';
import type { TeamsBot } from '../../../support/teams/bot.ts';
import { startTeamsPlayground } from '../../../support/teams/playground.ts';
import type { TeamsPlayground } from '../../../support/teams/playground.ts';

const clock = { ms: Date.parse('2026-11-20T09:00:00Z'), now: () => new Date(clock.ms) };
let bot: TeamsBot;
let playground: TeamsPlayground;
let platform: ChatPlatform;

beforeAll(async () => {
  bot = await startBot({ allowUnauthenticated: true });
  playground = await startTeamsPlayground(bot.url);
  platform = createTeamsPlatform({ adapter: bot.adapter, clock, askFeedback: true });
});
afterAll(async () => {
  await playground.close();
  await bot.close();
});
beforeEach(() => {
  clock.ms += 3_600_001;
});

const targetOf = (turn: Turn): Target => ({
  installationId: turn.installationId,
  place: turn.place,
  ...(turn.replyHandle === undefined ? {} : { replyHandle: turn.replyHandle }),
});
const says = (text: string) => (turn: Turn) => turn.kind === 'message' && turn.text === text;
const talk = (markdown: string): Message => ({
  view: 'talk.test',
  summary: markdown,
  blocks: [{ kind: 'text', markdown }],
});
const cited: Message = {
  view: 'answer.cited',
  summary: 'Ask for the card',
  blocks: [
    { kind: 'text', markdown: 'Ask for the card [1].' },
    {
      kind: 'citations',
      items: [
        {
          number: 1,
          title: 'Refunds',
          version: 2,
          section: 'Steps',
          quote: 'Ask for the card that was used.',
        },
      ],
    },
  ],
};
async function personalTarget(text: string): Promise<Target> {
  await playground.say(text);
  return targetOf(await bot.turn(says(text)));
}

it('listens on this machine alone', async () => {
  const { port } = new URL(playground.url);
  await expect(fetch(`http://[::1]:${port}/`)).rejects.toThrow();
});

describe('in the personal chat', () => {
  it('hears a person whom it recognises by the address of the demo organisation', async () => {
    const target = await personalTarget('hello there');
    const { turn, addressed } = bot.turns.at(-1)!;
    expect([addressed, turn.installationId, turn.place.kind]).toEqual([
      true,
      playground.config.tenantId,
      'direct',
    ]);
    expect(await platform.person(turn.installationId, turn.platformUserId, target)).toEqual({
      email: 'elena.kowalczyk@fennimoor.example',
      name: 'Elena Kowalczyk',
      isBot: false,
      isGuest: false,
    });
    expect(await platform.members(target)).toEqual({
      platformUserIds: [turn.platformUserId],
      complete: true,
    });
  });

  it('shows an answer with its citation, AI label and thumbs', async () => {
    await platform.post(await personalTarget('how do I refund?'), cited, 'd1');
    const shown = await playground.waitForMessage('Ask for the card [1].');
    expect(shown.aiEntity).toMatchObject({
      additionalType: ['AIGeneratedContent'],
      citation: [{ position: 1, appearance: { abstract: 'Ask for the card that was used.' } }],
    });
    expect(shown.feedbackLoopEnabled).toBe(true);
    const card = await playground.waitForMessage('AdaptiveCard');
    expect(JSON.stringify(card.attachments)).toContain('Ask for the card that was used.');
  });

  it('streams: progress, the words so far, the final message, all one message', async () => {
    const target = await personalTarget('stream, please');
    const before = playground.messages().length;
    const stream = await platform.startStream(target, 's1');
    clock.ms += 1_001;
    await stream!.append('Half of');
    await playground.waitFor((event) => event.message?.text === 'Half of');
    const { messageId } = await stream!.finish(talk('Half of it, and the rest'));
    await playground.waitForMessage('and the rest');
    const versions = playground.messages().slice(before);
    expect(
      versions.map((message) => [message.messageId, message.streamEntity?.streamType, message.text]),
    ).toEqual([
      [messageId, 'informative', 'Thinking…'],
      [messageId, 'streaming', 'Half of'],
      [messageId, 'final', 'Half of it, and the rest'],
    ]);
  });

  it('ends a stream that another process began', async () => {
    const target = await personalTarget('stream and crash');
    const begun = await platform.startStream(target, 's2');
    const another = createTeamsPlatform({ adapter: bot.adapter, clock });
    const resumed = await another.resumeStream(target, begun!.messageId);
    expect(await resumed.finish(talk('finished by another'))).toEqual({ messageId: begun!.messageId });
    expect((await playground.waitForMessage('finished by another')).messageId).toBe(begun!.messageId);
  });

  it('edits a message in place', async () => {
    const target = await personalTarget('edit yourself');
    const { messageId } = await platform.post(target, talk('first version'), 'd2');
    await platform.update(target, messageId, talk('second version'));
    expect((await playground.waitForMessage('second version')).messageId).toBe(messageId);
  });

  it('hears the button of its card', async () => {
    const target = await personalTarget('buttons');
    const { messageId } = await platform.post(
      target,
      {
        view: 'talk.buttons',
        summary: 'Buttons',
        blocks: [{ kind: 'actions', actions: [{ id: 'help.example', label: 'Go', value: 'refunds' }] }],
      },
      'd3',
    );
    await playground.waitForMessage('"title":"Go"');
    await playground.submit(messageId, { action: 'help.example', value: 'refunds' });
    expect(await bot.turn((turn) => turn.kind === 'action')).toMatchObject({
      action: 'help.example',
      value: 'refunds',
      messageId,
    });
  });

  it('hears the form of its card', async () => {
    const target = await personalTarget('a form');
    const { messageId } = await platform.post(
      target,
      {
        view: 'note.form',
        summary: 'Form',
        blocks: [
          {
            kind: 'form',
            form: {
              id: 'note.create',
              title: 'Quick note',
              submitLabel: 'Save',
              context: 'c1',
              fields: [
                {
                  type: 'text',
                  name: 'text',
                  label: 'Note',
                  required: true,
                  multiline: true,
                  maxLength: 500,
                },
              ],
            },
          },
        ],
      },
      'd4',
    );
    await playground.submit(messageId, { form: 'note.create', context: 'c1', text: 'Kind words' });
    expect(await bot.turn((turn) => turn.kind === 'form')).toMatchObject({
      form: 'note.create',
      context: 'c1',
      values: { text: 'Kind words' },
    });
  });

  it('hears commands typed as text, edits and deletions', async () => {
    await playground.say('/note great call #quality');
    expect(await bot.turn((turn) => turn.kind === 'command')).toMatchObject({
      name: 'note',
      text: 'great call #quality',
      typedInPublic: false,
    });
    await playground.inject({
      type: 'messageUpdate',
      id: 'm-1',
      text: 'better words',
      timestamp: '2026-11-20T09:00:00Z',
    });
    expect(await bot.turn((turn) => turn.kind === 'edit')).toMatchObject({
      messageId: 'm-1',
      text: 'better words',
    });
    await playground.inject({ type: 'messageDelete', id: 'm-1' });
    expect(await bot.turn((turn) => turn.kind === 'delete')).toMatchObject({ messageId: 'm-1' });
  });
});

describe('in a channel', () => {
  it('hears a mention and answers in the thread under it', async () => {
    const { threadId } = await playground.say('how do I escalate?', { in: 'channel', mention: true });
    const turn = await bot.turn(says('how do I escalate?'));
    expect(turn.place.key).toBe(`teams:${playground.config.tenantId}:${threadId!}`);
    const target = targetOf(turn);
    expect(await platform.startStream(target, 's3')).toBeUndefined();
    await platform.showProgress(target, 'Reading…');
    await platform.post(target, talk('escalate to the duty leader'), 'd5');
    await playground.waitForMessage('duty leader');
    expect(JSON.stringify(playground.messages(threadId))).toContain('escalate to the duty leader');
  });

  it('knows who may read it, and everybody in it by address', async () => {
    await playground.say('who is here?', { in: 'channel', mention: true });
    const target = targetOf(await bot.turn(says('who is here?')));
    const { platformUserIds, complete } = await platform.members(target);
    expect(complete).toBe(true);
    const emails = await Promise.all(
      platformUserIds.map(
        async (id) => (await platform.person(playground.config.tenantId, id, target)).email,
      ),
    );
    expect(emails.toSorted()).toEqual(
      [playground.config.currentUser, ...playground.config.users].map((user) => user.email).toSorted(),
    );
  });

  it('keeps what only one person may see to the personal chat', async () => {
    await playground.say('/note quietly', { in: 'channel', mention: true });
    const turn = await bot.turn((candidate) => candidate.kind === 'command' && candidate.typedInPublic);
    await platform.post({ ...targetOf(turn), onlyFor: turn.platformUserId }, talk('for your eyes'), 'd6');
    await playground.waitForMessage('for your eyes');
    expect(JSON.stringify(playground.messages())).toContain('for your eyes');
  });
});

it('hears a mention in a group chat', async () => {
  await playground.say('hello all', { in: 'group', mention: true });
  const turn = await bot.turn(says('hello all'));
  expect(turn.place.kind).toBe('group');
  await platform.post(targetOf(turn), talk('hello group'), 'd7');
  await playground.waitForMessage('hello group');
});
