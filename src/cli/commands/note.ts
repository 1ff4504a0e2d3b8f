import type { Command } from 'commander';
import { addressNote } from '../../coaching/notes/address-note.ts';
import { createNote } from '../../coaching/notes/create-note.ts';
import { listNotes, namedNotes, type NamedNote } from '../../coaching/notes/list-notes.ts';
import { readNote } from '../../coaching/notes/note-access.ts';
import { noteTypes, type NoteType } from '../../coaching/notes/quick-note.ts';
import { words } from '../../messages/words/en.ts';
import { newId } from '../../shared/ids.ts';
import { AppError } from '../../shared/errors.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { withCore, type CliContext } from '../context.ts';
import { asHelp, oneOfOption, positiveInteger, readAsHelp } from './options.ts';

interface AsOptions {
  as: string;
}

const { quickNotes: say } = words;

/** Whom a note is about reads the words, and not how they were sorted. */
function toDocument(actor: Actor, { note, subject, author }: NamedNote) {
  const { id, content, occurredAt, callId, customerId, sharedAt } = note;
  const shared = {
    id,
    about: subject ?? null,
    by: author ?? null,
    content,
    occurredAt: occurredAt.toISOString(),
    callId: callId ?? null,
    customerId: customerId ?? null,
    sharedAt: sharedAt?.toISOString() ?? null,
  };
  if (note.subjectId === actor.id) return shared;
  const { type, category, subcategory, priority, tags, requiresFollowUp, addressed, linkedSessionId } = note;
  return {
    ...shared,
    type,
    category: category ?? null,
    subcategory: subcategory ?? null,
    priority,
    tags,
    followUp: requiresFollowUp,
    addressed:
      addressed === undefined ? null : { at: addressed.at.toISOString(), how: addressed.how ?? null },
    sessionId: linkedSessionId ?? null,
  };
}

function inWords(actor: Actor, { note, subject = say.somebody, author = say.somebody }: NamedNote): string {
  const day = note.occurredAt.toISOString().slice(0, 10);
  const details =
    note.subjectId === actor.id
      ? [say.list.from(author), day]
      : [
          subject,
          say.types[note.type],
          say.priorities[note.priority],
          ...(note.category === undefined ? [] : [note.category]),
          day,
          say.list.by(author),
          note.addressed === undefined ? say.list.states.open : say.list.states.addressed,
          ...(note.sharedAt === undefined ? [] : [say.list.states.shared]),
        ];
  return `${note.id}  ${details.join(' · ')}\n  ${note.content}`;
}

async function print(
  { core, output }: CliContext,
  actor: Actor,
  note: Parameters<typeof namedNotes>[2][number],
): Promise<void> {
  const [named] = await namedNotes(core.users, actor.organizationId, [note]);
  if (named !== undefined) output.result(toDocument(actor, named), () => inWords(actor, named));
}

/** Quick notes, as the person of `--as` alone may take, read and see to them. */
export function addNoteCommands(program: Command): void {
  const note = program.command('note').description('Quick notes about people');
  note
    .command('add')
    .description('Take a note; type, priority, call and time are read from its words')
    .argument('<about>', 'address of the person it is about')
    .argument('<words>', 'such as "great empathy on call 48213 #quality"')
    .option(
      '--type <type>',
      `one of ${noteTypes.join(', ')}; default: as the words say`,
      oneOfOption(noteTypes),
    )
    .requiredOption('--as <email>', asHelp)
    .action((about: string, text: string, { as, type }: AsOptions & { type?: NoteType }, command: Command) =>
      withCore(command, async (context) => {
        const { core, actorOf, organizationId } = context;
        const actor = await actorOf(as);
        const subject = await core.users.findByEmail(organizationId, about);
        if (subject === undefined) {
          throw new AppError({
            code: 'NOTE_004',
            message: 'Nobody has this address.',
            userMessage: `Nobody in the organisation has the address ${about}. See: npx threadcoach people list`,
          });
        }
        const made = await createNote(core, actor, {
          subject,
          words: text,
          turnId: newId(),
          surface: 'cli',
          ...(type === undefined ? {} : { type }),
        });
        await print(context, actor, made);
      }),
    );
  note
    .command('list')
    .description('Notes that this person may read, newest first')
    .argument('[words...]', 'which, such as: @Priya refunds type:coaching open this month')
    .option('--limit <number>', 'at most so many', positiveInteger, 20)
    .option('--as <email>', readAsHelp)
    .action((asked: string[], { as, limit }: { as?: string; limit: number }, command: Command) =>
      withCore(command, async ({ core, output, readerOf }) => {
        const actor = await readerOf(as);
        const deps = { ...core, records: core.noteParts.records };
        const listing = await listNotes(deps, {
          audience: { kind: 'direct', actor },
          text: asked.join(' '),
          limit,
        });
        if (listing.kind !== 'page') {
          const text =
            listing.kind === 'which-person'
              ? say.list.whichPerson(listing.name, listing.candidates.join(', '))
              : say.list.noneFitting;
          output.result({ notes: [], total: 0 }, () => text);
          return;
        }
        const { notes, total } = listing;
        output.result({ notes: notes.map((named) => toDocument(actor, named)), total }, () =>
          notes.length === 0
            ? say.list.noneFitting
            : [
                ...notes.map((named) => inWords(actor, named)),
                ...(total > notes.length ? [say.list.title(notes.length, total)] : []),
              ].join('\n'),
        );
      }),
    );
  note
    .command('show')
    .description('One note')
    .argument('<id>')
    .option('--as <email>', readAsHelp)
    .action((id: string, { as }: { as?: string }, command: Command) =>
      withCore(command, async (context) => {
        const actor = await context.readerOf(as);
        await print(context, actor, await readNote(context.core, actor, id));
      }),
    );
  note
    .command('address')
    .description('Mark a note addressed')
    .argument('<id>')
    .option('--how <text>', 'what was done')
    .requiredOption('--as <email>', asHelp)
    .action((id: string, { as, how }: AsOptions & { how?: string }, command: Command) =>
      withCore(command, async (context) => {
        const actor = await context.actorOf(as);
        const change = { noteId: id, surface: 'cli', ...(how === undefined ? {} : { how }) };
        await print(context, actor, await addressNote(context.core, actor, change));
      }),
    );
}
