import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, fetch } from 'undici';
import type { Response } from 'undici';
import { isReservedAddress } from './reserved-address.ts';

/** Limits of every file that people hand over. */
export const maxFileBytes = 20 * 1024 * 1024;
const timeoutMs = 30_000;
const maxRedirects = 3;

export type FileFetchFailure =
  /** An address, or one that it redirects to, that the platform does not keep files at. */
  | 'host-not-allowed'
  /** The server says that we may not (401, 403). */
  | 'refused'
  /** Any other answer than the file, or none. */
  | 'unreachable'
  | 'timeout'
  | 'too-large';

/** Why a file could not be fetched; the adapter says it in its platform's words. */
export class FileFetchError extends Error {
  override readonly name = 'FileFetchError';
  readonly reason: FileFetchFailure;

  constructor(reason: FileFetchFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

export interface FileRequest {
  url: string;
  /**
   * Whether files may come from an address; asked again at each redirect. `trusted`: an operator's own, where http and
   * private addresses are fine.
   */
  judge: (url: URL) => 'public' | 'trusted' | 'refused';
  /** Sent to the first address only, never across a redirect. */
  token?: string;
  /** Replaces name resolution; tests only. */
  resolve?: typeof lookup;
}

/**
 * Checks the address that is really connected to, so that a name which changes its mind between check and use gains
 * nothing.
 */
function publicOnly(resolve: typeof lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const refused =
        error === null &&
        (addresses.length === 0 || addresses.some(({ address }) => isReservedAddress(address)));
      const fault = refused ? new Error('the host resolves to a reserved address') : error;
      if (fault !== null) callback(fault, '', 0);
      else if (options.all === true) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4);
    });
  };
}

/**
 * Fetches a file that a person handed over: 20 MB, 30 s, allowed addresses only, no token across a redirect.
 * @throws FileFetchError
 */
export async function fetchFile(
  request: FileRequest,
): Promise<{ bytes: Uint8Array; contentType: string | null }> {
  const signal = AbortSignal.timeout(timeoutMs);
  const strict = new Agent({ connect: { lookup: publicOnly(request.resolve ?? lookup) } });
  const plain = new Agent();
  try {
    let { url, trusted } = judged(request, request.url);
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      const response = await fetch(url, {
        headers: hop === 0 && request.token !== undefined ? { authorization: `Bearer ${request.token}` } : {},
        redirect: 'manual',
        dispatcher: trusted ? plain : strict,
        signal,
      });
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return await read(response);
      await response.body?.cancel();
      ({ url, trusted } = judged(request, location, url));
    }
    throw new FileFetchError('unreachable', 'redirected too often');
  } catch (error) {
    if (error instanceof FileFetchError) throw error;
    if (signal.aborted) throw new FileFetchError('timeout', 'took too long', error);
    throw new FileFetchError('unreachable', 'could not be fetched', error);
  } finally {
    await Promise.all([strict.destroy(), plain.destroy()]);
  }
}

function judged({ judge }: FileRequest, address: string, base?: URL): { url: URL; trusted: boolean } {
  const url = URL.canParse(address, base?.href) ? new URL(address, base?.href) : undefined;
  const verdict = url === undefined || url.username !== '' || url.password !== '' ? 'refused' : judge(url);
  if (url === undefined || verdict === 'refused') {
    throw new FileFetchError('host-not-allowed', 'lies on a host that is not on the list');
  }
  return { url, trusted: verdict === 'trusted' };
}

async function read(response: Response): Promise<{ bytes: Uint8Array; contentType: string | null }> {
  const contentType = response.headers.get('content-type');
  if (response.status === 200 && Number(response.headers.get('content-length') ?? 0) <= maxFileBytes) {
    return { bytes: await readLimited(response), contentType };
  }
  await response.body?.cancel();
  if (response.status === 200) throw tooLarge();
  const refused = response.status === 401 || response.status === 403;
  throw new FileFetchError(refused ? 'refused' : 'unreachable', `answered ${response.status}`);
}

async function readLimited(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early ends the connection: a wrong Content-Length gains nothing.
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    if (size > maxFileBytes) throw tooLarge();
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (): FileFetchError => new FileFetchError('too-large', `has more than ${maxFileBytes} bytes`);
