import type { lookup } from 'node:dns';
import { fetchFile, FileFetchError, type FileFetchFailure } from '../../files/fetch-file.ts';
import { fileError, type FileCode } from './errors.ts';
import { fileHosts } from './limits.ts';

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

const codes: Readonly<Record<FileFetchFailure, FileCode>> = {
  'host-not-allowed': 'FILE_HOST_NOT_ALLOWED',
  refused: 'FILE_NOT_PERMITTED',
  unreachable: 'FILE_NOT_REACHABLE',
  timeout: 'FILE_TIMEOUT',
  'too-large': 'FILE_TOO_LARGE',
};

/** Files that people hand over. @throws (the function it makes) AppError FILE_* with a cure */
export function createDownload(options: DownloadOptions = {}): Download {
  const trusted = new Set((options.trustedOrigins ?? []).map((origin) => new URL(origin).origin));
  const judge = (url: URL): 'public' | 'trusted' | 'refused' => {
    if (trusted.has(url.origin)) return 'trusted';
    const isSlack =
      url.protocol === 'https:' && url.port === '' && fileHosts.some((host) => host === url.hostname);
    return isSlack ? 'public' : 'refused';
  };
  return async (url, token, name) => {
    try {
      const { resolve } = options;
      const { bytes, contentType } = await fetchFile({
        url,
        token,
        judge,
        ...(resolve === undefined ? {} : { resolve }),
      });
      // Without the permission to read files Slack answers 200 with a page to sign in.
      if (/\.html?$/i.test(name) || !isHtml(contentType, bytes)) return bytes;
    } catch (error) {
      if (!(error instanceof FileFetchError)) throw error;
      throw fileError(codes[error.reason], `Slack: a file ${error.message}`, error);
    }
    throw fileError('FILE_NOT_PERMITTED', 'Slack: a web page came instead of a file');
  };
}

function isHtml(contentType: string | null, bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1').trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return true;
  return contentType?.startsWith('text/html') === true && start.startsWith('<');
}
