import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/**
 * Who may talk to the local page: a browser on this machine that was given the printed address. The page is a
 * demonstration without passwords, so everything that smells of somewhere else is refused.
 */
interface LocalAccess {
  /** Refuses other hosts, other origins and forwarded requests. For every route. */
  guard: RequestHandler;
  /** Takes the token in the address once, hands out a cookie for this run, and cleans the address. */
  exchange: RequestHandler;
  /** Lets through who has the cookie. */
  required: RequestHandler;
}

const cookieMaxAgeS = 7 * 24 * 3_600;

/**
 * `token` is the secret in the printed address, new at each start and kept in memory only. `host` is the name or address
 * that the server is bound to; loopback names are always fine.
 */
export function createAccess(options: { token: string; host: string }): LocalAccess {
  // Not the token itself: what the browser keeps must not open the page in another browser.
  const session = randomBytes(32).toString('base64url');
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', options.host, `[${options.host}]`]);

  return {
    guard(request, response, next) {
      const { headers } = request;
      if (
        Object.keys(headers).some(
          (name) => name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded'),
        )
      ) {
        refuse(response, 403, 'This page answers only on the machine it runs on, not through a proxy.');
        return;
      }
      const expected = ownHost(request, names);
      if (expected === undefined) {
        refuse(response, 403, 'This page answers only under the address that was printed at the start.');
        return;
      }
      const { origin } = headers;
      const changes = request.method !== 'GET' && request.method !== 'HEAD';
      if (origin === undefined ? changes : origin !== `http://${expected}`) {
        refuse(response, 403, 'This request came from another page.');
        return;
      }
      next();
    },

    exchange(request, response, next) {
      const { token } = request.query;
      if (typeof token !== 'string') {
        next();
        return;
      }
      if (!same(token, options.token)) {
        next();
        return;
      }
      response.cookie(cookieName(request), session, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/local',
        maxAge: cookieMaxAgeS * 1_000,
      });
      response.redirect(303, '/local/');
    },

    required(request, response, next: NextFunction) {
      if (same(readCookie(request, cookieName(request)) ?? '', session)) {
        next();
        return;
      }
      if (request.accepts(['json', 'html']) === 'html') {
        askForAddress(request, response);
        return;
      }
      refuse(response, 401, 'Open the address that was printed when Threadcoach started.');
    },
  };
}

/** Cookies know no port: two servers on one machine would overwrite each other's. */
const cookieName = (request: Request): string => `threadcoach_local_${request.socket.localPort ?? 0}`;

/** The `Host` header, if it names this server: a name that is ours, and the port the request came in on. */
function ownHost(request: Request, names: ReadonlySet<string>): string | undefined {
  const host = request.headers.host ?? '';
  const [, name = '', port = '80'] = /^(\[[\da-f:]+\]|[^:]+)(?::(\d+))?$/i.exec(host) ?? [];
  return names.has(name.toLowerCase()) && Number(port) === request.socket.localPort ? host : undefined;
}

function readCookie(request: Request, name: string): string | undefined {
  return (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** Takes the same time whatever differs. */
function same(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

function refuse(response: Response, status: number, message: string): void {
  response.status(status).json({ error: { code: 'LOCAL_REFUSED', message, retry: false } });
}

/**
 * A strict cookie does not travel when a link in another page led here, so the page asks once more by itself before it
 * says what is missing.
 */
function askForAddress(request: Request, response: Response): void {
  const again = 'again' in request.query;
  response.status(401).type('html').send(`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
${again ? '' : '<meta http-equiv="refresh" content="0; url=/local/?again">'}
<title>Threadcoach</title></head><body>
<h1>Almost there</h1>
<p>This page opens with the address that was printed when Threadcoach started; it ends in <code>?token=…</code>.</p>
<p>After a restart there is a new address. Look for it in the terminal, and open that one.</p>
</body></html>`);
}
