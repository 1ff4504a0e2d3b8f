import { Option, type Command } from 'commander';
import { basename, resolve } from 'node:path';
import {
  documentAccesses,
  documentTypes,
  type DocumentAccess,
  type DocumentType,
} from '../../coaching/knowledge/document.ts';
import { addDocument } from '../../coaching/knowledge/manage-documents.ts';
import { requireKnowledgeAdmin } from '../../coaching/knowledge/admins-only.ts';
import { syncFolder, type SyncReport } from '../../coaching/knowledge/sync-folder.ts';
import { listDocumentFiles } from '../../files/documents/list-document-files.ts';
import { readDocumentFile } from '../../files/documents/read-document-file.ts';
import { withCore } from '../context.ts';
import { explainFailure, progressBar, type Failure } from '../output.ts';
import { asHelp } from './options.ts';

interface ScopeOptions {
  type: DocumentType;
  access: DocumentAccess;
  as: string;
}

type Added =
  | {
      document: string;
      title: string;
      version: number;
      unchanged: boolean;
      chunks: number;
      embedded: number;
    }
  | { document: string; failed: Failure };

const wordsOf = (added: Added): string => {
  if ('failed' in added) return `${added.document}: not loaded`;
  const { document, version, unchanged, chunks, embedded } = added;
  return unchanged
    ? `${document}: unchanged, version ${version}`
    : `${document}: version ${version}, ${chunks} sections, ${embedded} newly embedded`;
};

/** Every failure by name on stderr; the command then ends with 1. */
function reportFailures(failed: readonly { document: string; message: string; code?: string }[]): void {
  for (const { document, message, code } of failed) {
    process.stderr.write(`${document}: ${message}${code === undefined ? '' : ` (${code})`}\n`);
  }
  if (failed.length > 0) process.exitCode = 1;
}

function add(files: string[], { type, access, as }: ScopeOptions, command: Command): Promise<void> {
  return withCore(command, async ({ core, output, actorOf }) => {
    const actor = await actorOf(as);
    requireKnowledgeAdmin(actor);
    const deps = { ...core.knowledge, audit: core.audit };
    const results: Added[] = [];
    for (const path of files) {
      const name = basename(path);
      try {
        output.progress(`${name} …`);
        const file = { name, type, access, bytes: await readDocumentFile(path) };
        const { document, unchanged, chunks, embedded } = await addDocument(
          deps,
          { actor, surface: 'cli', file },
          (done, total) => output.progress(`${name} ${progressBar(done, total)}`),
        );
        const { title, version } = document;
        results.push({ document: name, title, version, unchanged, chunks, embedded });
      } catch (error) {
        const failed = explainFailure(error);
        if (failed === undefined) throw error;
        results.push({ document: name, failed });
      }
    }
    output.result(results, () => results.map(wordsOf).join('\n'));
    reportFailures(
      results.flatMap((added) => ('failed' in added ? [{ document: added.document, ...added.failed }] : [])),
    );
  });
}

const syncWords = (report: SyncReport): string =>
  [
    ...report.added.map(({ document }) => `added      ${document}`),
    ...report.updated.map(({ document, version }) => `updated    ${document}, version ${version}`),
    ...report.removed.map(({ document }) => `removed    ${document}`),
    ...report.failed.map(({ document }) => `not loaded ${document}`),
    `${report.added.length} added, ${report.updated.length} updated, ${report.unchanged.length} unchanged, ${report.removed.length} removed, ${report.failed.length} failed`,
  ].join('\n');

function sync(
  given: string,
  { type, access, as, removeMissing = false }: ScopeOptions & { removeMissing?: boolean },
  command: Command,
): Promise<void> {
  return withCore(command, async ({ core, output, actorOf }) => {
    const actor = await actorOf(as);
    const folder = resolve(given);
    const names = await listDocumentFiles(folder);
    const report = await syncFolder(
      { ...core.knowledge, documents: core.documents, audit: core.audit },
      {
        actor,
        surface: 'cli',
        folder,
        scope: { type, access },
        files: names.map((name) => ({ name, read: () => readDocumentFile(resolve(folder, name)) })),
        removeMissing,
        explain: explainFailure,
        onProgress: (file, done, total) => output.progress(`${progressBar(done, total)} ${file}`),
      },
    );
    output.result(report, () => syncWords(report));
    reportFailures(report.failed);
  });
}

const typeOption = (): Option =>
  new Option('--type <type>', 'kind of document').choices(documentTypes).makeOptionMandatory();
const accessOption = (): Option =>
  new Option('--access <access>', 'who may read it: everyone, a job family, or a minimum role')
    .choices(documentAccesses)
    .default('all');

/** `knowledge add` and `knowledge sync`. */
export function addLoadCommands(knowledge: Command): void {
  knowledge
    .command('add')
    .description('Load documents; a document loaded before gets a new version')
    .argument('<files...>', 'Markdown, text, HTML, PDF, Word (.docx) or PowerPoint (.pptx), up to 20 MB each')
    .addOption(typeOption())
    .addOption(accessOption())
    .requiredOption('--as <email>', asHelp)
    .action(add);
  knowledge
    .command('sync')
    .description('Re-read a folder with its sub-folders: what is new or changed is loaded')
    .argument('<folder>', 'where the documents are; hidden files are passed over')
    .addOption(typeOption())
    .addOption(accessOption())
    .option('--remove-missing', 'take out documents that came from this folder and are gone from it')
    .requiredOption('--as <email>', asHelp)
    .action(sync);
}
