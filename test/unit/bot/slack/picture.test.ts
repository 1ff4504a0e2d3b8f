import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SlackConnection } from '../../../../src/bot/slack/connections.ts';
import { bringPicture } from '../../../../src/bot/slack/picture.ts';

let server: Server;
let brought: number[];
let shared: unknown[];
let looks: (string | undefined)[];
let waits: number[];

beforeAll(async () => {
  server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => brought.push(...chunk));
    request.on('end', () => response.end('OK'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  [brought, shared, looks, waits] = [[], [], [], []];
});

/** Slack, as far as this needs it: it knows the picture's type at the look that `looks` says. */
function connection(): SlackConnection {
  const { port } = server.address() as AddressInfo;
  const files = {
    getUploadURLExternal: () =>
      Promise.resolve({ ok: true, upload_url: `http://127.0.0.1:${port}/up`, file_id: 'F0CHART0001' }),
    completeUploadExternal: (body: unknown) => {
      shared.push(body);
      return Promise.resolve({ ok: true });
    },
    info: () => Promise.resolve({ ok: true, file: { mimetype: looks.shift() } }),
  };
  // Safe cast: nothing else of the client is called.
  return { client: { files } } as unknown as SlackConnection;
}
const bring = () =>
  bringPicture(
    {
      connection: connection(),
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    },
    Uint8Array.from([1, 2, 3]),
  );

describe('a picture brought to Slack', () => {
  it('is shared nowhere, and named only when Slack knows what it is', async () => {
    looks = [undefined, '', 'image/png'];
    expect(await bring()).toBe('F0CHART0001');
    expect(brought).toEqual([1, 2, 3]);
    expect(shared).toEqual([{ files: [{ id: 'F0CHART0001', title: 'Chart' }] }]);
    expect(waits).toHaveLength(3);
  });

  it('is given up where Slack does not know it in time', async () => {
    await expect(bring()).rejects.toMatchObject({ code: 'FILE_NOT_REACHABLE' });
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(5_000);
  });
});
