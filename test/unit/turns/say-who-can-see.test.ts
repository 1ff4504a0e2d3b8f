import type { Message } from '../../../src/messages/message.ts';
import { saysWhoCanSee } from '../../../src/messages/views/audience-line.ts';
import { words } from '../../../src/messages/words/en.ts';
import type { ChatPlatform, Target } from '../../../src/turns/chat-platform.ts';
import { sayWhoCanSee } from '../../../src/turns/say-who-can-see.ts';
import { channelThread, directPlace } from '../../support/make-turns.ts';

const message: Message = { view: 'talk.x', summary: 's', blocks: [] };
const direct: Target = { installationId: 'T1', place: directPlace() };
const channel: Target = { installationId: 'T1', place: channelThread() };
const onlyFor: Target = { ...channel, onlyFor: 'U-priya' };

function scene() {
  const footers: (string | undefined)[] = [];
  const saw = (shown: Message) => {
    footers.push(shown.footer);
    return Promise.resolve({ messageId: 'm' });
  };
  const stream = {
    messageId: 'm',
    append: () => Promise.resolve(),
    finish: (shown: Message) => saw(shown),
  };
  const unused = () => Promise.reject(new Error('Not a part of this scene.'));
  const platform: ChatPlatform = {
    platform: 'slack',
    post: (_target, shown) => saw(shown),
    update: async (_target, _id, shown) => {
      await saw(shown);
    },
    startStream: () => Promise.resolve(stream),
    resumeStream: () => Promise.resolve(stream),
    sendFile: (_target, file) => saw(file.message),
    showProgress: () => Promise.resolve(),
    find: unused,
    person: unused,
    members: unused,
    directPlace: unused,
    download: unused,
  };
  return { footers, platform: sayWhoCanSee(platform) };
}

describe('who can see a message', () => {
  it.each([
    ['the direct message', direct, 'Only you can see this.'],
    ['a channel', channel, 'Everyone in #team-north can see this.'],
    ['a channel, for one person', onlyFor, 'Only you can see this.'],
  ])('is said in %s, however it is sent', async (_where, target, line) => {
    const { footers, platform } = scene();
    await platform.post(target, message, 'd');
    await platform.update(target, 'm', message);
    await (await platform.startStream(target, 'd'))?.finish(message);
    await (await platform.resumeStream(target, 'm')).finish(message);
    const file = { name: 'a.csv', mimeType: 'text/csv', content: new Uint8Array(), message };
    await platform.sendFile?.(target, file, 'd');
    expect(footers).toEqual(Array.from({ length: 5 }, () => line));
  });

  it('goes before a footer about something else, and is not said twice', async () => {
    const { footers, platform } = scene();
    await platform.post(direct, { ...message, footer: 'Or in one line: /note' }, 'd');
    await platform.post(channel, { ...message, footer: 'The coach and admins can see this.' }, 'd');
    expect(footers).toEqual([
      'Only you can see this. Or in one line: /note',
      'The coach and admins can see this.',
    ]);
  });

  it('is known in each of our own wordings', () => {
    const { audience } = words;
    for (const line of [audience.direct, audience.hereForYou, audience.shared('#x')])
      expect(saysWhoCanSee(line)).toBe(true);
  });
});
