import { jest } from '@jest/globals';
import { startConnector } from '../../../support/teams/connector.ts';
import type { Connector } from '../../../support/teams/connector.ts';
import { startBot } from '../../../support/teams/bot.ts';
import type { TeamsBot } from '../../../support/teams/bot.ts';
import { appId, issuer, LocalCredentials, startKeySet } from '../../../support/teams/key-set.ts';

describe('who may knock at /api/messages', () => {
  let keys: Awaited<ReturnType<typeof startKeySet>>;
  let bot: TeamsBot;
  let connector: Connector;

  beforeAll(async () => {
    // The SDK prints what it refuses.
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    keys = await startKeySet();
    connector = await startConnector();
    bot = await startBot({
      appId,
      appPassword: 'unused',
      openIdMetadataUrl: keys.metadataUrl,
      tokenIssuer: issuer,
      credentialsFactory: new LocalCredentials(),
    });
  });
  afterAll(async () => {
    await Promise.all([bot.close(), keys.close(), connector.close()]);
  });
  beforeEach(() => {
    bot.turns.length = 0;
    bot.state.intake = () => Promise.resolve({ kind: 'stored', inboxEventId: 'e', organizationId: 'o' });
  });

  const activity = (change: object = {}) => ({
    type: 'message',
    id: '1700000000001',
    timestamp: '2026-11-20T09:00:00Z',
    text: 'hello',
    channelId: 'msteams',
    serviceUrl: connector.url,
    from: { id: '29:dana', name: 'Dana' },
    recipient: { id: `28:${appId}`, name: 'Threadcoach' },
    conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'tenant-1' },
    ...change,
  });
  const knock = (authorization: string | undefined, body: unknown = activity()) =>
    fetch(bot.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const bearer = async (claims: Parameters<typeof keys.sign>[0] = {}) =>
    `Bearer ${await keys.sign({ serviceUrl: connector.url, ...claims })}`;

  it('takes a valid token, and answers 200 once the turn is stored', async () => {
    const response = await knock(await bearer());
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(bot.turns.map(({ turn }) => turn.installationId)).toEqual(['tenant-1']);
  });

  const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const refused: [string, () => Promise<string | undefined>][] = [
    ['no token', () => Promise.resolve(undefined)],
    ['garbage', () => Promise.resolve('Bearer abc')],
    ['three parts of garbage', () => Promise.resolve('Bearer a.b.c')],
    ['another scheme', () => Promise.resolve('Basic dXNlcjpwYXNz')],
    ['a wrong key under a known key id', () => bearer({ signedBy: 'forged' })],
    ['an unknown key id', () => bearer({ kid: 'unheard-of' })],
    ['a wrong audience', () => bearer({ audience: 'another-bot' })],
    ['a wrong issuer', () => bearer({ issuer: 'https://evil.example' })],
    ['an expired token', () => bearer({ expiresIn: -3_600, notBefore: -9_000 })],
    ['a token of tomorrow', () => bearer({ notBefore: 86_400, expiresIn: 90_000 })],
    ['the service address of another token', () => bearer({ serviceUrl: 'https://other.example/' })],
    ['a token without a service address', async () => `Bearer ${await keys.sign()}`],
    ["a key without Teams' endorsement", () => bearer({ signedBy: 'webchat', kid: 'webchat-key' })],
    [
      'algorithm none',
      () =>
        Promise.resolve(
          `Bearer ${base64url({ alg: 'none', kid: 'teams-key' })}.${base64url({
            iss: issuer,
            aud: appId,
            serviceurl: connector.url,
            exp: 9_999_999_999,
          })}.`,
        ),
    ],
    [
      'a public key used as a shared secret',
      () =>
        Promise.resolve(
          `Bearer ${base64url({ alg: 'HS256', kid: 'teams-key' })}.${base64url({ iss: issuer, aud: appId, serviceurl: connector.url, exp: 9_999_999_999 })}.c2ln`,
        ),
    ],
  ];
  it.each(refused)('refuses %s with 401, and tells nothing', async (_name, token) => {
    const response = await knock(await token());
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
    expect(bot.turns).toEqual([]);
    expect(connector.calls).toEqual([]);
  });

  it.each([
    ['broken JSON', () => '{"type":'],
    ['no activity', () => ({ hello: 'there' })],
    ['an activity without a service address', () => activity({ serviceUrl: undefined })],
  ])('answers %s with 400 and no details', async (_name, body) => {
    const response = await knock(await bearer(), body());
    expect(response.status).toBe(400);
    expect(await response.text()).toBe('');
  });

  it('refuses a body over the limit', async () => {
    expect((await knock(await bearer(), activity({ text: 'x'.repeat(300_000) }))).status).toBe(413);
  });

  it('is closed to everything but POST', async () => {
    const response = await fetch(bot.url);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('answers 500 when the inbox cannot take the turn, so that Teams sends it again', async () => {
    bot.state.intake = () => Promise.reject(new Error('database is away'));
    const response = await knock(await bearer());
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
  });

  it.each(['duplicate', 'unknown-installation', 'not-addressed'] as const)(
    'acknowledges a turn that is %s, so that it is not sent again',
    async (kind) => {
      bot.state.intake = () => Promise.resolve({ kind });
      expect((await knock(await bearer())).status).toBe(200);
    },
  );

  it('answers 503 while the signing keys cannot be read', async () => {
    const elsewhere = await startConnector();
    elsewhere.plan(() => ({ status: 502 }));
    const blind = await startBot({
      appId,
      appPassword: 'unused',
      openIdMetadataUrl: `${elsewhere.url}/openid`,
      tokenIssuer: issuer,
      credentialsFactory: new LocalCredentials(),
    });
    const response = await fetch(blind.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: await bearer() },
      body: JSON.stringify(activity()),
    });
    expect(response.status).toBe(503);
    await Promise.all([blind.close(), elsewhere.close()]);
  });
});

describe('without credentials (the demo)', () => {
  let bot: TeamsBot;
  beforeAll(async () => {
    bot = await startBot({ allowUnauthenticated: true });
  });
  afterAll(() => bot.close());

  const activity = (serviceUrl: string) => ({
    type: 'message',
    id: '1',
    text: 'hi',
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:dana' },
    recipient: { id: '28:bot' },
    conversation: { id: 'a:1', conversationType: 'personal', tenantId: 't' },
  });
  const knock = (headers: Record<string, string>, serviceUrl = 'http://127.0.0.1:9/_connector') =>
    fetch(bot.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(activity(serviceUrl)),
    });

  it('hears programs on this machine', async () => {
    expect((await knock({})).status).toBe(200);
  });
  it.each([
    ['a web page', { origin: 'https://evil.example' }],
    ['a proxy', { 'x-forwarded-for': '203.0.113.9' }],
    ['a tunnel', { forwarded: 'for=203.0.113.9' }],
  ])('does not hear %s', async (_name, headers) => {
    expect((await knock(headers)).status).toBe(401);
  });
  it('does not send answers away from this machine', async () => {
    expect((await knock({}, 'https://collector.example/')).status).toBe(401);
  });
});
