import { lookup } from 'node:dns';
import { BlockList, isIPv6 } from 'node:net';
import type { LookupFunction } from 'node:net';
import { Agent, fetch } from 'undici';
import type { Response } from 'undici';
import { AppError } from '../../shared/errors.ts';
import { fileError } from './errors.ts';
import { fileHosts, fileTimeoutMs, maxFileBytes, maxFileRedirects } from './limits.ts';

export interface DownloadOptions {
  /**
   * Origins that the operator trusts beside Slack's own, e.g. that of a stand-in; there http and private addresses are
   * allowed. Default: none. Danger: the bot token is sent there.
   */
  trustedOrigins?: readonly string[];
  /** Replaces name resolution; tests only. */
  resolve?: typeof lookup;
}

type Download = (url: string, token: string, name: string) => Promise<Uint8Array>;

const reserved = new BlockList();
for (const [address, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  reserved.addSubnet(address, prefix, 'ipv4');
}
for (const [address, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  reserved.addSubnet(address, prefix, 'ipv6');
}

/** Loopback, private networks, link-local (cloud metadata) and multicast, also inside IPv6. */
export const isReservedAddress = (address: string): boolean =>
  reserved.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/**
 * Checks the address that is really connected to, so that a name which changes its mind between check and use gains
 * nothing.
 */
function guarded(resolve: typeof lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = error === null && addresses.some(({ address }) => isReservedAddress(address));
      const fault = refused ? new Error('the host resolves to a reserved address') : error;
      if (fault !== null) callback(fault, '', 0);
      else if (options.all === true) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4);
    });
  };
}

/** Files that people hand over. @throws (the function it makes) AppError FILE_* with a cure */
export function createDownload(options: DownloadOptions = {}): Download {
  const trusted = new Set((options.trustedOrigins ?? []).map((origin) => new URL(origin).origin));
  const strict = new Agent({ connect: { lookup: guarded(options.resolve ?? lookup) } });
  const plain = new Agent();

  const isTrusted = (url: URL): boolean => trusted.has(url.origin);
  function check(address: string, base?: string): URL {
    const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
    const slack =
      url?.protocol === 'https:' && url.port === '' && fileHosts.some((host) => host === url.hostname);
    if (url && (slack || isTrusted(url))) return url;
    throw fileError('FILE_HOST_NOT_ALLOWED', 'Slack: a file lies on a host that is not on the list');
  }

  return async (address, token, name) => {
    const signal = AbortSignal.timeout(fileTimeoutMs);
    try {
      let url = check(address);
      for (let hop = 0; hop <= maxFileRedirects; hop += 1) {
        const response = await fetch(url, {
          // The token is for the address that Slack named, not for wherever that one points.
          headers: hop === 0 ? { authorization: `Bearer ${token}` } : {},
          redirect: 'manual',
          dispatcher: isTrusted(url) ? plain : strict,
          signal,
        });
        const location = response.headers.get('location');
        if (response.status < 300 || response.status >= 400 || location === null) {
          return await read(response, name);
        }
        await response.body?.cancel();
        url = check(location, url.href);
      }
      throw fileError('FILE_NOT_REACHABLE', 'Slack: a file was redirected too often');
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (signal.aborted) throw fileError('FILE_TIMEOUT', 'Slack: a file took too long', error);
      throw fileError('FILE_NOT_REACHABLE', 'Slack: a file could not be fetched', error);
    }
  };
}

async function read(response: Response, name: string): Promise<Uint8Array> {
  if (response.status === 401 || response.status === 403) {
    throw fileError('FILE_NOT_PERMITTED', `Slack: a file was refused with ${response.status}`);
  }
  if (!response.ok) throw fileError('FILE_NOT_REACHABLE', `Slack: a file answered ${response.status}`);
  const bytes = await readLimited(response);
  // Without the permission to read files Slack answers 200 with a page to sign in.
  if (!/\.html?$/i.test(name) && isHtml(response.headers.get('content-type'), bytes)) {
    throw fileError('FILE_NOT_PERMITTED', 'Slack: a web page came instead of a file');
  }
  return bytes;
}

async function readLimited(response: Response): Promise<Uint8Array> {
  const tooLarge = () => fileError('FILE_TOO_LARGE', `Slack: a file has more than ${maxFileBytes} bytes`);
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > maxFileBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the rest.
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    if (size > maxFileBytes) throw tooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function isHtml(contentType: string | null, bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1').trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return true;
  return contentType?.startsWith('text/html') === true && start.startsWith('<');
}
