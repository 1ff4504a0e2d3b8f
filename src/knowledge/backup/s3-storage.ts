import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { BackupStorage } from '../../coaching/knowledge/backup-ports.ts';
import { AppError } from '../../shared/errors.ts';
import { storageAway, storageRefused } from './errors.ts';

export interface S3Options {
  bucket: string;
  /** Folder inside the bucket, without slashes at its ends; empty: the bucket itself. */
  prefix: string;
  /** Address of the service, e.g. `https://s3.eu-central-1.amazonaws.com` or `http://minio:9000`; addressed path-style. */
  endpoint: string;
  region: string;
  accessKey: string;
  secret: string;
  /** Of one request, in milliseconds. @default 60000 */
  timeoutMs?: number;
  /** Pause before the first of three retries, in milliseconds; each further one doubles it. @default 500 */
  retryMs?: number;
}

const tries = 4;
const isPassing = (status: number): boolean => status === 429 || status >= 500;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decodeXml = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);/giu, (_, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? '';
    const hex = /^#x/iu.test(name);
    return String.fromCodePoint(Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10));
  });

/** Everything between `<tag>` and `</tag>`; S3's lists are flat enough for it. */
const valuesOf = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'gu'))].map(([, value = '']) => decodeXml(value));

const encodeKey = (key: string): string => key.split('/').map(encodeURIComponent).join('/');

/** Exports in S3 or anything that speaks its protocol. A PUT is atomic there: a file is whole, or not there. */
export function createS3Storage(options: S3Options): BackupStorage {
  const { bucket, prefix, endpoint, region, accessKey, secret, timeoutMs = 60_000, retryMs = 500 } = options;
  // Retrying is ours: the client would do it ten times, and without a limit of time.
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secret,
    service: 's3',
    region,
    retries: 0,
  });
  const root = prefix === '' ? '' : `${prefix}/`;
  const location = `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`;
  const base = `${endpoint.replace(/\/+$/u, '')}/${bucket}`;

  async function once(url: string, init: { method: string; body?: Uint8Array<ArrayBuffer> }) {
    // Signed with the request, so that nobody on the way can change what is stored.
    const digest = createHash('sha256')
      .update(init.body ?? '')
      .digest('hex');
    const response = await client.fetch(url, {
      ...init,
      headers: { 'x-amz-content-sha256': digest },
      signal: AbortSignal.timeout(timeoutMs),
    });
    // Read here, so that the limit of time covers the body too.
    return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
  }

  /** The answer, or undefined for 404. @throws AppError KNOWLEDGE_041, KNOWLEDGE_049 */
  async function request(
    url: string,
    init: { method: string; body?: Uint8Array<ArrayBuffer> },
  ): Promise<Uint8Array | undefined> {
    let cause: unknown;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (attempt > 0) {
        const pauseMs = retryMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      try {
        const { status, body } = await once(url, init);
        if (status >= 200 && status < 300) return body;
        // Of a bucket that is not there, S3 says the same as of a file.
        if (status === 404 && !Buffer.from(body).includes('NoSuchBucket')) return undefined;
        if (!isPassing(status)) throw storageRefused(location, status);
        cause = new Error(`status ${status}`);
      } catch (error) {
        if (error instanceof AppError) throw error;
        cause = error;
      }
    }
    throw storageAway(location, cause);
  }

  const urlOf = (path: string): string => `${base}/${encodeKey(root + path)}`;
  return {
    location,
    async put(path, bytes) {
      const body = new Uint8Array(bytes);
      if ((await request(urlOf(path), { method: 'PUT', body })) === undefined)
        throw storageRefused(location, 404);
    },
    get: (path) => request(urlOf(path), { method: 'GET' }),
    async list(folder) {
      const keys: string[] = [];
      for (let token: string | undefined = ''; token !== undefined;) {
        const query = new URLSearchParams({ 'list-type': '2', prefix: root + folder });
        if (token !== '') query.set('continuation-token', token);
        const answer = await request(`${base}?${query.toString()}`, { method: 'GET' });
        const xml = Buffer.from(answer ?? []).toString('utf8');
        keys.push(...valuesOf(xml, 'Key'));
        token =
          valuesOf(xml, 'IsTruncated')[0] === 'true' ? valuesOf(xml, 'NextContinuationToken')[0] : undefined;
      }
      return keys.map((key) => key.slice(root.length)).sort();
    },
    async remove(path) {
      await request(urlOf(path), { method: 'DELETE' });
    },
  };
}
