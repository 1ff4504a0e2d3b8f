import type {
  LocalChange,
  LocalChannel,
  LocalMessage,
  LocalPerson,
  LocalStore,
  NewLocalMessage,
} from '../../../src/coaching/local-chat/ports.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { deterministicId } from '../../../src/shared/ids.ts';

type StoredFile = NonNullable<Awaited<ReturnType<LocalStore['file']>>>;

/** The local chat in memory, with the same sight as the row policies; `test/contract` holds it to the real one. */
export function createFakeLocalStore(people: readonly LocalPerson[], clock: Clock): LocalStore {
  const channels = new Map<string, LocalChannel>();
  const messages = new Map<string, LocalMessage>();
  const files = new Map<string, StoredFile>();
  const subscribers = new Set<(change: LocalChange) => void>();
  let seq = 0;

  const isMember = (userId: string, channelId: string): boolean =>
    channels.get(channelId)?.memberIds.includes(userId) ?? false;
  const sees = (userId: string, message: LocalMessage): boolean =>
    isMember(userId, message.channelId) && (message.onlyFor === undefined || message.onlyFor === userId);
  const tell = (change: LocalChange): void => {
    // After the call has returned, as a notification would come.
    queueMicrotask(() => {
      for (const subscriber of subscribers) subscriber(change);
    });
  };
  const ensure = (
    channel: Omit<LocalChannel, 'id' | 'memberIds'>,
    memberIds: readonly string[],
  ): LocalChannel => {
    const id = deterministicId('fake-channel', channel.kind, channel.name);
    const known = channels.get(id);
    const members = [...new Set([...(known?.memberIds ?? []), ...memberIds])].sort();
    const made = { ...(known ?? { id, ...channel }), memberIds: members };
    channels.set(id, made);
    return made;
  };
  const toStored = ({ deliveryId: _delivery, ...message }: NewLocalMessage): LocalMessage => {
    seq += 1;
    return { files: [], ...message, seq, createdAt: clock.now(), updatedAt: clock.now() };
  };

  return {
    people: () => Promise.resolve([...people].sort((a, b) => a.name.localeCompare(b.name))),
    channelsOf: (userId) =>
      Promise.resolve(
        [...channels.values()]
          .filter(({ id }) => isMember(userId, id))
          .sort((a, b) => b.kind.localeCompare(a.kind) || a.name.localeCompare(b.name)),
      ),
    channel: (channelId) => Promise.resolve(channels.get(channelId)),
    ensureDirect: (userId) => Promise.resolve(ensure({ kind: 'direct', name: userId, topic: '' }, [userId])),
    ensureChannel: ({ name, topic, memberIds }) =>
      Promise.resolve(ensure({ kind: 'channel', name, topic }, memberIds)),
    messages: (viewerId, { channelId, beforeSeq = Infinity, limit }) =>
      Promise.resolve(
        [...messages.values()]
          .filter((message) => sees(viewerId, message) && message.seq < beforeSeq)
          .filter((message) => channelId === undefined || message.channelId === channelId)
          .sort((a, b) => a.seq - b.seq)
          .slice(-limit),
      ),
    message: (viewerId, messageId) => {
      const found = messages.get(messageId);
      return Promise.resolve(found && sees(viewerId, found) ? found : undefined);
    },
    insert(viewerId, added) {
      if (added.some(({ channelId }) => !isMember(viewerId, channelId))) {
        return Promise.reject(new Error('new row violates row-level security policy'));
      }
      for (const message of added) {
        if (!messages.has(message.id)) messages.set(message.id, toStored(message));
        tell({ kind: 'message', channelId: message.channelId, messageId: message.id });
      }
      return Promise.resolve();
    },
    update(viewerId, messageId, patch) {
      const found = messages.get(messageId);
      if (!found || !sees(viewerId, found)) return Promise.resolve(undefined);
      const changed = { ...found, ...patch, updatedAt: clock.now() };
      messages.set(messageId, changed);
      tell({ kind: 'message', channelId: found.channelId, messageId });
      return Promise.resolve(changed);
    },
    addFile(viewerId, file) {
      if (!isMember(viewerId, file.channelId)) {
        return Promise.reject(new Error('new row violates row-level security policy'));
      }
      if (!files.has(file.id)) files.set(file.id, file);
      return Promise.resolve();
    },
    file: (viewerId, fileId) => {
      const found = files.get(fileId);
      return Promise.resolve(found && isMember(viewerId, found.channelId) ? found : undefined);
    },
    announceProgress(progress) {
      tell({ kind: 'progress', ...progress });
      return Promise.resolve();
    },
    subscribe(onChange) {
      subscribers.add(onChange);
      return Promise.resolve(() => {
        subscribers.delete(onChange);
      });
    },
    close() {
      subscribers.clear();
      return Promise.resolve();
    },
  };
}
