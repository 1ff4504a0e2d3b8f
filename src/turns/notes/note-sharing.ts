import { noteSharedWith, shareNote } from '../../coaching/notes/share-note.ts';
import { ownNote } from '../../coaching/notes/note-access.ts';
import { recordNote } from '../../coaching/notes/note-deps.ts';
import { cannotReach } from '../../coaching/notes/note-errors.ts';
import { isDelicate, type QuickNote } from '../../coaching/notes/quick-note.ts';
import type { User } from '../../coaching/people/user.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { noteAnsweredView, noteSharedView } from '../../messages/views/note-shared.ts';
import { noteShareSureView } from '../../messages/views/note.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import { pressOn } from './note-actions.ts';
import { noteCardOf, showNote } from './note-cards.ts';
import type { NoteTurnDeps } from './note-turn-deps.ts';

const { quickNotes: say } = words;

/** Somebody whose account ended is not written to any more. */
async function stillHere(deps: NoteTurnDeps, organizationId: string, id: string): Promise<User | undefined> {
  const user = await deps.users.findById(organizationId, id);
  return user?.status === 'TERMINATED' ? undefined : user;
}

/**
 * Sharing, and what the person says to it. The note counts as shared before it is sent, so that whoever reads it may read
 * it; it is sent once, however often the button is pressed.
 */
export function createNoteSharing(deps: NoteTurnDeps): Pick<ActionHandlers, 'note.share' | 'note.thank'> {
  return {
    'note.share': refusing(async (context) => {
      const { actor, turn, reply } = context;
      const { set, ...change } = pressOn(context);
      const note = await ownNote(deps, actor, change.noteId);
      const subject = await stillHere(deps, actor.organizationId, note.subjectId);
      if (subject === undefined) throw cannotReach(words.quickNotes.somebody);
      if (note.sharedAt === undefined && isDelicate(note) && set !== 'sure') {
        await reply.sendPrivately(noteShareSureView({ note, subject: subject.name }));
        return;
      }
      const to = await deps.poster.reach(subject, context);
      if (to === undefined) throw cannotReach(subject.name);
      const shared = await shareNote(deps, actor, change);
      const view = noteSharedView({ note: shared, author: actor.name, timezone: subject.timezone });
      const isSent = await deps.poster.say(to, shared, 'shared', view);
      const name = escapeMarkdown(subject.name);
      const text = isSent ? say.said.shared(name) : say.said.sharedUnsent(name);
      await reply.replace(turn.messageId, await showNote(deps, actor, shared, text));
    }),
    'note.thank': refusing(async (context) => {
      const { actor, turn, reply } = context;
      const { noteId, surface } = pressOn(context);
      const note = await noteSharedWith(deps, actor, noteId);
      const { author, isTold } = await tellAuthor(deps, context, note, 'thanks');
      await recordNote(deps, actor, 'thank', { noteId, surface });
      const name = escapeMarkdown(author);
      const text = isTold ? say.share.thanked(name) : say.share.notPassed(name);
      await reply.replace(turn.messageId, await showNote(deps, actor, note, text));
    }),
  };
}

/** A question about a shared note, from its form, goes to the author as it was written. @throws AppError NOTE_005 */
export async function askAboutNote(deps: NoteTurnDeps, context: ContextOf<'form'>): Promise<void> {
  const { actor, turn, reply, event } = context;
  const note = await noteSharedWith(deps, actor, turn.context);
  const question = (turn.values['question'] ?? '').trim();
  const { author, isTold } = await tellAuthor(deps, context, note, `ask:${event.id}`, question);
  await recordNote(deps, actor, 'ask', { noteId: note.id, surface: turn.platform });
  const name = escapeMarkdown(author);
  const text = isTold ? say.share.askedIt(name) : say.share.notPassed(name);
  await reply.sendPrivately(await showNote(deps, actor, note, text));
}

async function tellAuthor(
  deps: NoteTurnDeps,
  context: TurnContext,
  note: QuickNote,
  name: string,
  question?: string,
): Promise<{ author: string; isTold: boolean }> {
  const { actor } = context;
  const { author } = await noteCardOf(deps, actor, note);
  const user = await stillHere(deps, actor.organizationId, note.authorId);
  const to = user && (await deps.poster.reach(user, context));
  if (to === undefined) return { author, isTold: false };
  const view = noteAnsweredView(note, {
    subject: actor.name,
    ...(question === undefined ? {} : { question }),
  });
  return { author, isTold: await deps.poster.say(to, note, name, view) };
}
