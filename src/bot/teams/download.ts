import { lookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';
import { AppError } from '../../shared/errors.ts';
import type { FileRef } from '../../turns/turn.ts';
import { fileError } from './errors.ts';
import { fileHosts, fileTimeoutMs, maxFileBytes, maxFileRedirects } from './limits.ts';

export interface FileSource {
  /** Hosts that files may come from, a leading dot meaning any subdomain. Default: SharePoint and OneDrive. */
  hosts?: readonly string[];
  /**
   * Also takes http and loopback addresses. Danger: lets a forged link read services of this machine. For the demo on
   * loopback and tests only.
   */
  allowLoopback?: boolean;
}

/** Everything that is not the public internet, so that a link cannot make us read our own network. */
const privateAddresses = new BlockList();
for (const [network, prefix] of [
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
] as const)
  privateAddresses.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  privateAddresses.addSubnet(network, prefix, 'ipv6');

export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return privateAddresses.check(mapped, 'ipv4');
  const family = isIP(address);
  return family === 0 || privateAddresses.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The check and the connection use the same answer of the name server, so it cannot change in between. */
function publicOnly(): Agent {
  return new Agent({
    connect: {
      lookup: (hostname, options, callback) => {
        lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
          if (error) {
            callback(error, '', 0);
            return;
          }
          const blocked = addresses.find(({ address }) => isPrivateAddress(address));
          const [first] = addresses;
          if (blocked !== undefined || first === undefined)
            callback(new Error('the name leads to a private address'), '', 0);
          else if (options.all === true) callback(null, addresses);
          else callback(null, first.address, first.family);
        });
      },
    },
  });
}

function isAllowedHost(hostname: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host));
}

function checkedUrl(text: string, base: URL | undefined, source: FileSource): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined;
  const local =
    source.allowLoopback === true && (url?.hostname === '127.0.0.1' || url?.hostname === 'localhost');
  if (
    url === undefined ||
    url.username !== '' ||
    url.password !== '' ||
    !(local || (url.protocol === 'https:' && isAllowedHost(url.hostname, source.hosts ?? fileHosts)))
  )
    throw fileError('FILE_HOST_NOT_ALLOWED', 'Teams: a file link leads to a host that is not allowed');
  return url;
}

/**
 * Reads a file that somebody attached in Teams. Its link carries its own short-lived permission: no token of ours is
 * sent, so none can leak across a redirect; each redirect is checked like the first address.
 *
 * @throws AppError FILE_NO_ADDRESS, FILE_HOST_NOT_ALLOWED, FILE_TOO_LARGE, FILE_TIMEOUT (retry later), FILE_NOT_REACHABLE
 */
export async function downloadFile(file: FileRef, source: FileSource = {}): Promise<Uint8Array> {
  if (file.url === undefined) throw fileError('FILE_NO_ADDRESS', 'Teams: a file without an address');
  if ((file.size ?? 0) > maxFileBytes) throw fileError('FILE_TOO_LARGE', 'Teams: a file over the limit');
  const dispatcher: Dispatcher = source.allowLoopback === true ? new Agent() : publicOnly();
  const signal = AbortSignal.timeout(fileTimeoutMs);
  try {
    let url = checkedUrl(file.url, undefined, source);
    for (let hops = 0; hops <= maxFileRedirects; hops += 1) {
      const response = await request(url, { dispatcher, signal, method: 'GET' });
      const location = response.headers.location;
      if (response.statusCode >= 300 && response.statusCode < 400 && typeof location === 'string') {
        await response.body.dump();
        url = checkedUrl(location, url, source);
        continue;
      }
      if (response.statusCode !== 200) {
        await response.body.dump();
        throw fileError('FILE_NOT_REACHABLE', `Teams: a file answered ${response.statusCode}`);
      }
      return await readCapped(response.body);
    }
    throw fileError('FILE_NOT_REACHABLE', 'Teams: a file redirected too often');
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (signal.aborted) throw fileError('FILE_TIMEOUT', 'Teams: a file took too long', error);
    throw fileError('FILE_NOT_REACHABLE', 'Teams: a file could not be fetched', error);
  } finally {
    await dispatcher.destroy();
  }
}

async function readCapped(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop ends the connection: a wrong Content-Length gains nothing.
    if (size > maxFileBytes) throw fileError('FILE_TOO_LARGE', 'Teams: a file over the limit');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
