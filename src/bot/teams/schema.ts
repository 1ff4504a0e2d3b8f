import { z } from 'zod';

/**
 * The parts of a Bot Framework activity that we read. Everything else is ignored, so that a field Teams adds tomorrow
 * breaks nothing; what we do read is checked.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object
 */
const account = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  aadObjectId: z.string().optional(),
  role: z.string().optional(),
});

const attachment = z.object({
  contentType: z.string(),
  contentUrl: z.string().optional(),
  name: z.string().nullish(),
  content: z.unknown().optional(),
});
export type ActivityAttachment = z.infer<typeof attachment>;

export const activitySchema = z.object({
  type: z.string().min(1),
  id: z.string().min(1).optional(),
  name: z.string().optional(),
  action: z.string().optional(),
  timestamp: z.string().optional(),
  channelId: z.string().min(1),
  serviceUrl: z.url(),
  from: account,
  recipient: account,
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
    name: z.string().nullish(),
  }),
  replyToId: z.string().optional(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: z.array(attachment).nullish(),
  entities: z.array(z.looseObject({ type: z.string().optional() })).nullish(),
  membersAdded: z.array(account).nullish(),
  channelData: z
    .looseObject({
      tenant: z.object({ id: z.string() }).optional(),
      team: z.object({ id: z.string().optional(), name: z.string().optional() }).optional(),
      channel: z
        .object({ id: z.string().optional(), name: z.string().nullish(), type: z.string().optional() })
        .optional(),
      eventType: z.string().optional(),
    })
    .nullish(),
});
export type TeamsActivity = z.infer<typeof activitySchema>;

export const mentionSchema = z.object({
  type: z.literal('mention'),
  text: z.string().optional(),
  mentioned: z.object({ id: z.string().min(1), name: z.string().optional() }),
});
export type Mention = z.infer<typeof mentionSchema>;

/** A file in a personal chat. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4 */
export const fileDownloadType = 'application/vnd.microsoft.teams.file.download.info';
export const fileDownloadSchema = z.object({
  downloadUrl: z.url(),
  uniqueId: z.string().optional(),
  fileType: z.string().optional(),
});

/** The button and form data that our own cards carry (`src/messages/adaptive-card`). */
export const submittedActionSchema = z.object({ action: z.string().min(1), value: z.string().default('') });
export const submittedFormSchema = z.looseObject({
  form: z.string().min(1),
  context: z.string().default(''),
});

/** Invokes wait for an answer. `Action.Execute` of a card: */
export const cardActionInvoke = 'adaptiveCard/action';
export const cardActionSchema = z.object({ action: z.looseObject({ data: z.unknown().optional() }) });

/** A button that opens a dialog, and that dialog sent off. */
export const dialogFetchInvoke = 'task/fetch';
export const dialogSubmitInvoke = 'task/submit';
export const dialogSchema = z.object({ data: z.unknown() });
export const opensFormSchema = z.object({ opensForm: z.string().min(1), value: z.string().default('') });

/** A message's own menu: it opens a dialog, and that dialog is sent off. https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/define-action-command */
export const extensionFetchInvoke = 'composeExtension/fetchTask';
export const extensionSubmitInvoke = 'composeExtension/submitAction';
export const messagePayloadSchema = z.object({
  commandId: z.string(),
  messagePayload: z.object({
    createdDateTime: z.string().nullish(),
    linkToMessage: z.string().nullish(),
    /** A bot's message has an application in place of the user. */
    from: z.object({ user: z.object({ id: z.string() }).nullish() }).nullish(),
    body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  }),
});

/** Somebody types into a list that asks the bot. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
export const searchInvoke = 'application/search';
export const searchSchema = z.object({ dataset: z.string(), queryText: z.string().max(300).default('') });

/** Thumbs up or down under an answer. The words that Teams' own box asks for are not read: nobody would get them. */
export const feedbackInvoke = 'message/submitAction';
export const feedbackSchema = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']) }),
});

/** The answer to a card that asked whether a file may be sent. `context` is what the card carried. */
export const fileConsentInvoke = 'fileConsent/invoke';
export const uploadInfoSchema = z.object({
  uploadUrl: z.url(),
  contentUrl: z.url(),
  name: z.string().optional(),
  uniqueId: z.string(),
  fileType: z.string(),
});
export type UploadInfo = z.infer<typeof uploadInfoSchema>;
export const fileConsentSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('accept'),
    context: z.object({ again: z.string().max(200) }),
    uploadInfo: uploadInfoSchema,
  }),
  z.object({ action: z.literal('decline') }),
]);

/**
 * What a later message needs to reach the same place: our form of Bot Framework's conversation reference, as it
 * travels in `Turn.replyHandle`.
 */
export const replyHandleSchema = z.object({
  serviceUrl: z.url(),
  botId: z.string().min(1),
  botName: z.string().optional(),
  tenantId: z.string().min(1),
  /** With `;messageid=` where it is a channel's thread. */
  conversationId: z.string().min(1),
  conversationType: z.enum(['personal', 'channel', 'groupChat']),
  /** The team of a channel: its roster is the channel's, except for shared channels. */
  teamId: z.string().optional(),
  channelType: z.string().optional(),
});
export type ReplyHandle = z.infer<typeof replyHandleSchema>;
