import type { IncomingMessage } from 'node:http';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

const hostOf = (host: string | undefined): string => (host ?? '').replace(/:\d+$/, '');

/**
 * For the demo, which takes requests without a token: only programs on this machine. A web page that a person visits is
 * not one, whether it calls directly (it sends `Origin`) or by a name it made point here (`Host`); neither is whatever
 * a proxy or tunnel lets in.
 */
export function isLocalRequest(request: IncomingMessage): boolean {
  const remote = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const { host, origin, forwarded } = request.headers;
  return (
    loopbackNames.has(remote) &&
    loopbackNames.has(hostOf(host)) &&
    origin === undefined &&
    forwarded === undefined &&
    !Object.keys(request.headers).some((name) => name.startsWith('x-forwarded-'))
  );
}

export function isLoopbackUrl(text: string): boolean {
  return URL.canParse(text) && loopbackNames.has(new URL(text).hostname);
}
