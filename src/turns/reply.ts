import type { Message } from '../messages/message.ts';
import { AppError } from '../shared/errors.ts';
import type { ChatPlatform, OutgoingFile, Target } from './chat-platform.ts';
import type { Deliverer, Envelope, OutgoingStream } from './deliverer.ts';
import { threadUnder } from './place.ts';
import type { Place } from './turn.ts';

export interface ReplyOptions {
  /** What the message shows, so that it can be found and edited later. */
  subject?: { type: string; id: string };
  /** Another place than the turn's own, e.g. the thread under a message just sent. */
  place?: Place;
  /** Names the message inside its turn; default: its position. Needed when the order may differ between tries. */
  name?: string;
  /** Names the message beyond its turn: several turns that would say the same send it once. */
  key?: string;
}

/** Answers one turn. Each message has a key of its own, so a turn tried again sends nothing twice. */
export interface Reply {
  send(message: Message, options?: ReplyOptions): Promise<string>;
  /**
   * Puts a view in the place of a message that the person acted on; where that cannot be edited (it was shown to one person
   * only, or is gone), it is sent anew.
   */
  replace(messageId: string, message: Message): Promise<void>;
  /** Where others are present: only the asker sees it, in place if the platform can, else in the direct message. */
  sendPrivately(message: Message, options?: Omit<ReplyOptions, 'place'>): Promise<string>;
  /** The direct message with the asker; undefined where the platform does not allow one yet. */
  directTarget(): Promise<Target | undefined>;
  /**
   * A file to the asker's direct message, wherever they asked.
   * @throws AppError EXPORT_005 where the platform allows no direct message yet, EXPORT_006 where it sends no files
   */
  sendFile(file: OutgoingFile, options?: Omit<ReplyOptions, 'place'>): Promise<string>;
  /** Shows that work is under way; never throws. */
  progress(text: string): Promise<void>;
  /** A message that grows, opened at its first piece. */
  stream(): LazyStream;
  /** The thread under a message just sent. */
  threadUnder(messageId: string): Place;
}

/** An answer that is there within so many milliseconds of its first piece is sent whole: it would only flicker. */
const streamAfterMs = 150;

/** Opens a moment after the first piece: an answer that comes whole, or nearly so, is sent whole. */
export interface LazyStream {
  append(markdown: string): void;
  finish(message: Message, options?: ReplyOptions): Promise<string>;
  /** Resolves when no piece is on its way any more; never throws. */
  settled(): Promise<void>;
}

export function createReply(deps: {
  deliverer: Deliverer;
  platform: ChatPlatform;
  target: Target;
  organizationId: string;
  turnId: string;
  platformUserId: string;
  /** Fires when another worker has taken the conversation over. */
  lost: AbortSignal;
  /** How long an answer may take to come whole before it is shown as it grows; 0: not at all. Default 150. */
  streamAfterMs?: number | undefined;
}): Reply {
  const { deliverer, platform, target, organizationId, turnId } = deps;
  let count = 0;
  const envelope = (options: ReplyOptions) => {
    const name = options.name ?? String(count);
    count += 1;
    return {
      organizationId,
      key: options.key ?? `${turnId}:${name}`,
      ...(options.subject === undefined ? {} : { subject: options.subject }),
    };
  };
  const targetOf = (options: ReplyOptions): Target =>
    options.place === undefined ? target : { ...target, place: options.place };

  /** Everything that a person would see passes here: a worker that has lost its lease says nothing more. */
  const deliver = async (to: Target, message: Message, as: Envelope): Promise<string> => {
    deps.lost.throwIfAborted();
    return deliverer.send(platform, to, message, as);
  };
  const sendPrivately: Reply['sendPrivately'] = (message, options = {}) =>
    deliver(
      target.place.kind === 'direct' ? target : { ...target, onlyFor: deps.platformUserId },
      message,
      envelope(options),
    );

  const directTarget: Reply['directTarget'] = () =>
    target.place.kind === 'direct'
      ? Promise.resolve(target)
      : platform.directPlace(target.installationId, deps.platformUserId, target);

  return {
    send: (message, options = {}) => deliver(targetOf(options), message, envelope(options)),
    sendPrivately,
    async replace(messageId, message) {
      deps.lost.throwIfAborted();
      try {
        await platform.update(target, messageId, message);
      } catch (error) {
        if (error instanceof AppError && error.retry === 'later') throw error;
        await sendPrivately(message);
      }
    },
    directTarget,
    async sendFile(file, options = {}) {
      deps.lost.throwIfAborted();
      const as = envelope(options);
      const direct = await directTarget();
      if (direct === undefined) {
        throw new AppError({
          code: 'EXPORT_005',
          message: 'there is no direct message for the file',
          userMessage:
            'I send files only to you alone, and I cannot write to you privately yet. Open a chat with me, then ask again.',
        });
      }
      return deliverer.sendFile(platform, direct, file, as);
    },
    progress: (text) => platform.showProgress(target, text),
    stream() {
      let opening: Promise<OutgoingStream> | undefined;
      let pieces = Promise.resolve();
      let held = '';
      const afterMs = deps.streamAfterMs ?? streamAfterMs;
      let timer: NodeJS.Timeout | undefined;
      const own = envelope({});
      const open = (): void => {
        timer = undefined;
        if (deps.lost.aborted) return;
        opening = deliverer.stream(platform, target, own);
        push(held);
      };
      const push = (markdown: string): void => {
        const opened = opening;
        // In order, and a lost piece loses nothing: `finish` brings the whole text.
        pieces = pieces.then(async () => (await opened)?.append(markdown)).catch(() => undefined);
      };
      const settled = (): Promise<void> => {
        clearTimeout(timer);
        return pieces;
      };
      return {
        append(markdown) {
          if (deps.lost.aborted) return;
          if (opening !== undefined) {
            push(markdown);
            return;
          }
          held += markdown;
          if (afterMs === 0) open();
          else timer ??= setTimeout(open, afterMs);
        },
        async finish(message, options = {}) {
          await settled();
          const subject = options.subject === undefined ? own : { ...own, subject: options.subject };
          if (opening === undefined) return deliver(target, message, subject);
          const opened = await opening;
          deps.lost.throwIfAborted();
          return opened.finish(message);
        },
        settled,
      };
    },
    threadUnder: (messageId) => threadUnder(platform.platform, target.place, messageId),
  };
}
