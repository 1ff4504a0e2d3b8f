/**
 * A workspace to talk to: `emulate@0.12.2` keeps channels, messages, people, files and views; this bridge stands before
 * it and adds what it lacks. The bot under test calls our Web API and gets signed requests from us, as from Slack.
 *
 * From `emulate`: ids and timestamps, storing and editing messages, direct messages, file upload and download, modal
 * triggers, access checks. Ours, written after Slack's documentation and so proving only that the bot and we read it
 * alike: the event envelopes (`app_mention`, `channel_type`, `authorizations`), slash commands, interactions, modal
 * submissions, streams, `assistant.*`, response URLs, Block Kit limits, paging, metadata on request, and the page that
 * Slack sends instead of a file. Every test that starts a stand-in rests on those fixtures for what comes in; the
 * signature itself is checked by real Bolt.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { channelTypeOf, createActing } from './acting.ts';
import type { EventStyle } from './acting.ts';
import { botId, botToken, botUserId, emulateWorkspace, teamId } from './emulated-workspace.ts';
import { createMessageLog } from './message-log.ts';
import { envelope } from './payloads.ts';
import { createResponseUrls } from './response-urls.ts';
import { createSignedSender } from './signed-requests.ts';
import type { Fault, Json, StandInChannel, StandInMessage, StandInPerson } from './types.ts';
import { createWebApi } from './web-api.ts';
import type { WebApiState } from './web-api.ts';

interface StandInOptions {
  /** Where the bot takes requests, e.g. `http://127.0.0.1:3978/slack/events`; may be set later with `connect`. */
  botUrl?: string;
  signingSecret: string;
  people: readonly StandInPerson[];
  channels?: readonly StandInChannel[];
  /** How each message becomes events. Default: in channels `message` and `app_mention` together, once each. */
  events?: EventStyle;
  /** Pauses before re-deliveries of what was not acknowledged. Default 50, 250 and 1,000 ms. */
  retryDelaysMs?: readonly number[];
}

export type SlackStandIn = Awaited<ReturnType<typeof startSlackStandIn>>;

export async function startSlackStandIn(options: StandInOptions) {
  const channels = options.channels ?? [{ id: 'C0GENERAL', name: 'town-square' }];
  const workspace = await emulateWorkspace(options.people, channels);
  const log = createMessageLog();
  let botUrl = options.botUrl ?? '';
  let style: EventStyle = options.events ?? {};
  const echoes = new Set<Promise<unknown>>();
  let echoCount = 0;
  const sender = createSignedSender({
    url: () => botUrl,
    secret: options.signingSecret,
    retryDelaysMs: options.retryDelaysMs ?? [50, 250, 1_000],
  });

  const state: WebApiState = {
    workspace,
    log,
    people: options.people,
    channels,
    calls: [],
    faults: new Map(),
    views: new Map(),
    triggers: new Map(),
    statuses: [],
    echo(kind, message, before) {
      if (style.echo === false || botUrl === '') return;
      const event = sender.event(envelope(echoOf(kind, message, before)));
      echoCount += 1;
      echoes.add(event);
      void event.finally(() => echoes.delete(event));
    },
  };
  const webApi = createWebApi(state);

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const responseUrls = createResponseUrls(log, () => origin);
  const acting = createActing({
    state,
    sender,
    responseUrls,
    origin,
    style: () => style,
    listening: () => botUrl !== '',
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString();
    const path = request.url ?? '';
    if (path.startsWith('/api/')) await webApi(path.slice(5), request, raw, response);
    else if (path.startsWith('/response/'))
      responseUrls.take(path.slice(10), JSON.parse(raw) as Json, response);
    else await serveFile(path, request, response);
  }

  async function serveFile(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization } = request.headers;
    // Slack does not refuse: it shows a page to sign in.
    if (authorization !== `Bearer ${botToken}`) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<!DOCTYPE html><html><body>Sign in to Slack</body></html>');
      return;
    }
    const file = await fetch(new URL(path, workspace.url), { headers: { authorization } });
    response.writeHead(file.status, { 'content-type': file.headers.get('content-type') ?? '' });
    response.end(Buffer.from(await file.arrayBuffer()));
  }

  function echoOf(kind: 'sent' | 'changed', message: StandInMessage, before?: StandInMessage): Json {
    const inner = {
      type: 'message',
      user: message.user,
      bot_id: botId,
      text: message.text,
      ts: message.ts,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    };
    const place = { channel: message.channel, channel_type: channelTypeOf(state, message.channel) };
    if (kind === 'sent') return { ...inner, ...place, event_ts: message.ts };
    return {
      type: 'message',
      subtype: 'message_changed',
      message: inner,
      previous_message: { ...inner, text: before?.text ?? '' },
      ts: message.ts,
      ...place,
    };
  }

  return {
    /** For the bot's Web API client. */
    apiUrl: `${origin}/api/`,
    /** Files lie here too; the bot must be told to trust it. */
    origin,
    botToken,
    botUserId,
    botId,
    teamId,
    /** The bot's address, once it listens. */
    connect(url: string): void {
      botUrl = url;
    },
    setEvents(next: EventStyle): void {
      style = next;
    },

    ...acting,

    /** What everybody sees in a channel, oldest first; with `thread`, the replies under it. */
    messages(channel: string, thread?: string): StandInMessage[] {
      return log
        .all()
        .filter((one) => one.channel === channel && one.onlyFor === undefined)
        .filter((one) => thread === undefined || one.threadTs === thread)
        .sort((a, b) => Number(a.ts) - Number(b.ts));
    },
    /** What only this person sees. */
    privateMessages: (user: string): StandInMessage[] => log.all().filter(({ onlyFor }) => onlyFor === user),
    /** The first message, present or to come, that fits; streams count from their first word. */
    waitForMessage: (
      fits: (message: StandInMessage) => boolean,
      timeoutMs = 10_000,
    ): Promise<StandInMessage> => log.waitFor(fits, timeoutMs),
    /** What Slack shows under the composer while the bot works. */
    statuses: state.statuses,
    /** Calls of the Web API so far, all or of one method. */
    calls: (method?: string) => state.calls.filter((call) => method === undefined || call.method === method),
    /** Makes the next calls of a method fail, in order. */
    failNext(method: string, ...faults: Fault[]): void {
      state.faults.set(method, [...(state.faults.get(method) ?? []), ...faults]);
    },
    /** As a command or button of this person would carry it; `ts` is the private message that holds the button. */
    openResponseUrl: (channel: string, user: string, ts?: string): string =>
      responseUrls.open(channel, user, ts),
    /** What Slack does to response URLs after half an hour. */
    expireResponseUrls: () => responseUrls.expire(),
    /** What Slack does to streams after about five minutes. */
    expireStreams(): void {
      for (const message of log.all()) if (message.streaming) log.put({ ...message, streaming: false });
    },
    /** How many events its own messages and edits came back to the bot as, once none is on its way. */
    echoesDelivered: async (): Promise<number> => {
      while (echoes.size > 0) await Promise.allSettled(echoes);
      return echoCount;
    },
    async stop(): Promise<void> {
      sender.stop();
      await Promise.allSettled(echoes);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await workspace.close();
    },
  };
}
