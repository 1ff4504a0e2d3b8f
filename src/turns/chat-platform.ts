import type { Message } from '../messages/message.ts';
import type { FileRef, Place, Platform } from './turn.ts';

/** Where a message goes. `replyHandle` is what the turn carried, or the stored conversation reference. */
export interface Target {
  installationId: string;
  place: Place;
  replyHandle?: Record<string, unknown>;
  /** Only this person may see it (Slack ephemeral; elsewhere the adapter uses the direct message). */
  onlyFor?: string;
  /** The person whose turn is answered: Slack streams outside direct messages need it. */
  recipient?: string;
}

export interface Posted {
  /** The platform's id of the message: Slack ts, Teams activity id, local message id. */
  messageId: string;
}

/** A message that grows while the model writes. Pieces are Markdown; the final message replaces them. */
export interface MessageStream {
  readonly messageId: string;
  /** Adds a piece. The adapter batches within the platform's limits; never throws for a lost piece. */
  append(markdown: string): Promise<void>;
  /** Replaces the whole with the final message. */
  finish(message: Message): Promise<Posted>;
}

/** A file for one person, sent to their direct message only. */
export interface OutgoingFile {
  /** With its extension, e.g. `summaries-2026-11-20.csv`. */
  name: string;
  mimeType: string;
  content: Uint8Array;
  /** What it is; shown with the file. */
  message: Message;
  /**
   * The value of an `export.send` button that makes the file anew. Where the platform asks the person first (Teams), the
   * file is made and sent after their yes; without it they get the message alone.
   */
  again?: string;
}

/**
 * One chat platform, outbound. All SDK errors leave as AppError: `PLATFORM_*`, `retry` says whether again.
 * Each method resolves once the platform has accepted.
 */
export interface ChatPlatform {
  readonly platform: Platform;
  /**
   * Posts a message, split within the platform's limits (the id is that of the first part).
   * `deliveryId` travels as opaque metadata where the platform has it, so that `find` can see it after a crash.
   */
  post(target: Target, message: Message, deliveryId: string): Promise<Posted>;
  /** Replaces a message in place. */
  update(target: Target, messageId: string, message: Message): Promise<void>;
  /**
   * Takes a message away for good, with all its parts: the bot's own, and the person's where the platform lets the bot.
   * Undefined where nothing can be taken away.
   * @returns false: it is gone already, or not the bot's to take away
   */
  remove?(target: Target, messageId: string): Promise<boolean>;
  /** Shows at once that the bot is at work ("Reading the procedures…"); never throws. */
  showProgress(target: Target, text: string): Promise<void>;
  /**
   * A turn is tried again, perhaps by another process: a message that showed progress and was left standing is taken up, so
   * that the reply replaces it. It is newer than `since`, and its id is not in `known`. Never throws. Undefined where
   * progress is no message.
   */
  takeUpProgress?(target: Target, search: { since: Date; known: ReadonlySet<string> }): Promise<void>;
  /** Nothing more will be said here for now: what still shows progress is taken away. Never throws. */
  endProgress?(target: Target): Promise<void>;
  /** Undefined where the place cannot stream: the caller posts the whole instead. */
  startStream(target: Target, deliveryId: string): Promise<MessageStream | undefined>;
  /** Goes on with a stream whose id was saved before a crash, or that `find` brought to light. */
  resumeStream(target: Target, messageId: string): Promise<MessageStream>;
  /**
   * Looks for a message of ours that was sent but not recorded: by metadata, or a message by the bot in this place,
   * newer than `since`, whose id is not in `known`. `unknowable` where the platform cannot be asked.
   */
  find(
    target: Target,
    search: { deliveryId: string; since: Date; known: ReadonlySet<string> },
  ): Promise<{ kind: 'found'; messageId: string } | { kind: 'absent' } | { kind: 'unknowable' }>;
  /** The person's address as the platform verifies it, and their name; undefined address: not visible to the app. */
  person(
    installationId: string,
    platformUserId: string,
    target?: Target,
  ): Promise<{ email?: string; name: string; isBot: boolean; isGuest: boolean }>;
  /** Platform ids of the people in a place, without bots. `complete` is false when the list could not be read whole. */
  members(target: Target): Promise<{ platformUserIds: readonly string[]; complete: boolean }>;
  /** The direct message with a person, opened if needed; undefined where the platform does not allow it yet. */
  directPlace(installationId: string, platformUserId: string, target?: Target): Promise<Target | undefined>;
  /**
   * A conversation of these people and the bot, opened if needed; the same people share one. Undefined, as method or result,
   * where a bot may not open one.
   * @param topic what it is called where such conversations have names
   */
  openGroup?(
    installationId: string,
    platformUserIds: readonly string[],
    topic: string,
  ): Promise<Target | undefined>;
  /**
   * Sends a file of at most 20 MB with its message to a direct message; the id is that of the message. Sent again after a
   * crash it may stand there twice, which in one's own direct message harms nobody. Undefined where files cannot be sent.
   */
  sendFile?(target: Target, file: OutgoingFile, deliveryId: string): Promise<Posted>;
  /**
   * Where a platform shows only pictures that it holds (Slack): brings one there for a message to this place.
   * @returns what the message names it by (`Picture.reference`)
   */
  bringPicture?(target: Target, png: Uint8Array): Promise<string>;
  /**
   * Fetches a file: 20 MB, 30 s, only from the platform's own hosts, no token across redirects.
   * @throws AppError FILE_* with a cure
   */
  download(target: Target, file: FileRef): Promise<Uint8Array>;
}
