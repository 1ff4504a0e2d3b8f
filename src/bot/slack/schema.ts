import { z } from 'zod';

/**
 * What we read of Slack's requests, and nothing more: unknown fields are dropped, absent and null are the same.
 * https://docs.slack.dev/apis/events-api, https://docs.slack.dev/reference/interaction-payloads
 */
const text = z.string().nullish();
/** Seconds and a counter; the name of a message inside its channel. */
const ts = z.string().regex(/^\d+\.\d+$/);

const slackFile = z.object({
  id: z.string(),
  name: text,
  title: text,
  mimetype: text,
  size: z.number().int().nonnegative().nullish(),
  /** `tombstone` and `hidden_by_limit` cannot be fetched; `external` lives elsewhere. */
  mode: text,
  url_private: text,
  url_private_download: text,
});
export type SlackFile = z.infer<typeof slackFile>;

const innerMessage = z.object({
  subtype: text,
  user: text,
  bot_id: text,
  text,
  ts: ts.nullish(),
  thread_ts: ts.nullish(),
  user_team: text,
  edited: z.object({ ts }).nullish(),
});
export type InnerMessage = z.infer<typeof innerMessage>;

export const messageEventSchema = innerMessage.extend({
  type: z.enum(['message', 'app_mention']),
  ts,
  team: text,
  channel: z.string().min(1),
  channel_type: text,
  files: z.array(slackFile).nullish(),
  blocks: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish(),
  message: innerMessage.nullish(),
  previous_message: innerMessage.nullish(),
  deleted_ts: ts.nullish(),
});
export type MessageEvent = z.infer<typeof messageEventSchema>;

export const memberJoinedSchema = z.object({
  type: z.literal('member_joined_channel'),
  user: z.string(),
  channel: z.string().min(1),
  inviter: text,
  event_ts: ts,
});

export const homeOpenedSchema = z.object({
  type: z.literal('app_home_opened'),
  user: z.string(),
  channel: z.string().min(1),
  tab: text,
  event_ts: ts,
});

export const envelopeSchema = z.object({
  type: z.literal('event_callback'),
  team_id: z.string().min(1),
  context_team_id: text,
  event_id: z.string().min(1),
  authorizations: z
    .array(
      z.object({
        team_id: text,
        enterprise_id: text,
        user_id: text,
        is_bot: z.boolean().nullish(),
        is_enterprise_install: z.boolean().nullish(),
      }),
    )
    .nullish(),
  event: z.looseObject({ type: z.string() }),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** Form fields, so everything is text. https://docs.slack.dev/interactivity/implementing-slash-commands */
export const commandSchema = z.object({
  command: z.string().min(1),
  text: text,
  team_id: z.string().min(1),
  enterprise_id: text,
  is_enterprise_install: text,
  user_id: z.string().min(1),
  channel_id: z.string().min(1),
  channel_name: text,
  trigger_id: z.string().min(1),
  response_url: text,
});

const interaction = {
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  is_enterprise_install: z.boolean().nullish(),
  user: z.object({ id: z.string().min(1), team_id: text }),
  trigger_id: text,
};

export const blockActionsSchema = z.object({
  ...interaction,
  type: z.literal('block_actions'),
  response_url: text,
  channel: z.object({ id: z.string().min(1), name: text }).nullish(),
  container: z.object({
    type: text,
    message_ts: ts.nullish(),
    thread_ts: ts.nullish(),
    is_ephemeral: z.boolean().nullish(),
  }),
  message: z.object({ thread_ts: ts.nullish() }).nullish(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: text,
        /** Of an overflow menu. */
        selected_option: z.object({ value: z.string() }).nullish(),
        action_ts: ts.nullish(),
      }),
    )
    .min(1),
});
export type BlockActions = z.infer<typeof blockActionsSchema>;

/** A message's own menu. https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export const messageShortcutSchema = z.object({
  ...interaction,
  type: z.literal('message_action'),
  callback_id: z.string(),
  trigger_id: z.string().min(1),
  response_url: text,
  team: z.object({ id: z.string(), domain: text }).nullish(),
  channel: z.object({ id: z.string().min(1), name: text }),
  message: z.object({ ts, thread_ts: ts.nullish(), user: text, bot_id: text, text }),
});
export type MessageShortcut = z.infer<typeof messageShortcutSchema>;

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export const suggestionSchema = z.object({
  ...interaction,
  type: z.literal('block_suggestion'),
  action_id: z.string(),
  value: z.string().max(300),
});

export const viewSubmissionSchema = z.object({
  ...interaction,
  type: z.literal('view_submission'),
  view: z.object({
    id: z.string().min(1),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({
      values: z.record(
        z.string(),
        z.record(
          z.string(),
          z.object({
            value: text,
            selected_date: text,
            selected_option: z.object({ value: z.string() }).nullish(),
          }),
        ),
      ),
    }),
  }),
});
export type ViewSubmission = z.infer<typeof viewSubmissionSchema>;

/** What the adapter needs to answer; stored with the turn, opaque to every other room. */
export const replyHandleSchema = z.object({
  /** Workspace of the person; a stream outside direct messages names it. */
  teamId: z.string(),
  /** The message that the turn is about: what was written, or what holds the button. */
  messageTs: z.string().optional(),
  /** That message is seen by this person alone. */
  ephemeral: z.boolean().optional(),
  /** Answers where the bot is no member, privately, until the instant given. */
  responseUrl: z.url().optional(),
  responseUrlUntil: z.iso.datetime().optional(),
});
export type ReplyHandle = z.infer<typeof replyHandleSchema>;

/** What a modal carries for us: where it was opened, so that its turn belongs to that conversation. */
export const modalCarrySchema = z.object({
  context: z.string(),
  place: z.object({
    key: z.string(),
    kind: z.enum(['direct', 'channel', 'group']),
    channelId: z.string(),
    threadId: z.string().optional(),
    label: z.string().optional(),
  }),
  handle: replyHandleSchema,
});
export type ModalCarry = z.infer<typeof modalCarrySchema>;
