import { type Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { requireKnowledgeAdmin } from '../../coaching/knowledge/admins-only.ts';
import { documentAccesses } from '../../coaching/knowledge/document.ts';
import type { EntryInput } from '../../coaching/knowledge/entries/check-entry.ts';
import { diffEntry } from '../../coaching/knowledge/entries/diff-entry.ts';
import { entryGone } from '../../coaching/knowledge/entries/entry-errors.ts';
import { entryHistory } from '../../coaching/knowledge/entries/entry-history.ts';
import {
  entryCategories,
  entryContentTypes,
  type EntryVersion,
  type KnowledgeEntry,
} from '../../coaching/knowledge/entries/entry.ts';
import { listEntries } from '../../coaching/knowledge/entries/list-entries.ts';
import { restoreEntry } from '../../coaching/knowledge/entries/restore-entry.ts';
import { retireEntry } from '../../coaching/knowledge/entries/retire-entry.ts';
import { saveEntry } from '../../coaching/knowledge/entries/save-entry.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { newId } from '../../shared/ids.ts';
import { withCore, type CliContext } from '../context.ts';
import { table } from '../output.ts';
import { asHelp, positiveInteger } from './options.ts';

interface FieldOptions {
  title?: string;
  category?: string;
  type?: string;
  access?: string;
  tags?: string;
  text?: string;
  file?: string;
}

const surface = 'cli';

const toDocument = (entry: KnowledgeEntry) => {
  const { id, title, category, contentType, access, tags, version, content, retiredAt } = entry;
  return {
    id,
    title,
    category,
    contentType,
    access,
    tags,
    version,
    retired: retiredAt !== undefined,
    content,
  };
};

/** By id, or by title in any case; one in force before a retired one. @throws AppError KNOWLEDGE_070, KNOWLEDGE_074 */
async function wanted({ core }: CliContext, actor: Actor, idOrTitle: string): Promise<KnowledgeEntry> {
  requireKnowledgeAdmin(actor);
  const entries = await core.entries.list(actor.organizationId, { retiredToo: true });
  const named = entries.filter(({ title }) => title.toLowerCase() === idOrTitle.trim().toLowerCase());
  const found =
    entries.find(({ id }) => id === idOrTitle) ??
    named.find(({ retiredAt }) => retiredAt === undefined) ??
    named[0];
  if (found === undefined) throw entryGone();
  return found;
}

async function inputOf(options: FieldOptions, before?: KnowledgeEntry): Promise<EntryInput> {
  const written = options.file === undefined ? options.text : await readFile(options.file, 'utf8');
  return {
    title: options.title ?? before?.title ?? '',
    category: options.category ?? before?.category ?? 'coaching_patterns',
    contentType: options.type ?? before?.contentType ?? 'guidelines',
    access: options.access ?? before?.access ?? 'all',
    tags: options.tags ?? before?.tags.join(', ') ?? '',
    content: written ?? before?.content ?? '',
  };
}

const withFields = (command: Command): Command =>
  command
    .option('--title <title>')
    .addOption(new Option('--category <category>').choices(entryCategories))
    .addOption(new Option('--type <type>', 'what it is').choices(entryContentTypes))
    .addOption(new Option('--access <access>', 'who may read it').choices(documentAccesses))
    .option('--tags <tags>', 'with commas between')
    .option('--text <text>', 'Markdown')
    .option('--file <file>', 'Markdown from a file')
    .requiredOption('--as <email>', asHelp);

function changesInWords([newest, former]: readonly EntryVersion[]): string {
  if (newest === undefined || former === undefined) return '';
  const lines = diffEntry(former, newest).map(({ op, text }) => `${op === 'add' ? '+' : '-'} ${text}`);
  return `\n\nVersion ${newest.version} changed:\n${lines.join('\n')}`;
}

/** Coaching patterns, example responses and guidelines that admins look after. */
export function addKnowledgeEntries(knowledge: Command): void {
  const entries = knowledge.command('entries').description('Curated entries; for admins');
  entries
    .command('list')
    .description('Entries in force, by title')
    .argument('[words...]', 'only those that hold all of these: in title, text, tags, category or type')
    .requiredOption('--as <email>', asHelp)
    .action((words: string[], { as }: { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const found = await listEntries(core, await actorOf(as), words.join(' '));
        output.result(found.map(toDocument), () =>
          table(
            ['Title', 'Category', 'Type', 'Access', 'Version', 'Tags', 'Id'],
            found.map(({ title, category, contentType, access, version, tags, id }) => [
              title,
              category,
              contentType,
              access,
              String(version),
              tags.join(', '),
              id,
            ]),
          ),
        );
      }),
    );
  withFields(entries.command('add').description('Add an entry')).action(
    (options: FieldOptions & { as: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const input = await inputOf(options);
        const entry = await saveEntry(core, await actorOf(options.as), input, { turnId: newId(), surface });
        output.result(toDocument(entry), () => `Added “${entry.title}” (${entry.id}).`);
      }),
  );
  withFields(
    entries
      .command('edit')
      .description('The next version of an entry; what is not given stays')
      .argument('<entry>', 'id or title')
      .option('--expected <version>', 'refuse when it has moved on from this version', positiveInteger),
  ).action((entry: string, options: FieldOptions & { as: string; expected?: number }, command: Command) =>
    withCore(command, async (context) => {
      const { core, output, actorOf } = context;
      const actor = await actorOf(options.as);
      const before = await wanted(context, actor, entry);
      const saved = await saveEntry(core, actor, await inputOf(options, before), {
        turnId: newId(),
        surface,
        edits: { id: before.id, expectedVersion: options.expected ?? before.version },
      });
      output.result(toDocument(saved), () => `“${saved.title}” is at version ${saved.version}.`);
    }),
  );
  entries
    .command('history')
    .description('All versions of an entry, newest first, and what the newest changed')
    .argument('<entry>', 'id or title')
    .requiredOption('--as <email>', asHelp)
    .action((entry: string, { as }: { as: string }, command: Command) =>
      withCore(command, async (context) => {
        const { core, output, actorOf, organizationId } = context;
        const actor = await actorOf(as);
        const { id } = await wanted(context, actor, entry);
        const { versions } = await entryHistory(core, actor, id);
        const people = new Map((await core.users.list(organizationId)).map((user) => [user.id, user.email]));
        const rows = versions.map(({ editedBy, createdAt, ...version }) => ({
          ...version,
          editedBy: editedBy === undefined ? null : (people.get(editedBy) ?? null),
          createdAt: createdAt.toISOString(),
        }));
        output.result(
          rows,
          () =>
            table(
              ['Version', 'Title', 'By', 'At'],
              rows.map((row) => [String(row.version), row.title, row.editedBy ?? '', row.createdAt]),
            ) + changesInWords(versions),
        );
      }),
    );
  entries
    .command('restore')
    .description('Make an earlier version the newest')
    .argument('<entry>', 'id or title')
    .requiredOption('--to <version>', 'the version to bring back', positiveInteger)
    .requiredOption('--as <email>', asHelp)
    .action((entry: string, { as, to }: { as: string; to: number }, command: Command) =>
      withCore(command, async (context) => {
        const { core, output, actorOf } = context;
        const actor = await actorOf(as);
        const { id, version } = await wanted(context, actor, entry);
        const input = { id, version: to, expectedVersion: version, turnId: newId(), surface };
        const restored = await restoreEntry(core, actor, input);
        output.result(toDocument(restored), () => `“${restored.title}” is at version ${restored.version}.`);
      }),
    );
  entries
    .command('retire')
    .description('Take an entry out of search; its history stays')
    .argument('<entry>', 'id or title')
    .option('--undo', 'bring it back')
    .requiredOption('--as <email>', asHelp)
    .action((entry: string, { as, undo = false }: { as: string; undo?: boolean }, command: Command) =>
      withCore(command, async (context) => {
        const { core, output, actorOf } = context;
        const actor = await actorOf(as);
        const { id } = await wanted(context, actor, entry);
        const retired = await retireEntry(core, actor, { id, surface, back: undo });
        output.result(toDocument(retired), () => `“${retired.title}” is ${undo ? 'back' : 'retired'}.`);
      }),
    );
}
