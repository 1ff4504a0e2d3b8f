import { fetchFile, FileFetchError, maxFileBytes, type FileFetchFailure } from '../../files/fetch-file.ts';
import type { FileRef } from '../../turns/turn.ts';
import { fileError } from './errors.ts';
import { fileHosts } from './limits.ts';

export interface FileSource {
  /** Hosts that files may come from, a leading dot meaning any subdomain. Default: SharePoint and OneDrive. */
  hosts?: readonly string[];
  /**
   * Also takes http and loopback addresses. Danger: lets a forged link read services of this machine. For the demo on
   * loopback and tests only.
   */
  allowLoopback?: boolean;
}

const codes: Readonly<Record<FileFetchFailure, `FILE_${Uppercase<string>}`>> = {
  'host-not-allowed': 'FILE_HOST_NOT_ALLOWED',
  refused: 'FILE_NOT_REACHABLE',
  unreachable: 'FILE_NOT_REACHABLE',
  timeout: 'FILE_TIMEOUT',
  'too-large': 'FILE_TOO_LARGE',
};

/**
 * Reads a file that somebody attached in Teams. Its link carries its own short-lived permission: no token of ours is
 * sent, so none can leak across a redirect; each redirect is checked like the first address.
 *
 * @throws AppError FILE_NO_ADDRESS, FILE_HOST_NOT_ALLOWED, FILE_TOO_LARGE, FILE_TIMEOUT (retry later), FILE_NOT_REACHABLE
 */
export async function downloadFile(file: FileRef, source: FileSource = {}): Promise<Uint8Array> {
  if (file.url === undefined) throw fileError('FILE_NO_ADDRESS', 'Teams: a file without an address');
  if ((file.size ?? 0) > maxFileBytes) throw fileError('FILE_TOO_LARGE', 'Teams: a file over the limit');
  const hosts = source.hosts ?? fileHosts;
  const isAllowed = (hostname: string): boolean =>
    hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host));
  try {
    const { bytes } = await fetchFile({
      url: file.url,
      judge: (url) => {
        if (source.allowLoopback === true && ['127.0.0.1', 'localhost'].includes(url.hostname))
          return 'trusted';
        return url.protocol === 'https:' && isAllowed(url.hostname) ? 'public' : 'refused';
      },
    });
    return bytes;
  } catch (error) {
    if (!(error instanceof FileFetchError)) throw error;
    throw fileError(codes[error.reason], `Teams: a file ${error.message}`, error);
  }
}
