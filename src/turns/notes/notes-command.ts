import { decodeNoteFilter } from '../../coaching/notes/note-filter-code.ts';
import { listNotes } from '../../coaching/notes/list-notes.ts';
import { noteListView } from '../../messages/views/note-list.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import type { NoteTurnDeps } from './note-turn-deps.ts';

/** What is shown to one person alone holds what that person may see, whoever else is in the place. */
const forTheirEyes = ({ actor }: TurnContext) => ({ kind: 'direct', actor }) as const;

/** `/notes @Priya refunds type:coaching open this month`: what the caller may read, for the caller's eyes. */
export const createNotesCommand = (deps: NoteTurnDeps): Command => ({
  usage: '@name words type:coaching open this month',
  description: words.quickNotes.listCommand,
  run: refusing(async (context: ContextOf<'command'>) => {
    const audience = forTheirEyes(context);
    const listing = await listNotes(deps, { audience, text: await withFullNames(deps, context) });
    await context.reply.sendPrivately(noteListView(audience, listing));
  }),
});

/** Whom the platform knows by a handle is named in full; a stranger is nobody of ours, whatever the name. */
async function withFullNames(
  { people }: NoteTurnDeps,
  { turn, actor, platform, target }: ContextOf<'command'>,
): Promise<string> {
  let { text } = turn;
  for (const { name, platformUserId } of turn.mentions) {
    const person = await people.person(actor.organizationId, platform, target, platformUserId);
    text = text.replace(`@${name}`, person.kind === 'known' ? `@${person.user.name}` : ' ');
  }
  return text;
}

/** The button under a page of notes. */
export const createNoteListAction = (deps: NoteTurnDeps): ActionHandlers['note.list'] =>
  refusing(async (context) => {
    const asked = decodeNoteFilter(context.turn.value);
    if (asked === undefined) {
      throw new AppError({
        code: 'NOTE_012',
        message: 'a button of a list of notes with a value that names none',
        userMessage: words.outOfDate,
      });
    }
    const audience = forTheirEyes(context);
    const listing = await listNotes(deps, { audience, ...asked });
    await context.reply.sendPrivately(noteListView(audience, listing, asked.after !== undefined));
  });
