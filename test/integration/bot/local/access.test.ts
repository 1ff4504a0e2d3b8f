import { ask, openAddress } from '../../../support/local-http.ts';
import { startLocalDemo } from '../../../support/local-demo-server.ts';
import type { LocalDemo } from '../../../support/local-demo-server.ts';

let demo: LocalDemo;
beforeAll(async () => (demo = await startLocalDemo()));
afterAll(() => demo.close());

const people = '/local/api/people';

describe('the printed address', () => {
  it('opens the page: the token becomes a cookie that scripts and other pages cannot use, and leaves the address', async () => {
    const opened = await ask(demo.port, `/local/?token=${demo.token}`);
    expect(opened.status).toBe(303);
    expect(opened.headers.location).toBe('/local/');
    expect(opened.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict/);
    expect(opened.headers['set-cookie']?.[0]).not.toContain(demo.token);
    const cookie = await openAddress(demo);
    expect((await ask(demo.port, people, { headers: { cookie } })).status).toBe(200);
  });

  it('works again after a reload and in a second tab', async () => {
    expect(await openAddress(demo)).not.toBe('');
    expect(await openAddress(demo)).not.toBe('');
  });

  it.each(['', '?token=', '?token=wrong', '?token[]=a-token-for-tests'])(
    'is needed: %s is answered with what to do',
    async (query) => {
      const refused = await ask(demo.port, `/local/${query}`, { headers: { accept: 'text/html' } });
      expect(refused.status).toBe(401);
      expect(refused.headers['set-cookie']).toBeUndefined();
      expect(refused.text).toContain('printed when Threadcoach started');
    },
  );

  it('of an earlier start opens nothing', async () => {
    const earlier = await startLocalDemo({ token: 'an-earlier-token' });
    const cookie = (await openAddress(earlier)).replace(/^[^=]*/, `threadcoach_local_${demo.port}`);
    await earlier.close();
    expect((await ask(demo.port, people, { headers: { cookie } })).status).toBe(401);
  });
});

describe('what comes from elsewhere', () => {
  const withCookie = async (headers: Record<string, string>, method = 'GET') =>
    (await ask(demo.port, people, { method, headers: { cookie: await openAddress(demo), ...headers } }))
      .status;

  it.each(['evil.example', 'localhost.evil.example:80', '127.0.0.1', '127.0.0.1:1', '169.254.169.254'])(
    'is refused under the host %s',
    async (host) => expect(await withCookie({ host })).toBe(403),
  );

  it('is fine under any name of this machine, on this port', async () => {
    expect(await withCookie({ host: `localhost:${demo.port}` })).toBe(200);
    expect(await withCookie({ host: `[::1]:${demo.port}` })).toBe(200);
  });

  it.each(['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'via'])(
    'is refused when it was forwarded (%s)',
    async (header) => {
      expect(await withCookie({ [header]: '1.2.3.4' })).toBe(403);
    },
  );

  it('is refused with another origin, and changes need ours', async () => {
    expect(await withCookie({ origin: 'https://evil.example' })).toBe(403);
    expect(await withCookie({ origin: 'null' })).toBe(403);
    expect(await withCookie({}, 'POST')).toBe(403);
    expect(await withCookie({ origin: demo.origin })).toBe(200);
  });
});

it('allows the page nothing but its own files', async () => {
  const { headers } = await ask(demo.port, people);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(headers['x-content-type-options']).toBe('nosniff');
});
