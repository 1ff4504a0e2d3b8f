import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Uint8Array, data: string): Buffer =>
  createHmac('sha256', key).update(data).digest();
/** As AWS wants it: everything but letters, digits and `-_.~` in percent form. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/gu,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export interface S3Server {
  endpoint: string;
  bucket: string;
  accessKey: string;
  secret: string;
  region: string;
  /** What is stored, by key. */
  objects: Map<string, Uint8Array>;
  /** Answers the next so many requests with 503. */
  failNext(times: number): void;
  /** Set to answer some requests with 503 for as long as it is set. */
  isDown: ((method: string, key: string) => boolean) | undefined;
  /** Keys in one answer to a list; more need another request. */
  pageSize: number;
  requests: { method: string; key: string; status: number }[];
  close(): Promise<void>;
}

/** A bucket on this machine. It refuses what is not signed with its key, for its region, over exactly these bytes. */
export async function startS3Server(): Promise<S3Server> {
  const [bucket, accessKey, secret, region] = [
    'exports',
    'AKIDEXAMPLE',
    'wJalrXUtnFEMI/K7MDENG',
    'eu-central-1',
  ];
  const objects = new Map<string, Uint8Array>();
  let failures = 0;

  /** Signature version 4, worked out from the request as it arrived. */
  function isSigned(request: IncomingMessage, url: URL, body: Uint8Array): boolean {
    const { authorization = '', host = '' } = request.headers;
    const found =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/u.exec(
        authorization,
      );
    if (!found) return false;
    const [, id, day = '', place, names = '', signature = ''] = found;
    const date = String(request.headers['x-amz-date']);
    const payload = String(request.headers['x-amz-content-sha256']);
    if (id !== accessKey || place !== region || !date.startsWith(day)) return false;
    const signed = names.split(';');
    if (payload !== sha256(body) || !signed.includes('x-amz-content-sha256') || !signed.includes('host'))
      return false;
    const headers = signed.map(
      (name) => `${name}:${name === 'host' ? host : String(request.headers[name])}\n`,
    );
    const query = [...url.searchParams]
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .sort()
      .join('&');
    const path = url.pathname
      .split('/')
      .map((part) => encode(decodeURIComponent(part)))
      .join('/');
    const canonical = [request.method, path, query, headers.join(''), names, payload].join('\n');
    const scope = `${day}/${region}/s3/aws4_request`;
    const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
    const key = ['s3', 'aws4_request'].reduce(
      (signing, part) => hmac(signing, part),
      hmac(hmac(`AWS4${secret}`, day), region),
    );
    return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'));
  }

  function list(url: URL): string {
    const prefix = url.searchParams.get('prefix') ?? '';
    const after = url.searchParams.get('continuation-token') ?? '';
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const page = keys.slice(0, state.pageSize);
    const more = keys.length > page.length;
    const token = more ? `<NextContinuationToken>${xmlText(page.at(-1) ?? '')}</NextContinuationToken>` : '';
    const contents = page.map((key) => `<Contents><Key>${xmlText(key)}</Key></Contents>`).join('');
    return `<ListBucketResult><IsTruncated>${more}</IsTruncated>${token}${contents}</ListBucketResult>`;
  }

  function answer(
    request: IncomingMessage,
    body: Uint8Array,
  ): { status: number; body?: string | Uint8Array } {
    if (failures > 0) {
      failures -= 1;
      return { status: 503 };
    }
    if (state.isDown?.(request.method ?? '', request.url ?? '') === true) return { status: 503 };
    const url = new URL(request.url ?? '/', 'http://s3');
    if (!isSigned(request, url, body)) return { status: 403, body: '<Code>SignatureDoesNotMatch</Code>' };
    const [, wanted = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
    if (wanted !== bucket) return { status: 404, body: '<Code>NoSuchBucket</Code>' };
    const key = rest.join('/');
    if (key === '') return { status: 200, body: list(url) };
    if (request.method === 'PUT') {
      objects.set(key, body);
      return { status: 200 };
    }
    if (request.method === 'DELETE') {
      objects.delete(key);
      return { status: 204 };
    }
    const found = objects.get(key);
    return found === undefined
      ? { status: 404, body: '<Code>NoSuchKey</Code>' }
      : { status: 200, body: found };
  }

  const state: Omit<S3Server, 'close'> = {
    endpoint: '',
    bucket,
    accessKey,
    secret,
    region,
    objects,
    failNext: (times) => void (failures = times),
    isDown: undefined,
    pageSize: 1_000,
    requests: [],
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const reply = answer(request, new Uint8Array(Buffer.concat(parts)));
      state.requests.push({ method: request.method ?? '', key: request.url ?? '', status: reply.status });
      response.writeHead(reply.status).end(reply.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  state.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(state, {
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
}
