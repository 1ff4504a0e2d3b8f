import type { Activity, TurnContext } from 'botbuilder';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Message } from '../../messages/message.ts';
import type { MessageStream, Posted } from '../../turns/chat-platform.ts';
import { readFault } from './errors.ts';
import { idOfParts } from './part-ids.ts';
import { AppError } from '../../shared/errors.ts';
import { maxActivityBytes, streamLifetimeMs, streamPieceIntervalMs, utf16Bytes } from './limits.ts';
import { renderActivities } from './render.ts';
import type { RenderedActivity } from './render.ts';

/** What a stream needs of the platform; the calls throw AppError. */
export interface StreamWires {
  send(activity: Partial<Activity>): Promise<string>;
  /** For what is worth nothing later: refuses rather than waits when Teams would be asked too often. */
  sendNowOrNever(activity: Partial<Activity>): Promise<string>;
  update(messageId: string, activity: RenderedActivity): Promise<void>;
  /** Posts a part that found no room in the stream's message. */
  post(activity: RenderedActivity): Promise<string>;
  clock: Clock;
  logger: Logger;
  askFeedback: boolean;
}

type StreamType = 'informative' | 'streaming' | 'final';

/** Teams reads the stream's state from an entity; older clients from `channelData`. */
function streamInfo(
  streamType: StreamType,
  streamId: string | undefined,
  streamSequence: number | undefined,
) {
  const state = {
    streamType,
    ...(streamSequence === undefined ? {} : { streamSequence }),
    ...(streamId === undefined ? {} : { streamId }),
  };
  return { channelData: state, entities: [{ type: 'streaminfo', ...state }] };
}

/**
 * A message that grows in a personal chat. The library's own StreamingResponse cannot be used from a worker: it sleeps
 * 1.5 s after each piece, prints errors, and cannot take up a stream that an earlier process began.
 *
 * https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux
 */
export class TeamsMessageStream implements MessageStream {
  readonly messageId: string;
  readonly #wires: StreamWires;
  readonly #startedAt: number;
  /** Teams wants 1, 2, 3…; undefined once pieces are no longer sent (resumed, refused, too long, too old). */
  #sequence: number | undefined;
  #text = '';
  #lastPieceAt: number;
  #inFlight: Promise<void> | undefined;

  private constructor(wires: StreamWires, messageId: string, sequence: number | undefined) {
    this.#wires = wires;
    this.messageId = messageId;
    this.#sequence = sequence;
    this.#startedAt = wires.clock.now().getTime();
    this.#lastPieceAt = this.#startedAt;
  }

  /** The first activity shows `progress` and brings the id that the whole message keeps. */
  static async start(wires: StreamWires, progress: string): Promise<TeamsMessageStream> {
    const id = await wires.send({
      type: 'typing',
      text: progress,
      ...streamInfo('informative', undefined, 1),
    });
    return new TeamsMessageStream(wires, id, 2);
  }

  /** Its sequence is lost with the process that began it, so no pieces, only the end. */
  static resume(wires: StreamWires, messageId: string): TeamsMessageStream {
    return new TeamsMessageStream(wires, messageId, undefined);
  }

  append(markdown: string): Promise<void> {
    this.#text += markdown;
    const now = this.#wires.clock.now().getTime();
    if (this.#inFlight !== undefined || this.#sequence === undefined) return Promise.resolve();
    if (now - this.#lastPieceAt < streamPieceIntervalMs) return Promise.resolve();
    if (now - this.#startedAt > streamLifetimeMs || utf16Bytes(this.#text) > maxActivityBytes / 2) {
      this.#sequence = undefined;
      return Promise.resolve();
    }
    this.#lastPieceAt = now;
    // Not awaited: a slow Teams must not hold up the model. `finish` waits for it.
    this.#inFlight = this.#sendPiece(this.#sequence++).finally(() => {
      this.#inFlight = undefined;
    });
    return Promise.resolve();
  }

  async #sendPiece(sequence: number): Promise<void> {
    try {
      await this.#wires.sendNowOrNever({
        type: 'typing',
        text: this.#text,
        ...streamInfo('streaming', this.messageId, sequence),
      });
    } catch (error) {
      // A lost piece costs nothing: the end replaces the whole. Refused pieces stay refused.
      if (error instanceof AppError && error.retry === 'never') this.#sequence = undefined;
      this.#wires.logger.debug('a piece of a Teams stream was lost', { code: codeOf(error) });
    }
  }

  async finish(message: Message): Promise<Posted> {
    await this.#inFlight;
    this.#sequence = undefined;
    const [first, ...more] = renderActivities(message, {
      proseAsText: true,
      askFeedback: this.#wires.askFeedback,
    });
    if (first === undefined) return { messageId: this.messageId };
    const ids = [await this.#end(first)];
    for (const activity of more) ids.push(await this.#wires.post(activity));
    return { messageId: idOfParts(ids) };
  }

  /**
   * Ends the stream; where Teams says that it has ended already (two minutes passed, or an earlier process sent the end
   * and died), the message is edited; where it is gone too, it is posted anew.
   */
  async #end(activity: RenderedActivity): Promise<string> {
    const info = streamInfo('final', this.messageId, undefined);
    try {
      await this.#wires.send({
        ...activity,
        channelData: { ...(activity.channelData as object | undefined), ...info.channelData },
        entities: [...info.entities, ...(activity.entities ?? [])],
      });
      return this.messageId;
    } catch (error) {
      if (!(error instanceof AppError) || error.retry === 'later') throw error;
      // "Stop generating": what was written stays, and nothing more is wanted.
      if (readFault(error.cause).teamsCode === 'ContentStreamCanceled') return this.messageId;
      this.#wires.logger.info('a Teams stream could not be ended, editing its message', { code: error.code });
    }
    try {
      await this.#wires.update(this.messageId, activity);
      return this.messageId;
    } catch (error) {
      if (!(error instanceof AppError) || error.retry === 'later') throw error;
      this.#wires.logger.info('a streamed Teams message is gone, posting it anew', { code: error.code });
    }
    return this.#wires.post(activity);
  }
}

const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : 'UNKNOWN');

/** Sends and gives the id; Teams answers some activities without one. */
export async function sendActivity(context: TurnContext, activity: Partial<Activity>): Promise<string> {
  const sent = await context.sendActivity(activity);
  return sent?.id ?? '';
}
