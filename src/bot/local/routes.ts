import express from 'express';
import type { Response, Router } from 'express';
import type { LocalStore } from '../../coaching/local-chat/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Intake } from '../../turns/ports.ts';
import type { AnswerQuery } from '../../turns/query.ts';
import { createAccess } from './access.ts';
import { createDoings } from './doings.ts';
import { fileGone } from './errors.ts';
import { streamEvents } from './events.ts';
import { maxFileBytes, maxRequestBytes, pageOfMessages } from './limits.ts';
import { parseJoined } from './parse-event.ts';
import { answering, parseBody, reportErrors } from './respond.ts';
import {
  actionBody,
  commandBody,
  deleteBody,
  editBody,
  fileQuery,
  formBody,
  historyQuery,
  messageBody,
  queryBody,
  viewerQuery,
} from './schema.ts';
import { sightOf } from './sight.ts';
import { toWire } from './to-wire.ts';
import type { WireFile, WireHistory, WirePeople, WireState } from './wire.ts';

interface LocalRouterOptions {
  store: LocalStore;
  intake: Intake;
  answerQuery: AnswerQuery;
  /** The secret in the printed address: at least 128 random bits, new at each start, kept nowhere. */
  token: string;
  /** The name or address that the server is bound to, e.g. `127.0.0.1`. */
  host: string;
  /** Folder with the bundled page. */
  pageDir: string;
  clock: Clock;
  logger: Logger;
  /** Ends the event streams, which would keep the server open. */
  shutdown: AbortSignal;
}

/**
 * The local chat page and its API, to be mounted at `/local`. Only for the demo organisation, and only while no
 * platform credential is set: the person chosen on the page is taken at their word.
 */
export function createLocalRouter(options: LocalRouterOptions): Router {
  const { store, intake, clock, logger } = options;
  const access = createAccess(options);
  const doings = createDoings(options);
  const router = express.Router();

  router.use((_request, response, next) => {
    setSecurityHeaders(response);
    next();
  });
  router.use(access.guard);
  router.get('/', access.exchange);
  router.use(access.required);

  router.get('/', (request, response, next) => {
    // Relative addresses in the page need the slash.
    if (!request.originalUrl.split('?')[0]?.endsWith('/')) {
      response.redirect(308, '/local/');
      return;
    }
    next();
  });
  router.use(express.static(options.pageDir, { cacheControl: false, index: 'index.html' }));

  const json = express.json({ limit: maxRequestBytes });
  const api = express.Router();
  router.use('/api', api);

  api.get(
    '/people',
    answering(async (): Promise<WirePeople> => ({ people: await store.people() })),
  );

  api.get(
    '/state',
    answering(async (request): Promise<WireState> => {
      const { as } = parseBody(viewerQuery, request.query);
      const { people } = await sightOf(store, as);
      const direct = await store.ensureDirect(as);
      const [channels, messages, own] = await Promise.all([
        store.channelsOf(as),
        store.messages(as, { limit: pageOfMessages + 1 }),
        store.messages(as, { channelId: direct.id, limit: 1 }),
      ]);
      if (own.length === 0) {
        const joined = parseJoined(as, direct, clock.now());
        // Known by its event id: the greeting comes once, however often the page asks.
        if (joined.kind === 'turn') await intake(joined.turn, { addressed: true }).catch(() => undefined);
      }
      return { people, channels, ...pageOf(messages) };
    }),
  );

  api.get(
    '/history',
    answering(async (request): Promise<WireHistory> => {
      const { as, channelId, before } = parseBody(historyQuery, request.query);
      const { id } = await (await sightOf(store, as)).channel(channelId);
      return pageOf(
        await store.messages(as, { channelId: id, beforeSeq: before, limit: pageOfMessages + 1 }),
      );
    }),
  );

  api.get(
    '/events',
    answering(async (request, response) => {
      const { as } = parseBody(viewerQuery, request.query);
      await sightOf(store, as);
      await streamEvents(options, as, response);
    }),
  );

  api.post(
    '/messages',
    json,
    answering(async ({ body }) => doings.message(parseBody(messageBody, body))),
  );
  api.post(
    '/commands',
    json,
    answering(async ({ body }) => doings.command(parseBody(commandBody, body))),
  );
  api.post(
    '/actions',
    json,
    answering(async ({ body }) => doings.action(parseBody(actionBody, body))),
  );
  api.post(
    '/forms',
    json,
    answering(async ({ body }) => doings.form(parseBody(formBody, body))),
  );
  api.post(
    '/query',
    json,
    answering(async ({ body }) => doings.query(parseBody(queryBody, body))),
  );
  api.patch(
    '/messages/:id',
    json,
    answering(async ({ params, body }) => doings.edit(idParam(params), parseBody(editBody, body))),
  );
  api.delete(
    '/messages/:id',
    json,
    answering(async ({ params, body }) => doings.remove(idParam(params), parseBody(deleteBody, body))),
  );

  api.post(
    '/files',
    express.raw({ type: () => true, limit: maxFileBytes }),
    answering(async (request): Promise<WireFile> => {
      const { as, clientId, channelId, name } = parseBody(fileQuery, request.query);
      const channel = await (await sightOf(store, as)).channel(channelId);
      // Express gives no buffer for a body of no bytes.
      const body: unknown = request.body;
      const content = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const file = { id: deterministicId('local-file', as, clientId), name, size: content.length };
      const mimeType = request.headers['content-type'] ?? 'application/octet-stream';
      await store.addFile(as, { ...file, channelId: channel.id, mimeType, content });
      return file;
    }),
  );

  api.get(
    '/files/:id',
    answering(async (request, response) => {
      const { as } = parseBody(viewerQuery, request.query);
      await sightOf(store, as);
      const file = await store.file(as, idParam(request.params));
      if (file === undefined) throw fileGone();
      // Never shown inside the page's origin, whatever it says it is.
      response.attachment(file.name).type('application/octet-stream').send(Buffer.from(file.content));
    }),
  );

  router.use(reportErrors(logger));
  return router;
}

/** `messages` were read with one more than a page, to know whether there are older ones. */
function pageOf(messages: Awaited<ReturnType<LocalStore['messages']>>): WireHistory {
  return { messages: messages.slice(-pageOfMessages).map(toWire), more: messages.length > pageOfMessages };
}

function idParam(params: Record<string, unknown>): string {
  return parseBody(viewerQuery, { as: params['id'] }).as;
}

/** Everything the page needs comes from its own folder; nothing inline, nothing from elsewhere. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function setSecurityHeaders(response: Response): void {
  response.set({
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
}
