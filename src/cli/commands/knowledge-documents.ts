import type { Command } from 'commander';
import { shownDocumentName } from '../../coaching/knowledge/entries/entry-document.ts';
import { removeDocument } from '../../coaching/knowledge/manage-documents.ts';
import { requireKnowledgeAdmin } from '../../coaching/knowledge/admins-only.ts';
import { canReadVersion, readVersion } from '../../coaching/knowledge/read-version.ts';
import { AppError } from '../../shared/errors.ts';
import { withCore } from '../context.ts';
import { table } from '../output.ts';
import { asHelp, positiveInteger, readAsHelp } from './options.ts';

const notFound = (document: string, version?: number): AppError =>
  new AppError({
    code: 'CLI_003',
    message: 'No such document or version, or not readable by this person.',
    userMessage: `There is no document “${document}”${version === undefined ? '' : ` with a version ${version}`} that this person may read. See: npx threadcoach knowledge list${version === undefined ? '' : ' --all-versions'}`,
  });

function list({ as, allVersions = false }: { as?: string; allVersions?: boolean }, command: Command) {
  return withCore(command, async ({ core, output, organizationId, readerOf }) => {
    const actor = await readerOf(as);
    const versions = await core.documents.list(organizationId, { versions: allVersions ? 'all' : 'open' });
    const current = new Map(
      versions
        .filter(({ status, retiredAt }) => status === 'completed' && retiredAt === undefined)
        .map((document) => [document.name, document]),
    );
    const rows = versions
      .filter((version) => canReadVersion(actor, version, current.get(version.name)))
      .map(({ name, title, type, access, version, status, retiredAt, createdAt, failure, fileSize }) => ({
        document: shownDocumentName({ name, title }),
        title,
        type,
        access,
        version,
        status: retiredAt === undefined ? status : 'retired',
        date: createdAt.toISOString(),
        ...(fileSize === undefined ? {} : { bytes: fileSize }),
        ...(failure === undefined ? {} : { failure }),
      }));
    output.result(rows, () =>
      table(
        ['Document', 'Title', 'Type', 'Access', 'Version', 'Status', 'Date', 'What went wrong'],
        rows.map((row) => [
          row.document,
          row.title,
          row.type,
          row.access,
          String(row.version),
          row.status,
          row.date.slice(0, 10),
          row.failure ?? '',
        ]),
      ),
    );
  });
}

function show(wanted: string, { as, version }: { as?: string; version?: number }, command: Command) {
  return withCore(command, async ({ core, output, readerOf }) => {
    const actor = await readerOf(as);
    const document = await readVersion(core, actor, wanted, version === undefined ? {} : { version });
    if (document === undefined) throw notFound(wanted, version);
    const { name, title, text } = document;
    output.result(
      { document: shownDocumentName({ name, title }), version: document.version, text },
      () => text,
    );
  });
}

function remove(wanted: string, { as }: { as: string }, command: Command) {
  return withCore(command, async ({ core, output, organizationId, actorOf }) => {
    const actor = await actorOf(as);
    requireKnowledgeAdmin(actor);
    const open = await core.documents.list(organizationId, { versions: 'all' });
    const found = await core.documents.find(organizationId, wanted);
    // One that never came into force has no title to be found by, and may be taken out all the same.
    const name = found?.name ?? open.find((document) => document.name === wanted)?.name;
    if (name === undefined) throw notFound(wanted);
    const versions = await removeDocument(
      { ...core.knowledge, audit: core.audit },
      { actor, surface: 'cli', name },
    );
    output.result({ document: name, versions }, () =>
      versions < 2 ? `${name} is gone.` : `${name} is gone, with ${versions} versions.`,
    );
  });
}

/** `knowledge list`, `show` and `remove`. */
export function addDocumentCommands(knowledge: Command): void {
  knowledge
    .command('list')
    .description('Documents that a person may read: in force, and, for admins, on their way or failed')
    .option('--all-versions', 'retired versions too')
    .option('--as <email>', readAsHelp)
    .action(list);
  knowledge
    .command('show')
    .description('The text of a document')
    .argument('<document>', 'name, title or id')
    .option('--version <n>', 'a former version; default: the one in force', positiveInteger)
    .option('--as <email>', readAsHelp)
    .action(show);
  knowledge
    .command('remove')
    .description('Take a document out with all its versions: text, sections and vectors')
    .argument('<document>', 'name, title or id')
    .requiredOption('--as <email>', asHelp)
    .action(remove);
}
