import { downloadFile } from '../../../../src/bot/teams/download.ts';
import { isReservedAddress } from '../../../../src/files/reserved-address.ts';
import { maxFileBytes } from '../../../../src/files/fetch-file.ts';
import { serve } from '../../../support/teams/http-server.ts';
import type { LocalServer } from '../../../support/teams/http-server.ts';

describe('addresses that a file link must not lead to', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    'not an address',
  ])('%s is private', (address) => {
    expect(isReservedAddress(address)).toBe(true);
  });
  it.each(['13.107.136.9', '2620:1ec:8f8::9', '::ffff:13.107.136.9'])('%s is public', (address) => {
    expect(isReservedAddress(address)).toBe(false);
  });
});

describe('a file link', () => {
  it.each([
    'https://evil.example/call.vtt',
    'http://fennimoor.sharepoint.com/call.vtt',
    'https://fennimoor.sharepoint.com.evil.example/call.vtt',
    'https://evilsharepoint.com/call.vtt',
    'https://user:pass@fennimoor.sharepoint.com/call.vtt',
    'https://127.0.0.1/call.vtt',
    'file:///etc/passwd',
    'nonsense',
  ])('to %s is not followed', async (url) => {
    await expect(downloadFile({ id: '1', name: 'call.vtt', url })).rejects.toMatchObject({
      code: 'FILE_HOST_NOT_ALLOWED',
      retry: 'never',
    });
  });

  it('that an allowed name resolves to this machine is not followed', async () => {
    const server = await serve((_request, response) => response.end('secret'));
    const { port } = new URL(server.url);
    await expect(
      downloadFile({ id: '1', name: 'x', url: `https://localhost:${port}/` }, { hosts: ['localhost'] }),
    ).rejects.toMatchObject({ code: 'FILE_NOT_REACHABLE' });
    await server.close();
  });

  it('is needed', async () => {
    await expect(downloadFile({ id: '1', name: 'call.vtt' })).rejects.toMatchObject({
      code: 'FILE_NO_ADDRESS',
    });
  });
});

describe('fetching a file', () => {
  const headersSeen: (string | undefined)[] = [];
  let server: LocalServer;
  beforeAll(async () => {
    server = await serve((request, response) => {
      headersSeen.push(request.headers.authorization);
      const answers: Record<string, () => void> = {
        '/ok': () => response.end('WEBVTT'),
        '/moved': () => response.writeHead(302, { location: '/ok' }).end(),
        '/away': () => response.writeHead(302, { location: 'http://evil.example/ok' }).end(),
        '/round': () => response.writeHead(302, { location: '/round' }).end(),
        '/gone': () => response.writeHead(404).end('<html>'),
        '/full': () => response.end(Buffer.alloc(maxFileBytes)),
        '/over': () => response.end(Buffer.alloc(maxFileBytes + 1)),
      };
      answers[request.url ?? '']?.();
    });
  });
  afterAll(() => server.close());
  const fetchFile = (path: string) =>
    downloadFile({ id: '1', name: 'f', url: server.url + path }, { allowLoopback: true });

  it('gives its bytes, through a redirect too, and never sends a token', async () => {
    expect(Buffer.from(await fetchFile('/ok')).toString()).toBe('WEBVTT');
    expect(Buffer.from(await fetchFile('/moved')).toString()).toBe('WEBVTT');
    expect(new Set(headersSeen)).toEqual(new Set([undefined]));
  });
  it.each([
    ['/away', 'FILE_HOST_NOT_ALLOWED'],
    ['/round', 'FILE_NOT_REACHABLE'],
    ['/gone', 'FILE_NOT_REACHABLE'],
    ['/over', 'FILE_TOO_LARGE'],
  ])('%s ends as %s, with a cure', async (path, code) => {
    const failure = await fetchFile(path).then(
      () => undefined,
      (error: unknown) => error as { code: string; userMessage: string },
    );
    expect(failure?.code).toBe(code);
    expect(failure?.userMessage).toMatch(/[Pp]lease/);
  });
  it('takes exactly 20 MB', async () => {
    expect((await fetchFile('/full')).byteLength).toBe(maxFileBytes);
  });
});
