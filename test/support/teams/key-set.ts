import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { serve } from './http-server.ts';

export const appId = '0f0e0d0c-1111-4111-8111-111111111111';
export const issuer = 'https://local.issuer.example';

/**
 * A key set like Microsoft's, on this machine: `good` signs for Teams, `webchat` is a known key without Teams'
 * endorsement, `forged` is a key that the set does not hold.
 */
export async function startKeySet() {
  const options = { extractable: true };
  const good = await generateKeyPair('RS256', options);
  const webchat = await generateKeyPair('RS256', options);
  const forged = await generateKeyPair('RS256', options);
  const publish = async (
    key: CryptoKey,
    kid: string,
    endorsements: string[],
  ): Promise<JWK & { endorsements: string[] }> => ({
    ...(await exportJWK(key)),
    kid,
    alg: 'RS256',
    use: 'sig',
    endorsements,
  });
  const keys = [
    await publish(good.publicKey, 'teams-key', ['msteams']),
    await publish(webchat.publicKey, 'webchat-key', ['webchat']),
  ];
  const server = await serve((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/keys') response.end(JSON.stringify({ keys }));
    else response.end(JSON.stringify({ issuer, jwks_uri: `${server.url}/keys` }));
  });

  interface Claims {
    signedBy?: 'good' | 'webchat' | 'forged';
    kid?: string;
    audience?: string;
    issuer?: string;
    serviceUrl?: string;
    /** Seconds from now. */
    expiresIn?: number;
    notBefore?: number;
  }
  const sign = (claims: Claims = {}): Promise<string> => {
    const now = Math.floor(Date.now() / 1_000);
    const key = { good, webchat, forged }[claims.signedBy ?? 'good'];
    return new SignJWT(claims.serviceUrl === undefined ? {} : { serviceurl: claims.serviceUrl })
      .setProtectedHeader({ alg: 'RS256', kid: claims.kid ?? 'teams-key' })
      .setIssuer(claims.issuer ?? issuer)
      .setAudience(claims.audience ?? appId)
      .setNotBefore(now + (claims.notBefore ?? -10))
      .setExpirationTime(now + (claims.expiresIn ?? 600))
      .sign(key.privateKey);
  };
  return { metadataUrl: `${server.url}/openid`, sign, close: server.close };
}

/** Outbound calls carry a fixed token instead of one from Microsoft's login. */
export class LocalCredentials extends ConfigurationServiceClientCredentialFactory {
  constructor() {
    super({ MicrosoftAppId: appId, MicrosoftAppPassword: 'unused', MicrosoftAppType: 'MultiTenant' });
  }
  override createCredentials(): ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']> {
    const credentials = {
      getToken: () => Promise.resolve({ token: 'outbound', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
      signRequest: (request: { headers: { set(name: string, value: string): void } }) => {
        request.headers.set('authorization', 'Bearer outbound');
        return Promise.resolve(request);
      },
    };
    // The SDK's type names its own class; it only ever calls these two.
    return Promise.resolve(credentials) as unknown as ReturnType<
      ConfigurationServiceClientCredentialFactory['createCredentials']
    >;
  }
}
