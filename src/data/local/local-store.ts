import type {
  LocalChannel,
  LocalMessage,
  LocalMessagePatch,
  LocalPerson,
  LocalStore,
  NewLocalMessage,
} from '../../coaching/local-chat/ports.ts';
import { jobFamilies, roles } from '../../coaching/people/user.ts';
import { AppError } from '../../shared/errors.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Database, ScopedClient } from '../database.ts';
import { Prisma } from '../generated/client.ts';
import type { LocalMessage as Row } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';
import { createChangeFeed, notify } from './change-feed.ts';

/**
 * The local chat in PostgreSQL. Changes travel between processes by NOTIFY, sent in the transaction that makes them,
 * so nobody hears of what was rolled back.
 */
export function createLocalStore(deps: {
  database: Database;
  organizationId: string;
  /** Same database, for the one connection that listens. */
  databaseUrl: string;
  logger: Logger;
}): LocalStore {
  const { database, organizationId } = deps;
  const feed = createChangeFeed({ databaseUrl: deps.databaseUrl, organizationId, logger: deps.logger });
  const inTenant = <T>(work: (client: ScopedClient) => Promise<T>): Promise<T> =>
    database.withScope({ organizationId }, work);
  const inSightOf = <T>(userId: string, work: (client: ScopedClient) => Promise<T>): Promise<T> =>
    database.withScope({ organizationId, userId }, work);

  const ensure = (
    channel: Pick<LocalChannel, 'kind' | 'name' | 'topic'>,
    memberIds: readonly string[],
  ): Promise<LocalChannel> =>
    inTenant(async (client) => {
      const id = deterministicId('local-channel', organizationId, channel.kind, channel.name);
      await client.localChannel.createMany({
        data: [{ id, organizationId, ...channel }],
        skipDuplicates: true,
      });
      await client.localChannelMember.createMany({
        data: memberIds.map((userId) => ({ channelId: id, userId, organizationId })),
        skipDuplicates: true,
      });
      return { id, ...channel, memberIds: await membersOf(client, id) };
    });

  return {
    people: () =>
      inTenant(async (client) => {
        const rows = await client.user.findMany({
          where: { deletedAt: null, status: { not: 'TERMINATED' } },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        });
        return rows.map((row): LocalPerson => ({
          id: row.id,
          name: row.name,
          email: row.email,
          role: oneOf(roles, row.role),
          jobFamily: oneOf(jobFamilies, row.jobFamily),
          ...(row.department === null ? {} : { department: row.department }),
          ...(row.teamLeaderId === null ? {} : { teamLeaderId: row.teamLeaderId }),
        }));
      }),

    channelsOf: (userId) =>
      inTenant(async (client) => {
        const own = await client.localChannelMember.findMany({ where: { userId } });
        const ids = own.map(({ channelId }) => channelId);
        const [channels, members] = await Promise.all([
          client.localChannel.findMany({
            where: { id: { in: ids } },
            orderBy: [{ kind: 'desc' }, { name: 'asc' }],
          }),
          client.localChannelMember.findMany({
            where: { channelId: { in: ids } },
            orderBy: { userId: 'asc' },
          }),
        ]);
        return channels.map((channel) =>
          toChannel(
            channel,
            members.filter(({ channelId }) => channelId === channel.id).map((member) => member.userId),
          ),
        );
      }),

    channel: (channelId) =>
      inTenant(async (client) => {
        const channel = await client.localChannel.findFirst({ where: { id: channelId } });
        return channel === null ? undefined : toChannel(channel, await membersOf(client, channelId));
      }),

    ensureDirect: (userId) => ensure({ kind: 'direct', name: userId, topic: '' }, [userId]),
    ensureChannel: ({ name, topic, memberIds }) => ensure({ kind: 'channel', name, topic }, memberIds),

    messages: (viewerId, { channelId, beforeSeq, limit }) =>
      inSightOf(viewerId, async (client) => {
        const rows = await client.localMessage.findMany({
          where: {
            ...(channelId === undefined ? {} : { channelId }),
            ...(beforeSeq === undefined ? {} : { seq: { lt: beforeSeq } }),
          },
          orderBy: { seq: 'desc' },
          take: limit,
        });
        return rows.reverse().map(toMessage);
      }),

    message: (viewerId, messageId) =>
      inSightOf(viewerId, async (client) => {
        const row = await client.localMessage.findFirst({ where: { id: messageId } });
        return row === null ? undefined : toMessage(row);
      }),

    insert: (viewerId, messages) =>
      inSightOf(viewerId, async (client) => {
        await client.localMessage.createMany({
          data: messages.map((message) => toRow(organizationId, message)),
          skipDuplicates: true,
        });
        for (const { channelId, id } of messages) {
          await notify(client, organizationId, { kind: 'message', channelId, messageId: id });
        }
      }),

    update: (viewerId, messageId, patch) =>
      inSightOf(viewerId, async (client) => {
        const [row] = await client.localMessage.updateManyAndReturn({
          where: { id: messageId },
          data: toPatch(patch),
        });
        if (row === undefined) return undefined;
        await notify(client, organizationId, { kind: 'message', channelId: row.channelId, messageId });
        return toMessage(row);
      }),

    addFile: (viewerId, { content, ...file }) =>
      inSightOf(viewerId, async (client) => {
        // The row policy refuses it too, but in the database's words.
        if (!(await membersOf(client, file.channelId)).includes(viewerId)) {
          throw new AppError({ code: 'LOCAL_UNREACHABLE', message: 'A file for a channel of others.' });
        }
        await client.localFile.createMany({
          data: [{ ...file, organizationId, ownerId: viewerId, content: Uint8Array.from(content) }],
          skipDuplicates: true,
        });
      }),

    file: (viewerId, fileId) =>
      inSightOf(viewerId, async (client) => {
        const row = await client.localFile.findFirst({ where: { id: fileId } });
        if (row === null) return undefined;
        const { id, name, size, channelId, mimeType, content } = row;
        return { id, name, size, channelId, mimeType, content };
      }),

    announceProgress: (progress) =>
      inTenant((client) => notify(client, organizationId, { kind: 'progress', ...progress })),

    subscribe: (onChange) => feed.subscribe(onChange),
    close: () => feed.close(),
  };
}

async function membersOf(client: ScopedClient, channelId: string): Promise<string[]> {
  const rows = await client.localChannelMember.findMany({
    where: { channelId },
    orderBy: { userId: 'asc' },
  });
  return rows.map((row) => row.userId);
}

function toChannel(
  row: { id: string; kind: string; name: string; topic: string },
  memberIds: readonly string[],
): LocalChannel {
  const { id, name, topic } = row;
  return { id, kind: oneOf(['direct', 'channel'] as const, row.kind), name, topic, memberIds };
}

function toMessage(row: Row): LocalMessage {
  return {
    id: row.id,
    seq: Number(row.seq),
    channelId: row.channelId,
    text: row.text,
    // Only `toRow` and `toPatch` write this column, from the same type.
    files: row.files as unknown as LocalMessage['files'],
    state: oneOf(['streaming', 'final', 'deleted'] as const, row.state),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    ...(row.threadId === null ? {} : { threadId: row.threadId }),
    ...(row.authorId === null ? {} : { authorId: row.authorId }),
    ...(row.onlyFor === null ? {} : { onlyFor: row.onlyFor }),
    ...(row.card === null ? {} : { card: row.card }),
    ...(row.editedAt === null ? {} : { editedAt: row.editedAt }),
  };
}

function toRow(organizationId: string, message: NewLocalMessage): Prisma.LocalMessageCreateManyInput {
  const { files, card, threadId, authorId, onlyFor, deliveryId, ...rest } = message;
  return {
    ...rest,
    organizationId,
    threadId: threadId ?? null,
    authorId: authorId ?? null,
    onlyFor: onlyFor ?? null,
    deliveryId: deliveryId ?? null,
    files: toJson(files ?? []),
    card: card === undefined ? Prisma.DbNull : toJson(card),
  };
}

function toPatch({ files, card, ...rest }: LocalMessagePatch): Prisma.LocalMessageUpdateManyMutationInput {
  return {
    ...rest,
    ...(files === undefined ? {} : { files: toJson(files) }),
    ...(card === undefined ? {} : { card: toJson(card) }),
    // Of what is deleted the place is left, and no words.
    ...(rest.state === 'deleted' ? { card: Prisma.DbNull } : {}),
  };
}

/** Through text, so that what is stored is plain JSON and nothing else. */
const toJson = (value: unknown): Prisma.InputJsonValue =>
  JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
