import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LookupAddress } from 'node:dns';
import { createDownload } from '../../../../src/bot/slack/download.ts';
import { isReservedAddress } from '../../../../src/files/reserved-address.ts';
import type { DownloadOptions } from '../../../../src/bot/slack/download.ts';
import { maxFileBytes } from '../../../../src/files/fetch-file.ts';

describe('a file in Slack', () => {
  let server: Server;
  let origin: string;
  let serve: (request: IncomingMessage, response: ServerResponse) => void;
  let asked: { path: string; token: string | undefined }[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({ path: request.url ?? '', token: request.headers.authorization });
      serve(request, response);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    asked = [];
  });

  const fetchFile = (path: string, name = 'call.vtt') =>
    createDownload({ trustedOrigins: [origin] })(`${origin}${path}`, 'xoxb-secret', name);
  const answer = (status: number, body: string | Buffer, headers: Record<string, string> = {}) => {
    serve = (_, response) => {
      response.writeHead(status, headers);
      response.end(body);
    };
  };

  it('is fetched with the token', async () => {
    answer(200, 'WEBVTT', { 'content-type': 'text/vtt' });
    await expect(fetchFile('/a').then((bytes) => Buffer.from(bytes).toString())).resolves.toBe('WEBVTT');
    expect(asked).toEqual([{ path: '/a', token: 'Bearer xoxb-secret' }]);
  });

  it.each([
    'http://files.slack.com/a',
    'https://files.slack.com.evil.example/a',
    'https://evil.example/files.slack.com',
    'https://files.slack.com:8443/a',
    'https://slack.com/a',
    'https://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'not an address',
  ])('is not looked for at %s', async (url) => {
    await expect(createDownload()(url, 'xoxb-secret', 'a')).rejects.toMatchObject({
      code: 'FILE_HOST_NOT_ALLOWED',
      retry: 'never',
    });
  });

  it('is not fetched when the name of the host leads into our own network', async () => {
    let looked = 0;
    const resolve = ((_host: string, _options: unknown, done: (e: null, a: LookupAddress[]) => void) => {
      looked += 1;
      done(null, [{ address: '10.0.0.7', family: 4 }]);
    }) as NonNullable<DownloadOptions['resolve']>;
    const fetching = createDownload({ resolve })('https://files.slack.com/a', 'xoxb-secret', 'a');
    await expect(fetching).rejects.toMatchObject({ code: 'FILE_NOT_REACHABLE' });
    expect(looked).toBe(1);
  });

  it.each([
    ['127.0.0.1', true],
    ['10.1.2.3', true],
    ['172.31.0.1', true],
    ['192.168.1.1', true],
    ['169.254.169.254', true],
    ['100.64.0.1', true],
    ['0.0.0.0', true],
    ['::1', true],
    ['fe80::1', true],
    ['fd00::1', true],
    ['::ffff:10.0.0.1', true],
    ['3.5.7.9', false],
    ['172.32.0.1', false],
    ['2600:9000::1', false],
  ])('%s is a reserved address: %s', (address, reserved) => {
    expect(isReservedAddress(address)).toBe(reserved);
  });

  it('is followed where it has moved, without the token', async () => {
    serve = (request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/here' }).end();
      else response.end('content');
    };
    await expect(fetchFile('/moved').then((bytes) => Buffer.from(bytes).toString())).resolves.toBe('content');
    expect(asked).toEqual([
      { path: '/moved', token: 'Bearer xoxb-secret' },
      { path: '/here', token: undefined },
    ]);
  });

  it('is not followed to other hosts, nor for ever', async () => {
    answer(302, '', { location: 'http://127.0.0.1:1/elsewhere' });
    await expect(fetchFile('/a')).rejects.toMatchObject({ code: 'FILE_HOST_NOT_ALLOWED' });
    answer(302, '', { location: '/a' });
    await expect(fetchFile('/a')).rejects.toMatchObject({ code: 'FILE_NOT_REACHABLE' });
    expect(asked).toHaveLength(5);
  });

  it.each([
    ['says it is a page', 'text/html; charset=utf-8', '<html><body>Sign in</body></html>'],
    ['hides that it is a page', 'text/vtt', '\n<!DOCTYPE html><html></html>'],
  ])('is told from the page that Slack sends without permission, which %s', async (_, type, body) => {
    answer(200, body, { 'content-type': type });
    await expect(fetchFile('/a')).rejects.toMatchObject({ code: 'FILE_NOT_PERMITTED' });
  });

  it('may be a page itself', async () => {
    answer(200, '<html></html>', { 'content-type': 'text/html' });
    await expect(fetchFile('/a', 'notes.html')).resolves.toHaveLength(13);
  });

  it.each([
    [401, 'FILE_NOT_PERMITTED'],
    [403, 'FILE_NOT_PERMITTED'],
    [404, 'FILE_NOT_REACHABLE'],
    [500, 'FILE_NOT_REACHABLE'],
  ])('that answers %d is %s', async (status, code) => {
    answer(status, 'x');
    await expect(fetchFile('/a')).rejects.toMatchObject({ code });
  });

  it('may have 20 MB and not a byte more, announced or not', async () => {
    answer(200, Buffer.alloc(maxFileBytes, 'a'));
    await expect(fetchFile('/a')).resolves.toHaveLength(maxFileBytes);
    answer(200, Buffer.alloc(maxFileBytes + 1, 'a'));
    await expect(fetchFile('/a')).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    serve = (_, response) => {
      response.write(Buffer.alloc(maxFileBytes, 'a'));
      response.end('a');
    };
    await expect(fetchFile('/a')).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });

  it('that cannot be reached says so', async () => {
    const fetching = createDownload({ trustedOrigins: ['http://127.0.0.1:1'] })(
      'http://127.0.0.1:1/a',
      't',
      'a',
    );
    await expect(fetching).rejects.toMatchObject({ code: 'FILE_NOT_REACHABLE', retry: 'never' });
  });
});
