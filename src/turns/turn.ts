import { z } from 'zod';
import { actionIds } from '../messages/action-ids.ts';
import { formIds } from '../messages/form-ids.ts';
import type { Query } from './query.ts';

/**
 * One thing a person did, in the words of no platform. Adapters make it from verified events (`parse-event.ts`); it is
 * stored encrypted in `inbox_events` until it has been answered.
 */
export const platforms = ['slack', 'teams', 'local'] as const;
export type Platform = (typeof platforms)[number];

export const placeSchema = z.object({
  /**
   * Order and lease are per key: `platform:installation:channel[:thread]`. A mention at the top of a channel opens the
   * thread under it, so its key already names that thread.
   */
  key: z.string().min(1).max(500),
  kind: z.enum(['direct', 'channel', 'group']),
  /** The platform's id of the channel, chat or direct message. */
  channelId: z.string().min(1),
  /** The platform's id of the thread's root, where replies go; undefined: reply at the top of a direct message. */
  threadId: z.string().optional(),
  /** Name shown to people, when the event carried it, e.g. `#team-north`. */
  label: z.string().optional(),
});
export type Place = z.infer<typeof placeSchema>;

const file = z.object({
  /** The platform's id of the file. */
  id: z.string(),
  name: z.string().max(300),
  mimeType: z.string().optional(),
  size: z.number().int().nonnegative().optional(),
  /** Where the adapter fetches it; the adapter checks the host against its allow-list. */
  url: z.string().optional(),
});
export type FileRef = z.infer<typeof file>;

const common = {
  platform: z.enum(platforms),
  /** The platform's id of the installation (Slack team or enterprise, Teams tenant, `demo`): binds the organisation. */
  installationId: z.string().min(1),
  /** The platform's id of this event; differs between re-deliveries of a burst, equal between plain retries. */
  eventId: z.string().min(1),
  /** Same for every event that stands for the same doing: see DESIGN, a message in, 2. */
  dedupeKey: z.string().min(1),
  /** Instant the person acted, ISO 8601 in UTC. */
  at: z.iso.datetime({ offset: true }),
  /** The platform's id of the person. */
  platformUserId: z.string().min(1),
  place: placeSchema,
  /** What the adapter needs to answer (response URL, conversation reference); opaque to everyone else. */
  replyHandle: z.record(z.string(), z.unknown()).optional(),
};

export const turnSchema = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('message'),
    /** The platform's id of the message. */
    messageId: z.string(),
    /** Plain text, mention of the bot removed, other mentions as `@Name`, links as their address. */
    text: z.string(),
    /** Platform ids of people mentioned in the text, apart from the bot. */
    mentions: z.array(z.object({ platformUserId: z.string(), name: z.string() })),
    files: z.array(file),
    /** True when the message has something that cannot be read as text or file (sticker, voice clip). */
    unreadable: z.boolean(),
  }),
  z.object({ ...common, kind: z.literal('edit'), messageId: z.string(), text: z.string() }),
  z.object({ ...common, kind: z.literal('delete'), messageId: z.string() }),
  z.object({
    ...common,
    kind: z.literal('command'),
    /** Without the slash, lower case. */
    name: z.string(),
    text: z.string(),
    mentions: z.array(z.object({ platformUserId: z.string(), name: z.string() })),
    /** True when other people would see what the command's caller typed. */
    typedInPublic: z.boolean(),
  }),
  z.object({
    ...common,
    kind: z.literal('action'),
    action: z.enum(actionIds),
    value: z.string().max(2000),
    /** The platform's id of the message that holds the button. */
    messageId: z.string(),
  }),
  z.object({
    ...common,
    kind: z.literal('form'),
    form: z.enum(formIds),
    context: z.string().max(2000),
    values: z.record(z.string(), z.string()),
  }),
  /** The bot was added, or a person opened its direct message for the first time. */
  z.object({ ...common, kind: z.literal('joined') }),
]);
export type Turn = z.infer<typeof turnSchema>;
export type TurnOf<K extends Turn['kind']> = Extract<Turn, { kind: K }>;

/** What an adapter makes of one verified request body. Nothing is dropped unseen. */
export type ParsedEvent =
  | {
      kind: 'turn';
      turn: Turn;
      /** The bot is meant: mention, direct message, command, button. Else only if its thread is known. */ addressed: boolean;
    }
  | { kind: 'query'; query: Query }
  /** Nothing for us: the bot's own message, a subtype that carries nothing, a type we do not read. */
  | { kind: 'unsupported'; reason: string };
