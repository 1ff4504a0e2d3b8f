import type { LocalStore } from '../../coaching/local-chat/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { Intake } from '../../turns/ports.ts';
import type { AnswerQuery, Query } from '../../turns/query.ts';
import type { FileRef, ParsedEvent } from '../../turns/turn.ts';
import { fileGone, notTaken } from './errors.ts';
import {
  parseAction,
  parseCommand,
  parseDelete,
  parseEdit,
  parseForm,
  parseMessage,
  parseQuery,
} from './parse-event.ts';
import type {
  ActionBody,
  CommandBody,
  DeleteBody,
  EditBody,
  FormBody,
  MessageBody,
  QueryBody,
} from './schema.ts';
import { checkButton, sightOf } from './sight.ts';
import type { WireCompletions, WireReply } from './wire.ts';

interface DoingDeps {
  store: LocalStore;
  intake: Intake;
  answerQuery: AnswerQuery;
  clock: Clock;
}

/**
 * What people do on the page. Each is safe to repeat with the same `clientId`: rows have ids that follow from it, and
 * the inbox knows its event.
 */
interface Doings {
  message(body: MessageBody): Promise<WireReply>;
  command(body: CommandBody): Promise<WireReply>;
  action(body: ActionBody): Promise<WireReply>;
  form(body: FormBody): Promise<WireReply>;
  edit(messageId: string, body: EditBody): Promise<WireReply>;
  remove(messageId: string, body: DeleteBody): Promise<WireReply>;
  query(body: QueryBody): Promise<WireReply | WireCompletions>;
}

/** The person's words get an id of their own, the same at every try. */
const rowId = (body: { as: string; clientId: string }): string =>
  deterministicId('local-message', body.as, body.clientId);

export function createDoings({ store, intake, answerQuery, clock }: DoingDeps): Doings {
  /** @throws AppError LOCAL_NOT_STORED: the page may try again */
  const take = async (event: ParsedEvent, messageId?: string): Promise<WireReply> => {
    if (event.kind !== 'turn') throw notTaken();
    const taken = await intake(event.turn, { addressed: event.addressed }).catch((error: unknown) => {
      throw notTaken(error);
    });
    if (taken.kind === 'unknown-installation') throw notTaken();
    return { kind: 'taken', ...(messageId === undefined ? {} : { messageId }) };
  };

  const ask = async (query: Query): Promise<WireReply> => {
    const answer = await answerQuery(query);
    switch (answer.kind) {
      case 'form':
        return { kind: 'form', form: answer.form };
      case 'refused':
        return { kind: 'refused', message: answer.message };
      case 'validation':
        return { kind: 'invalid', errors: answer.errors };
      case 'completions':
        return { kind: 'refused', message: 'There is nothing to fill in.' };
    }
  };

  const fileRefs = (viewerId: string, fileIds: readonly string[]): Promise<FileRef[]> =>
    Promise.all(
      fileIds.map(async (fileId) => {
        const file = await store.file(viewerId, fileId);
        if (file === undefined) throw fileGone();
        return { id: file.id, name: file.name, mimeType: file.mimeType, size: file.size };
      }),
    );

  return {
    async message(body) {
      const sight = await sightOf(store, body.as);
      const channel = await sight.channel(body.channelId);
      await sight.checkThread(channel.id, body.threadId);
      const files = await fileRefs(body.as, body.fileIds);
      const id = rowId(body);
      const where = body.threadId === undefined ? {} : { threadId: body.threadId };
      await store.insert(body.as, [
        {
          id,
          channelId: channel.id,
          ...where,
          authorId: body.as,
          text: body.text,
          files: files.map(({ id: fileId, name, size = 0 }) => ({ id: fileId, name, size })),
          state: 'final',
        },
      ]);
      const around = { channel, people: sight.people, at: clock.now() };
      return take(parseMessage(body, { id, ...where }, files, around), id);
    },

    async command(body) {
      const sight = await sightOf(store, body.as);
      const channel = await sight.channel(body.channelId);
      await sight.checkThread(channel.id, body.threadId);
      const event = parseCommand(body, { channel, people: sight.people, at: clock.now() });
      if (event.kind === 'query') return ask(event.query);
      const id = rowId(body);
      await store.insert(body.as, [
        {
          id,
          channelId: channel.id,
          ...(body.threadId === undefined ? {} : { threadId: body.threadId }),
          ...(channel.kind === 'direct' ? {} : { onlyFor: body.as }),
          authorId: body.as,
          text: body.text,
          state: 'final',
        },
      ]);
      return take(event, id);
    },

    async action(body) {
      const sight = await sightOf(store, body.as);
      const message = await sight.message(body.messageId);
      checkButton(message.card, body.action, body.value);
      const channel = await sight.channel(message.channelId);
      return take(parseAction(body, message, { channel, at: clock.now() }));
    },

    async form(body) {
      const sight = await sightOf(store, body.as);
      const channel = await sight.channel(body.channelId);
      await sight.checkThread(channel.id, body.threadId);
      const message = body.messageId === undefined ? undefined : await sight.message(body.messageId);
      const { validate, event } = parseForm(body, message, { channel, at: clock.now() });
      const verdict = await ask(validate);
      const accepted = verdict.kind === 'invalid' && Object.keys(verdict.errors).length === 0;
      return accepted ? take(event) : verdict;
    },

    async edit(messageId, body) {
      const sight = await sightOf(store, body.as);
      const message = await sight.ownMessage(messageId);
      const channel = await sight.channel(message.channelId);
      const at = clock.now();
      await store.update(body.as, messageId, { text: body.text, editedAt: at });
      return take(parseEdit(body, message, { channel, at }), messageId);
    },

    async remove(messageId, body) {
      const sight = await sightOf(store, body.as);
      const message = await sight.ownMessage(messageId);
      const channel = await sight.channel(message.channelId);
      // Told first: once the words are gone nobody can tell any more whether the bot was meant.
      const reply = await take(parseDelete(body, message, { channel, at: clock.now() }), messageId);
      await store.update(body.as, messageId, { text: '', files: [], state: 'deleted' });
      return reply;
    },

    async query(body) {
      const sight = await sightOf(store, body.as);
      const channel = await sight.channel(body.channelId);
      // Only of a message that the person sees.
      const message =
        body.kind === 'form.open' && body.messageId !== undefined
          ? await sight.message(body.messageId)
          : undefined;
      const query = parseQuery(body, channel, message);
      if (query.kind !== 'complete' && query.kind !== 'people') return ask(query);
      const answer = await answerQuery(query);
      return { items: answer.kind === 'completions' ? answer.items : [] };
    },
  };
}
