import { randomBytes } from 'node:crypto';
import { appId, botUserId, teamId } from './emulated-workspace.ts';
import type { Json } from './types.ts';

export const randomId = (prefix: string): string => prefix + randomBytes(6).toString('hex').toUpperCase();

/** The envelope of an event, as Slack documents it. https://docs.slack.dev/apis/events-api#callback-field */
export function envelope(event: Json, eventId = randomId('Ev')): Json {
  return {
    token: 'not-used',
    team_id: teamId,
    context_team_id: teamId,
    context_enterprise_id: null,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: '4-stand-in',
  };
}

export function blockActions(input: {
  user: string;
  channel: { id: string; name: string };
  message: { ts: string; threadTs?: string; ephemeral: boolean };
  button: Json;
  triggerId: string;
  responseUrl: string;
  actionTs: string;
}): Json {
  const { message, button } = input;
  return {
    type: 'block_actions',
    user: { id: input.user, username: input.user.toLowerCase(), team_id: teamId },
    api_app_id: appId,
    token: 'not-used',
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: input.channel.id,
      is_ephemeral: message.ephemeral,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    trigger_id: input.triggerId,
    team: { id: teamId, domain: 'stand-in' },
    enterprise: null,
    is_enterprise_install: false,
    channel: input.channel,
    ...(message.ephemeral
      ? {}
      : {
          message: {
            type: 'message',
            ts: message.ts,
            ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
          },
        }),
    response_url: input.responseUrl,
    actions: [{ ...button, block_id: 'b1', action_ts: input.actionTs }],
  };
}

export function viewSubmission(user: string, view: Json, values: Readonly<Record<string, string>>): Json {
  const blocks = (view.blocks as Json[]).filter(({ type }) => type === 'input');
  const state = Object.fromEntries(
    blocks.map((block) => {
      const element = block.element as Json;
      const value = values[String(block.block_id)];
      return [
        String(block.block_id),
        { [String(element.action_id)]: inputState(String(element.type), value) },
      ];
    }),
  );
  return {
    type: 'view_submission',
    team: { id: teamId, domain: 'stand-in' },
    user: { id: user, team_id: teamId },
    api_app_id: appId,
    token: 'not-used',
    trigger_id: randomId('trigger.'),
    view: { ...view, state: { values: state } },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  };
}

function inputState(type: string, value: string | undefined): Json {
  if (type === 'static_select' || type === 'external_select') {
    return {
      type,
      selected_option: value === undefined ? null : { text: { type: 'plain_text', text: value }, value },
    };
  }
  return type === 'datepicker' ? { type, selected_date: value ?? null } : { type, value: value ?? null };
}
