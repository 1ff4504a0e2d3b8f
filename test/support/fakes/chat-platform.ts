import type { Message } from '../../../src/messages/message.ts';
import type {
  ChatPlatform,
  MessageStream,
  OutgoingFile,
  Posted,
  Target,
} from '../../../src/turns/chat-platform.ts';
import type { FileRef, Platform } from '../../../src/turns/turn.ts';
import { AppError } from '../../../src/shared/errors.ts';
import type { Clock } from '../../../src/shared/clock.ts';

export interface FakePerson {
  name: string;
  email?: string;
  isBot?: boolean;
  isGuest?: boolean;
}

/** A message as people in its place see it. */
export interface SeenMessage {
  messageId: string;
  placeKey: string;
  /** Undefined while a stream has not been finished. */
  message: Message | undefined;
  /** What was streamed so far. */
  streamed: string;
  onlyFor?: string;
  /** What came with it. */
  file?: { name: string; mimeType: string; content: Uint8Array };
  at: Date;
}

export type FakeCall = keyof Omit<ChatPlatform, 'platform'> | 'append' | 'finish';

/** A fault that the next matching call meets: before anything happened, or after it happened and the answer got lost. */
export interface ScriptedFault {
  call: FakeCall;
  when: 'before' | 'after';
  error: Error;
}

export const unavailable = (retryAfterMs?: number): AppError =>
  new AppError({
    code: 'PLATFORM_UNAVAILABLE',
    message: 'The fake platform is away.',
    retry: 'later',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

export const refusal = (code: AppError['code'] = 'PLATFORM_REFUSED'): AppError =>
  new AppError({ code, message: 'The fake platform says no.', retry: 'never' });

interface Stored extends SeenMessage {
  deliveryId: string;
}

/** A chat platform in memory: what it accepted can be looked at place by place. */
export class FakeChatPlatform implements ChatPlatform {
  readonly platform: Platform;
  readonly calls: FakeCall[] = [];
  readonly progress: string[] = [];
  readonly #clock: Clock;
  readonly #people = new Map<string, FakePerson>();
  readonly #members = new Map<string, { platformUserIds: readonly string[]; complete: boolean }>();
  readonly #messages = new Map<string, Stored>();
  readonly #files = new Map<string, Uint8Array>();
  readonly #faults: ScriptedFault[] = [];
  /** False: `find` answers `unknowable`, as Teams does. */
  canBeAsked = true;
  /** False: `startStream` answers undefined. */
  canStream = true;
  /** False: `directPlace` answers undefined. */
  canOpenDirect = true;
  #count = 0;

  constructor(options: { clock: Clock; platform?: Platform }) {
    this.platform = options.platform ?? 'slack';
    this.#clock = options.clock;
  }

  addPerson(platformUserId: string, person: FakePerson): void {
    this.#people.set(platformUserId, person);
  }

  setMembers(channelId: string, platformUserIds: readonly string[], complete = true): void {
    this.#members.set(channelId, { platformUserIds, complete });
  }

  addFile(id: string, content: Uint8Array): void {
    this.#files.set(id, content);
  }

  failNext(...faults: readonly ScriptedFault[]): void {
    this.#faults.push(...faults);
  }

  /** Everything that is in the place now, oldest first; all places without a key. */
  seen(placeKey?: string): SeenMessage[] {
    return [...this.#messages.values()].filter(
      (message) => placeKey === undefined || message.placeKey === placeKey,
    );
  }

  /** Views in the order in which they were posted. */
  views(placeKey?: string): string[] {
    return this.seen(placeKey).map(({ message }) => message?.view ?? 'streaming');
  }

  post(target: Target, message: Message, deliveryId: string): Promise<Posted> {
    return this.#call('post', () => {
      const { messageId } = this.#add(target, deliveryId, message);
      return { messageId };
    });
  }

  update(_target: Target, messageId: string, message: Message): Promise<void> {
    return this.#call('update', () => {
      const stored = this.#stored(messageId);
      // As in Slack: a stream that is still open refuses edits.
      if (stored.message === undefined) throw refusal('PLATFORM_STREAM_OPEN');
      stored.message = message;
    });
  }

  showProgress(_target: Target, text: string): Promise<void> {
    return this.#call('showProgress', () => {
      this.progress.push(text);
    });
  }

  startStream(target: Target, deliveryId: string): Promise<MessageStream | undefined> {
    return this.#call('startStream', () => {
      if (!this.canStream) return undefined;
      return this.#streamOn(this.#add(target, deliveryId, undefined));
    });
  }

  resumeStream(_target: Target, messageId: string): Promise<MessageStream> {
    return this.#call('resumeStream', () => this.#streamOn(this.#stored(messageId)));
  }

  find(
    target: Target,
    search: { deliveryId: string; since: Date; known: ReadonlySet<string> },
  ): ReturnType<ChatPlatform['find']> {
    return this.#call('find', () => {
      if (!this.canBeAsked) return { kind: 'unknowable' as const };
      const found = [...this.#messages.values()].find(
        ({ deliveryId, placeKey }) => deliveryId === search.deliveryId && placeKey === target.place.key,
      );
      return found === undefined
        ? { kind: 'absent' as const }
        : { kind: 'found' as const, messageId: found.messageId };
    });
  }

  person(_installationId: string, platformUserId: string): ReturnType<ChatPlatform['person']> {
    return this.#call('person', () => {
      const person = this.#people.get(platformUserId);
      if (person === undefined) throw refusal('PLATFORM_NOT_FOUND');
      const { isBot = false, isGuest = false, ...rest } = person;
      return { ...rest, isBot, isGuest };
    });
  }

  members(target: Target): ReturnType<ChatPlatform['members']> {
    return this.#call(
      'members',
      () => this.#members.get(target.place.channelId) ?? { platformUserIds: [], complete: false },
    );
  }

  directPlace(installationId: string, platformUserId: string): Promise<Target | undefined> {
    return this.#call('directPlace', () => {
      if (!this.canOpenDirect) return undefined;
      const channelId = `dm-${platformUserId}`;
      const key = `${this.platform}:${installationId}:${channelId}`;
      return {
        installationId,
        place: { key, kind: 'direct' as const, channelId },
        recipient: platformUserId,
      };
    });
  }

  sendFile(target: Target, { message, ...file }: OutgoingFile, deliveryId: string): Promise<Posted> {
    return this.#call('sendFile', () => {
      const stored = this.#add(target, deliveryId, message);
      stored.file = file;
      return { messageId: stored.messageId };
    });
  }

  download(_target: Target, file: FileRef): Promise<Uint8Array> {
    return this.#call('download', () => {
      const content = this.#files.get(file.id);
      if (content === undefined) throw refusal('FILE_NOT_REACHABLE');
      return content;
    });
  }

  #add(target: Target, deliveryId: string, message: Message | undefined): Stored {
    this.#count += 1;
    const stored: Stored = {
      messageId: `m${this.#count}`,
      placeKey: target.place.key,
      message,
      streamed: '',
      deliveryId,
      at: this.#clock.now(),
      ...(target.onlyFor === undefined ? {} : { onlyFor: target.onlyFor }),
    };
    this.#messages.set(stored.messageId, stored);
    return stored;
  }

  #stored(messageId: string): Stored {
    const stored = this.#messages.get(messageId);
    if (stored === undefined) throw refusal('PLATFORM_NOT_FOUND');
    return stored;
  }

  #streamOn(stored: Stored): MessageStream {
    return {
      messageId: stored.messageId,
      append: (markdown) =>
        this.#call('append', () => {
          stored.streamed += markdown;
        }),
      finish: (message) =>
        this.#call('finish', () => {
          stored.message = message;
          return { messageId: stored.messageId };
        }),
    };
  }

  // Async, so that what the effect throws is a rejection, as from a network.
  async #call<T>(call: FakeCall, effect: () => T): Promise<T> {
    await Promise.resolve();
    this.calls.push(call);
    const index = this.#faults.findIndex((fault) => fault.call === call);
    const [fault] = index === -1 ? [] : this.#faults.splice(index, 1);
    if (fault?.when === 'before') throw fault.error;
    const result = effect();
    if (fault !== undefined) throw fault.error;
    return result;
  }
}
