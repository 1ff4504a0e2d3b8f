import { botUserId, personToken, teamId, botToken } from './emulated-workspace.ts';
import { str } from './json.ts';
import { blockActions, envelope, randomId, viewSubmission } from './payloads.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { createSignedSender } from './signed-requests.ts';
import { createShortcuts } from './shortcuts.ts';
import type { Delivered, Json, StandInMessage } from './types.ts';
import type { WebApiState } from './web-api.ts';

export interface EventStyle {
  /** How often each event comes, each time with an event id of its own. */
  copies?: number;
  /** A mention stands in two events: which comes first. Default: together. */
  order?: 'together' | 'message-first' | 'mention-first';
  /** The bot's own messages come back as events, as Slack does. Default true. */
  echo?: boolean;
}

interface Said {
  channel: string;
  ts: string;
  /** The bot's answer to each event; to the last try where it was re-delivered. */
  delivered: Delivered[];
}

interface ActingOptions {
  state: WebApiState;
  sender: ReturnType<typeof createSignedSender>;
  responseUrls: ResponseUrls;
  /** Where files are fetched. */
  origin: string;
  style: () => EventStyle;
  /** False until the bot has an address; then nothing is delivered. */
  listening: () => boolean;
}

export function channelTypeOf(state: WebApiState, channel: string): string {
  if (channel.startsWith('D')) return 'im';
  return state.channels.find(({ id }) => id === channel)?.private === true ? 'group' : 'channel';
}

/** A menu as its options, each as Slack sends it when it is chosen. */
function optionsOf(element: Json): Json[] {
  if (element.type !== 'overflow') return [element];
  return (element.options as Json[]).map((option) => ({
    type: 'overflow',
    action_id: element.action_id,
    selected_option: option,
  }));
}

const labelOf = ({ text, selected_option: chosen }: Json): unknown =>
  ((text ?? (chosen as Json).text) as Json).text;

/** What people do, each as the requests that Slack would send for it. */
export function createActing({ state, sender, responseUrls, origin, style, listening }: ActingOptions) {
  const { workspace, log, channels } = state;
  const channelType = (channel: string): string => channelTypeOf(state, channel);

  /** One doing of a person as the events that stand for it. */
  async function deliver(event: Json): Promise<Delivered[]> {
    if (!listening()) return [];
    const mentions = event.channel_type !== 'im' && str(event.text).includes(`<@${botUserId}`);
    const asMention = mentions
      ? [{ ...event, type: 'app_mention', subtype: undefined, channel_type: undefined }]
      : [];
    const events = style().order === 'mention-first' ? [...asMention, event] : [event, ...asMention];
    const send = (one: Json) =>
      Promise.all(Array.from({ length: style().copies ?? 1 }, () => sender.event(envelope(one))));
    if (style().order === undefined || style().order === 'together')
      return (await Promise.all(events.map(send))).flat();
    const delivered: Delivered[] = [];
    for (const one of events) delivered.push(...(await send(one)));
    return delivered;
  }

  const asPerson = async (method: string, user: string, body: Json): Promise<Json> => {
    const answer = await workspace.call(method, personToken(user), body);
    if (answer.ok !== true) throw new Error(`${method} for ${user}: ${String(answer.error)}`);
    return answer;
  };

  function show(channel: string, message: Json): void {
    log.put({
      channel,
      ts: String(message.ts),
      user: String(message.user),
      text: str(message.text),
      blocks: [],
      edited: message.edited !== undefined,
      streaming: false,
      ...(message.thread_ts === undefined ? {} : { threadTs: str(message.thread_ts) }),
    });
  }

  async function trigger(user: string): Promise<string> {
    const answer = await workspace.call('views.generateTriggerId', botToken, { user_id: user });
    const id = String(answer.trigger_id);
    state.triggers.set(id, user);
    return id;
  }

  const channelName = (channel: string): string => {
    if (channel.startsWith('D')) return 'directmessage';
    const known = channels.find(({ id }) => id === channel);
    return known?.private === true ? 'privategroup' : (known?.name ?? channel);
  };

  return {
    ...createShortcuts({ state, sender, responseUrls, trigger, channelName }),
    /** Writes a message. `text` is in Slack's notation; `@bot` in it becomes the mention. */
    async say(user: string, channel: string, text: string, more: { thread?: string } = {}): Promise<Said> {
      const written = text.replaceAll('@bot', `<@${botUserId}>`);
      const answer = await asPerson('chat.postMessage', user, {
        channel,
        text: written,
        ...(more.thread === undefined ? {} : { thread_ts: more.thread }),
      });
      const message = answer.message as Json;
      show(channel, message);
      const delivered = await deliver({
        ...message,
        team: teamId,
        channel,
        channel_type: channelType(channel),
        event_ts: message.ts,
        client_msg_id: randomId(''),
      });
      return { channel, ts: String(message.ts), delivered };
    },
    async edit(user: string, channel: string, ts: string, text: string): Promise<Delivered[]> {
      const before = log.get(channel, ts);
      const answer = await asPerson('chat.update', user, { channel, ts, text });
      const message = { ...(answer.message as Json), type: 'message' };
      show(channel, message);
      return deliver({
        type: 'message',
        subtype: 'message_changed',
        channel,
        channel_type: channelType(channel),
        ts: (answer.message as { edited: Json }).edited.ts,
        message,
        previous_message: { ...message, text: before?.text ?? '', edited: undefined },
      });
    },
    async remove(user: string, channel: string, ts: string): Promise<Delivered[]> {
      const before = log.get(channel, ts);
      await asPerson('chat.delete', user, { channel, ts });
      log.remove(channel, ts);
      return deliver({
        type: 'message',
        subtype: 'message_deleted',
        channel,
        channel_type: channelType(channel),
        ts: `${Math.floor(Date.now() / 1_000)}.000999`,
        deleted_ts: ts,
        previous_message: {
          type: 'message',
          user,
          ts,
          text: before?.text ?? '',
          thread_ts: before?.threadTs,
        },
      });
    },
    /** Uploads a file with a word about it. */
    async upload(
      user: string,
      channel: string,
      file: { name: string; content: string | Uint8Array; text?: string; thread?: string },
    ): Promise<Said> {
      const content = Buffer.from(file.content);
      const text = (file.text ?? '').replaceAll('@bot', `<@${botUserId}>`);
      const slot = await asPerson('files.getUploadURLExternal', user, {
        filename: file.name,
        length: content.length,
      });
      // The emulator names its own address; the test's ids do not occur in it.
      await fetch(String(slot.upload_url), { method: 'POST', body: content });
      await asPerson('files.completeUploadExternal', user, {
        files: [{ id: slot.file_id, title: file.name }],
        channel_id: channel,
        initial_comment: text,
        ...(file.thread === undefined ? {} : { thread_ts: file.thread }),
      });
      const listed =
        file.thread === undefined
          ? await asPerson('conversations.history', user, { channel, limit: 1_000 })
          : await asPerson('conversations.replies', user, { channel, ts: file.thread });
      const message = (listed.messages as Json[]).find((one) =>
        ((one.files as Json[] | undefined) ?? []).some(({ id }) => id === slot.file_id),
      );
      if (!message) throw new Error(`the upload of ${file.name} left no message`);
      const moved = JSON.parse(
        JSON.stringify(message).replaceAll(
          /http:\/\/(?:localhost|127\.0\.0\.1):\d+\/files-pri/g,
          `${origin}/files-pri`,
        ),
      ) as Json;
      show(channel, moved);
      const delivered = await deliver({
        ...moved,
        subtype: 'file_share',
        channel,
        channel_type: channelType(channel),
        event_ts: moved.ts,
      });
      return { channel, ts: String(moved.ts), delivered };
    },
    /** Types a slash command; a note in the answer is shown to this person alone. */
    async command(user: string, channel: string, line: string): Promise<Delivered> {
      const [, command = '', text = ''] = /^(\S+)\s*([\s\S]*)$/.exec(line) ?? [];
      const delivered = await sender.command({
        token: 'not-used',
        team_id: teamId,
        team_domain: 'stand-in',
        channel_id: channel,
        channel_name: channelName(channel),
        user_id: user,
        user_name: user.toLowerCase(),
        command,
        text,
        api_app_id: 'A0THREADCOACH',
        is_enterprise_install: 'false',
        response_url: responseUrls.open(channel, user),
        trigger_id: await trigger(user),
      });
      if (delivered.body.startsWith('{')) {
        responseUrls.show(channel, user, JSON.parse(delivered.body) as Json);
      }
      return delivered;
    },
    /** Presses a button or an option of a menu, found by its label or by the beginning of its action id. */
    async press(
      user: string,
      message: Pick<StandInMessage, 'channel' | 'ts'>,
      button: string,
    ): Promise<Delivered> {
      const shown = log.get(message.channel, message.ts);
      const buttons = (shown?.blocks ?? []).flatMap((block) =>
        block.type === 'actions' ? (block.elements as Json[]).flatMap(optionsOf) : [],
      );
      const found = buttons.find(
        (one) => labelOf(one) === button || String(one.action_id).startsWith(button),
      );
      if (!shown || !found) throw new Error(`no button "${button}" on that message`);
      return sender.interaction(
        blockActions({
          user,
          channel: { id: message.channel, name: channelName(message.channel) },
          message: {
            ts: message.ts,
            ephemeral: shown.onlyFor !== undefined,
            ...(shown.threadTs === undefined ? {} : { threadTs: shown.threadTs }),
          },
          button: found,
          triggerId: await trigger(user),
          responseUrl: responseUrls.open(message.channel, user, message.ts),
          actionTs: `${(Date.now() / 1_000).toFixed(3)}${String(state.triggers.size).padStart(3, '0')}`,
        }),
      );
    },
    /** The modal that a person sees. */
    openView: (user: string): Json | undefined => state.views.get(user),
    /** Sends the modal off; it closes unless the bot names errors. */
    async submitView(user: string, values: Readonly<Record<string, string>>): Promise<Delivered> {
      const view = state.views.get(user);
      if (!view) throw new Error(`${user} sees no modal`);
      const delivered = await sender.interaction(viewSubmission(user, view, values));
      if (delivered.status === 200 && !delivered.body.includes('errors')) state.views.delete(user);
      return delivered;
    },
    /** Any event, e.g. one recorded, signed and enveloped. */
    event: (event: Json, eventId?: string): Promise<Delivered> => sender.event(envelope(event, eventId)),

    /** The direct message of a person with the bot. */
    async direct(user: string): Promise<string> {
      const opened = await asPerson('conversations.open', user, { users: botUserId });
      return String((opened.channel as Json).id);
    },
    /** A direct message of two people, in which the bot is no member. */
    async directBetween(one: string, other: string): Promise<string> {
      const opened = await asPerson('conversations.open', one, { users: other });
      return String((opened.channel as Json).id);
    },
  };
}
