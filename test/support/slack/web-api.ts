import type { IncomingMessage, ServerResponse } from 'node:http';
import { refusalOfMessage, refusalOfView } from './check-blocks.ts';
import { botToken, botUserId, teamId } from './emulated-workspace.ts';
import type { EmulatedWorkspace } from './emulated-workspace.ts';
import { list, str } from './json.ts';
import type { createMessageLog } from './message-log.ts';
import type { Fault, Json, StandInChannel, StandInMessage, StandInPerson } from './types.ts';

export interface WebApiState {
  workspace: EmulatedWorkspace;
  log: ReturnType<typeof createMessageLog>;
  people: readonly StandInPerson[];
  channels: readonly StandInChannel[];
  calls: { method: string; body: Json }[];
  faults: Map<string, Fault[]>;
  /** Modals shown, by person. */
  views: Map<string, Json>;
  /** Who pressed what a trigger came from. */
  triggers: Map<string, string>;
  statuses: { channel: string; thread: string; status: string }[];
  /** Told of the bot's own messages and edits, so that they come back as events. */
  echo: (kind: 'sent' | 'changed', message: StandInMessage, before?: StandInMessage) => void;
}

type Answer = Json & { ok: boolean };
const refuse = (error: string): Answer => ({ ok: false, error });

/** Slack's Web API: what `emulate` lacks or takes too lightly is done here, the rest is handed on to it. */
export function createWebApi(state: WebApiState) {
  const { workspace, log } = state;

  const botIsMissing = (channelId: string): boolean =>
    state.channels.some(({ id, withBot }) => id === channelId && withBot === false);

  function record(channel: string, message: Json, more: Partial<StandInMessage> = {}): StandInMessage {
    const ts = str(message.ts);
    const shown: StandInMessage = {
      channel,
      ts,
      user: str(message.user) || botUserId,
      text: str(message.text),
      blocks: list(message.blocks),
      edited: message.edited !== undefined,
      streaming: false,
      ...(message.thread_ts === undefined ? {} : { threadTs: str(message.thread_ts) }),
      ...(message.metadata === undefined ? {} : { metadata: message.metadata as Json }),
      ...more,
    };
    log.put(shown);
    return shown;
  }

  async function postMessage(body: Json): Promise<Answer> {
    const refusal = refusalOfMessage(list(body.blocks), str(body.text));
    if (refusal !== undefined) return refuse(refusal);
    const answer = (await workspace.call('chat.postMessage', botToken, body)) as Answer;
    if (answer.ok) state.echo('sent', record(str(answer.channel), answer.message as Json));
    return answer;
  }

  async function update(body: Json): Promise<Answer> {
    const before = log.get(str(body.channel), str(body.ts));
    if (before?.streaming === true) return refuse('streaming_state_conflict');
    const refusal = refusalOfMessage(list(body.blocks), str(body.text));
    if (refusal !== undefined) return refuse(refusal);
    const answer = (await workspace.call('chat.update', botToken, body)) as Answer;
    if (answer.ok) {
      const after = record(str(body.channel), answer.message as Json, {
        ...(before?.threadTs === undefined ? {} : { threadTs: before.threadTs }),
        edited: true,
      });
      state.echo('changed', after, before);
    }
    return answer;
  }

  async function postEphemeral(body: Json): Promise<Answer> {
    const refusal = refusalOfMessage(list(body.blocks), str(body.text));
    if (refusal !== undefined) return refuse(refusal);
    const answer = (await workspace.call('chat.postEphemeral', botToken, body)) as Answer;
    if (answer.ok) {
      record(
        str(body.channel),
        { ...body, ts: answer.message_ts, user: botUserId },
        { onlyFor: str(body.user) },
      );
    }
    return answer;
  }

  /** The message that Slack makes of a file; nobody tells the bot which one it is. */
  async function shareFile(body: Json): Promise<Answer> {
    const answer = (await workspace.call('files.completeUploadExternal', botToken, body)) as Answer;
    // Without a place it is nobody's to see, until a message shows it.
    if (!answer.ok || body.channel_id === undefined) return answer;
    const channel = str(body.channel_id);
    const latest = await workspace.call('conversations.history', botToken, { channel, limit: 1 });
    const [message] = list(latest.messages);
    const files = list(answer.files).map(({ id, name, url_private: url }) => ({
      id: str(id),
      name: str(name),
      path: new URL(str(url)).pathname,
    }));
    if (message !== undefined) record(channel, message, { files });
    return answer;
  }

  async function startStream(body: Json): Promise<Answer> {
    if (!str(body.thread_ts)) return refuse('invalid_arguments');
    const direct = str(body.channel).startsWith('D');
    if (!direct && !str(body.recipient_user_id)) return refuse('missing_recipient_user_id');
    if (!direct && !str(body.recipient_team_id)) return refuse('missing_recipient_team_id');
    const { channel, thread_ts } = body;
    const text = str(body.markdown_text) || ' ';
    const answer = (await workspace.call('chat.postMessage', botToken, {
      channel,
      thread_ts,
      text,
    })) as Answer;
    if (!answer.ok) return answer;
    const message = { ...(answer.message as Json), text: str(body.markdown_text) };
    record(str(answer.channel), message, { streaming: true });
    return { ok: true, ts: answer.ts, channel: answer.channel };
  }

  async function growStream(body: Json, ends: boolean): Promise<Answer> {
    const before = log.get(str(body.channel), str(body.ts));
    if (before === undefined) return refuse('message_not_found');
    if (!before.streaming) return refuse('message_not_in_streaming_state');
    if (str(body.markdown_text).length > 12_000) return refuse('msg_too_long');
    const text = before.text + str(body.markdown_text);
    const blocks = ends ? [...(text === '' ? [] : [{ type: 'markdown', text }]), ...list(body.blocks)] : [];
    const refusal = ends ? refusalOfMessage(list(body.blocks), text) : undefined;
    if (refusal !== undefined) return refuse(refusal);
    const change = {
      channel: body.channel,
      ts: body.ts,
      text: text || ' ',
      ...(blocks.length === 0 ? {} : { blocks }),
      ...(body.metadata === undefined ? {} : { metadata: body.metadata }),
    };
    const answer = (await workspace.call('chat.update', botToken, change)) as Answer;
    if (!answer.ok) return answer;
    const after: StandInMessage = {
      ...before,
      text,
      blocks,
      streaming: !ends,
      ...(body.metadata === undefined ? {} : { metadata: body.metadata as Json }),
    };
    log.put(after);
    if (ends) state.echo('sent', after);
    return { ok: true, ts: body.ts, channel: body.channel };
  }

  async function history(method: string, body: Json): Promise<Answer> {
    const { channel, ts } = body;
    const answer = (await workspace.call(method, botToken, { channel, ts, limit: 1_000 })) as Answer;
    if (!answer.ok) return answer;
    const oldest = Number(body.oldest ?? 0);
    const isReplies = method === 'conversations.replies';
    const messages = list(answer.messages).filter(
      (message) => Number(message.ts) >= oldest || (isReplies && message.ts === ts),
    );
    const from = Number(body.cursor ?? 0) || 0;
    const to = from + (Number(body.limit) || 100);
    const withMetadata = String(body.include_all_metadata) === 'true';
    return {
      ok: true,
      messages: messages
        .slice(from, to)
        .map(({ metadata, ...message }) => (withMetadata && metadata ? { ...message, metadata } : message)),
      has_more: to < messages.length,
      response_metadata: { next_cursor: to < messages.length ? String(to) : '' },
    };
  }

  async function members(body: Json): Promise<Answer> {
    const known = state.channels.find(({ id }) => id === body.channel);
    if (!known) return (await workspace.call('conversations.members', botToken, body)) as Answer;
    const all = [...(known.members ?? state.people.map(({ id }) => id)), botUserId];
    const from = Number(body.cursor ?? 0) || 0;
    const to = from + (Number(body.limit) || 100);
    const next_cursor = to < all.length ? String(to) : '';
    return { ok: true, members: all.slice(from, to), response_metadata: { next_cursor } };
  }

  async function userInfo(body: Json): Promise<Answer> {
    const answer = (await workspace.call('users.info', botToken, body)) as Answer;
    const person = state.people.find(({ id }) => id === body.user);
    if (!answer.ok || !person) return answer;
    const user = answer.user as Json;
    return {
      ok: true,
      user: {
        ...user,
        team_id: person.teamId ?? teamId,
        is_bot: person.isBot === true,
        is_restricted: person.isGuest === true,
        is_ultra_restricted: false,
        is_stranger: person.teamId !== undefined,
      },
    };
  }

  async function openView(body: Json): Promise<Answer> {
    const refusal = refusalOfView(body.view as Json);
    if (refusal !== undefined) return refuse(refusal);
    const answer = (await workspace.call('views.open', botToken, body)) as Answer;
    const user = state.triggers.get(str(body.trigger_id));
    if (answer.ok && user !== undefined) state.views.set(user, answer.view as Json);
    return answer;
  }

  function perform(method: string, body: Json): Promise<Answer> | Answer {
    if (/^(chat|conversations)\./.test(method) && botIsMissing(str(body.channel)))
      return refuse('not_in_channel');
    switch (method) {
      case 'chat.postMessage':
        return postMessage(body);
      case 'chat.update':
        return update(body);
      case 'chat.postEphemeral':
        return postEphemeral(body);
      case 'chat.startStream':
        return startStream(body);
      case 'chat.appendStream':
        return growStream(body, false);
      case 'chat.stopStream':
        return growStream(body, true);
      case 'chat.delete':
        // A bot deletes what it sent. https://docs.slack.dev/reference/methods/chat.delete
        if ((log.get(str(body.channel), str(body.ts))?.user ?? botUserId) !== botUserId)
          return refuse('cant_delete_message');
        log.remove(str(body.channel), str(body.ts));
        return workspace.call(method, botToken, body) as Promise<Answer>;
      case 'files.completeUploadExternal':
        return shareFile(body);
      case 'conversations.history':
      case 'conversations.replies':
        return history(method, body);
      case 'conversations.members':
        return members(body);
      case 'users.info':
        return userInfo(body);
      case 'views.open':
        return openView(body);
      case 'assistant.threads.setStatus':
        state.statuses.push({
          channel: str(body.channel_id),
          thread: str(body.thread_ts),
          status: str(body.status),
        });
        return { ok: true };
      case 'assistant.threads.setTitle':
      case 'assistant.threads.setSuggestedPrompts':
        return { ok: true };
      default:
        return workspace.call(method, botToken, body) as Promise<Answer>;
    }
  }

  return async function handle(
    method: string,
    request: IncomingMessage,
    raw: string,
    response: ServerResponse,
  ): Promise<void> {
    const body = parseBody(raw);
    state.calls.push({ method, body });
    const send = (status: number, answer: Json, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(answer));
    };
    const fault = state.faults.get(method)?.shift();
    switch (fault?.kind) {
      case 'hang':
        return;
      case 'status':
        send(fault.status, refuse('internal_error'));
        return;
      case 'error':
        send(200, refuse(fault.error));
        return;
      case 'rate-limited':
        send(429, refuse('ratelimited'), { 'retry-after': String(fault.retryAfterS) });
        return;
      default: {
        const authorized = request.headers.authorization === `Bearer ${botToken}`;
        const answer = authorized ? await perform(method, body) : refuse('invalid_auth');
        if (fault?.kind === 'lost') response.destroy();
        else send(200, answer);
      }
    }
  };
}

/** The SDK sends form fields, with objects as JSON inside. */
function parseBody(raw: string): Json {
  if (raw.startsWith('{')) return JSON.parse(raw) as Json;
  const body: Json = {};
  for (const [name, value] of new URLSearchParams(raw)) {
    body[name] =
      /^[[{]/.test(value) && ['blocks', 'metadata', 'view', 'chunks'].includes(name)
        ? JSON.parse(value)
        : value;
  }
  return body;
}
