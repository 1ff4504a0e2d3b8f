import type { LocalMessage, LocalStore, NewLocalMessage } from '../../coaching/local-chat/ports.ts';
import type { Message } from '../../messages/message.ts';
import type { Clock } from '../../shared/clock.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Logger } from '../../shared/logger.ts';
import type { ChatPlatform, MessageStream, Posted, Target } from '../../turns/chat-platform.ts';
import { channelGone, fileGone, messageGone } from './errors.ts';
import { maxProgressLength } from './limits.ts';
import { localInstallationId, placeIn } from './places.ts';
import { renderParts } from './render.ts';
import type { RenderedPart } from './render.ts';
import { createTextStream } from './text-stream.ts';

/**
 * The local chat as a platform. A message's id follows from its delivery, so posting twice is posting once, and after a
 * crash the store can be asked for it.
 */
export function createLocalPlatform(deps: { store: LocalStore; clock: Clock; logger: Logger }): ChatPlatform {
  const { store, clock, logger } = deps;

  const stream = (viewerId: string, messageId: string): MessageStream => {
    const text = createTextStream({
      clock,
      async write(whole) {
        await store.update(viewerId, messageId, { text: whole });
      },
      onLost: () => logger.debug('a piece of a local stream was not written', { messageId }),
    });
    return {
      messageId,
      append: (markdown) => text.append(markdown),
      async finish(message) {
        await text.close();
        await replace(store, viewerId, messageId, message);
        return { messageId };
      },
    };
  };

  return {
    platform: 'local',

    async post(target, message, deliveryId): Promise<Posted> {
      const viewerId = await viewerOf(store, target);
      const messageId = messageIdOf(deliveryId);
      const [first, ...rest] = renderParts(message);
      await store.insert(viewerId, [
        { ...rowOf(target, first), id: messageId, deliveryId },
        ...rest.map((part, index) => ({ ...rowOf(target, part), id: partIdOf(messageId, index + 1) })),
      ]);
      return { messageId };
    },

    async sendFile(target, { name, mimeType, content, message }, deliveryId): Promise<Posted> {
      const viewerId = await viewerOf(store, target);
      const messageId = messageIdOf(deliveryId);
      const file = { id: deterministicId('local-sent-file', deliveryId), name, size: content.length };
      await store.addFile(viewerId, { ...file, channelId: target.place.channelId, mimeType, content });
      const [first] = renderParts(message);
      await store.insert(viewerId, [{ ...rowOf(target, first), id: messageId, deliveryId, files: [file] }]);
      return { messageId };
    },

    async update(target, messageId, message) {
      await replace(store, await viewerOf(store, target), messageId, message);
    },

    async remove(target, messageId) {
      const viewerId = await viewerOf(store, target);
      const first = await store.message(viewerId, messageId);
      if (first === undefined || first.state === 'deleted') return false;
      await store.update(viewerId, messageId, { text: '', files: [], state: 'deleted' });
      await removeParts(store, viewerId, messageId, 1);
      return true;
    },

    async showProgress(target, text) {
      const onlyFor = onlyForOf(target);
      try {
        await store.announceProgress({
          channelId: target.place.channelId,
          text: text.slice(0, maxProgressLength),
          ...(target.place.threadId === undefined ? {} : { threadId: target.place.threadId }),
          ...(onlyFor === undefined ? {} : { onlyFor }),
        });
      } catch {
        logger.debug('local progress was not shown');
      }
    },

    async startStream(target, deliveryId) {
      const viewerId = await viewerOf(store, target);
      const id = messageIdOf(deliveryId);
      await store.insert(viewerId, [{ ...whereOf(target), id, deliveryId, text: '', state: 'streaming' }]);
      return stream(viewerId, id);
    },

    async resumeStream(target, messageId) {
      const viewerId = await viewerOf(store, target);
      // The model starts anew, and so does the text; the old words stay until the first new ones come.
      if ((await store.message(viewerId, messageId)) === undefined) throw messageGone();
      return stream(viewerId, messageId);
    },

    async find(target, { deliveryId }) {
      const found = await store.message(await viewerOf(store, target), messageIdOf(deliveryId));
      return found === undefined ? { kind: 'absent' } : { kind: 'found', messageId: found.id };
    },

    async person(_installationId, platformUserId) {
      const person = (await store.people()).find(({ id }) => id === platformUserId);
      if (person === undefined) return { name: 'Somebody', isBot: false, isGuest: true };
      return { name: person.name, email: person.email, isBot: false, isGuest: false };
    },

    async members(target) {
      const channel = await store.channel(target.place.channelId);
      return { platformUserIds: channel?.memberIds ?? [], complete: channel !== undefined };
    },

    async directPlace(_installationId, platformUserId) {
      const channel = await store.ensureDirect(platformUserId);
      return { installationId: localInstallationId, place: placeIn(channel), recipient: platformUserId };
    },

    async openGroup(_installationId, platformUserIds, topic) {
      // The name is a channel's identity: two pairs of the same names must not end up in one.
      const pair = deterministicId('local-group', ...[...platformUserIds].sort()).slice(0, 6);
      const name = `${topic.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-${pair}`;
      const channel = await store.ensureChannel({ name, topic, memberIds: platformUserIds });
      return { installationId: localInstallationId, place: placeIn(channel) };
    },

    async download(target, file) {
      const found = await store.file(await viewerOf(store, target), file.id);
      if (found === undefined) throw fileGone();
      return found.content;
    },
  };
}

const messageIdOf = (deliveryId: string): string => deterministicId('local-delivery', deliveryId);
const partIdOf = (messageId: string, index: number): string =>
  deterministicId('local-part', messageId, String(index));

/** The only one who may see it: asked for, or because what is answered was seen by one person only. */
function onlyForOf(target: Target): string | undefined {
  if (target.onlyFor !== undefined) return target.onlyFor;
  const wanted = target.replyHandle?.['onlyFor'];
  return typeof wanted === 'string' ? wanted : undefined;
}

/** The bot is nobody's row policy: it works in the sight of somebody who may see what it writes. */
async function viewerOf(store: LocalStore, target: Target): Promise<string> {
  const channel = await store.channel(target.place.channelId);
  const members = channel?.memberIds ?? [];
  const only = onlyForOf(target);
  const wanted = only ?? target.recipient;
  if (wanted !== undefined && members.includes(wanted)) return wanted;
  const [anybody] = members;
  if (only !== undefined || anybody === undefined) throw channelGone();
  return anybody;
}

function whereOf(target: Target): Pick<NewLocalMessage, 'channelId' | 'threadId' | 'onlyFor'> {
  const onlyFor = onlyForOf(target);
  return {
    channelId: target.place.channelId,
    ...(target.place.threadId === undefined ? {} : { threadId: target.place.threadId }),
    ...(onlyFor === undefined ? {} : { onlyFor }),
  };
}

const rowOf = (target: Target, part: RenderedPart): Omit<NewLocalMessage, 'id'> => ({
  ...whereOf(target),
  ...part,
  state: 'final',
});

/** The parts follow the first; parts that an earlier, longer version had are taken away. */
async function replace(
  store: LocalStore,
  viewerId: string,
  messageId: string,
  message: Message,
): Promise<void> {
  const [first, ...rest] = renderParts(message);
  const updated = await store.update(viewerId, messageId, { ...first, state: 'final' });
  if (updated === undefined) throw messageGone();
  for (const [index, part] of rest.entries()) {
    const id = partIdOf(messageId, index + 1);
    if ((await store.update(viewerId, id, { ...part, state: 'final' })) === undefined) {
      await store.insert(viewerId, [{ ...besides(updated), ...part, id, state: 'final' }]);
    }
  }
  await removeParts(store, viewerId, messageId, rest.length + 1);
}

/** The parts of a message from the `from`th after its first. */
async function removeParts(
  store: LocalStore,
  viewerId: string,
  messageId: string,
  from: number,
): Promise<void> {
  for (let index = from; ; index += 1) {
    const id = partIdOf(messageId, index);
    const surplus = await store.message(viewerId, id);
    if (surplus === undefined) return;
    if (surplus.state !== 'deleted') await store.update(viewerId, id, { text: '', state: 'deleted' });
  }
}

/** Where the first part stands, the others stand: the target may name another thread by now. */
function besides(first: LocalMessage): Pick<NewLocalMessage, 'channelId' | 'threadId' | 'onlyFor'> {
  const { channelId, threadId, onlyFor } = first;
  return {
    channelId,
    ...(threadId === undefined ? {} : { threadId }),
    ...(onlyFor === undefined ? {} : { onlyFor }),
  };
}
