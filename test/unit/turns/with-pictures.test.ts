import { chartBlock } from '../../../src/messages/chart.ts';
import type { Message } from '../../../src/messages/message.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import type { ChatPlatform, Target } from '../../../src/turns/chat-platform.ts';
import { withPictures } from '../../../src/turns/with-pictures.ts';
import { directPlace } from '../../support/make-turns.ts';
import { unavailable } from '../../support/fakes/chat-platform.ts';

const target: Target = { installationId: 'T1', place: directPlace() };
const withChart: Message = {
  view: 'own.scores',
  summary: 'Your scores',
  blocks: [
    { kind: 'text', markdown: 'Here.' },
    chartBlock({
      title: 'Quality',
      unit: '',
      digits: 0,
      from: '2026-11-01',
      to: '2026-11-02',
      series: [{ name: 'Quality', points: [{ day: '2026-11-01', value: 80 }] }],
    }),
  ],
};
const plain: Message = {
  view: 'talk.hello',
  summary: 'Hello',
  blocks: [{ kind: 'text', markdown: 'Hello' }],
};
const refused = new AppError({ code: 'SLACK_REFUSED', message: 'invalid_blocks', retry: 'never' });

let sent: Message[];
let faults: Error[];
beforeEach(() => {
  sent = [];
  faults = [];
});

const take = (message: Message) => {
  const fault = faults.shift();
  if (fault !== undefined) return Promise.reject(fault);
  sent.push(message);
  return Promise.resolve({ messageId: 'm1' });
};
const stream = {
  messageId: 'm1',
  append: () => Promise.resolve(),
  finish: (message: Message) => take(message),
};
const inner = (change: Partial<ChatPlatform> = {}): ChatPlatform => ({
  platform: 'slack',
  post: (_target, message) => take(message),
  update: async (_target, _id, message) => {
    await take(message);
  },
  startStream: () => Promise.resolve(stream),
  resumeStream: () => Promise.resolve(stream),
  showProgress: () => Promise.resolve(),
  find: () => Promise.resolve({ kind: 'absent' }),
  person: () => Promise.resolve({ name: 'P', isBot: false, isGuest: false }),
  members: () => Promise.resolve({ platformUserIds: [], complete: true }),
  directPlace: () => Promise.resolve(undefined),
  download: () => Promise.resolve(new Uint8Array()),
  ...change,
});
const png = Uint8Array.from([1, 2, 3]);
const platform = (change: Partial<ChatPlatform> = {}, paint = () => Promise.resolve(png)) =>
  withPictures(inner(change), { paint, logger: silentLogger });
const picturesSent = () =>
  sent.map(({ blocks }) => blocks.flatMap((block) => (block.kind === 'chart' ? [block.picture] : [])));

describe('charts on their way out', () => {
  it.each<[string, (on: ChatPlatform) => Promise<unknown>]>([
    ['sent', (on) => on.post(target, withChart, 'd1')],
    ['put in the place of another', (on) => on.update(target, 'm0', withChart)],
    ['at the end of a stream', async (on) => (await on.startStream(target, 'd1'))?.finish(withChart)],
    [
      'at the end of a stream taken up',
      async (on) => (await on.resumeStream(target, 'm1')).finish(withChart),
    ],
  ])('get their picture when %s', async (_how, send) => {
    await send(platform());
    expect(picturesSent()).toEqual([[{ png }]]);
    // The message that the caller keeps has the figures alone.
    expect(JSON.stringify(withChart)).not.toContain('picture');
  });

  it('are brought to a platform that has to hold them', async () => {
    const brought: Uint8Array[] = [];
    const bringPicture: ChatPlatform['bringPicture'] = (_target, bytes) => {
      brought.push(bytes);
      return Promise.resolve('F1');
    };
    await platform({ bringPicture }).post(target, withChart, 'd1');
    expect(picturesSent()).toEqual([[{ png, reference: 'F1' }]]);
    expect(brought).toEqual([png]);
  });

  it('go out as words where they cannot be painted or brought', async () => {
    await platform({}, () => Promise.reject(new Error('no font'))).post(target, withChart, 'd1');
    await platform({ bringPicture: () => Promise.reject(unavailable()) }).post(target, withChart, 'd2');
    expect(sent).toEqual([withChart, withChart]);
  });

  it('go out as words where the platform refuses the picture', async () => {
    faults = [refused];
    await platform().post(target, withChart, 'd1');
    expect(sent).toEqual([withChart]);
  });

  it('a platform that is away is not asked twice', async () => {
    faults = [unavailable(), refused];
    await expect(platform().post(target, withChart, 'd1')).rejects.toThrow('away');
    expect([sent, faults]).toEqual([[], [refused]]);
  });

  it('messages without one go out as they are', async () => {
    const paint = () => Promise.reject(new Error('nothing to paint'));
    await platform({}, paint).post(target, plain, 'd1');
    expect(sent).toEqual([plain]);
  });
});
