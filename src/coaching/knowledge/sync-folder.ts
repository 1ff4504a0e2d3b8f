import { AppError } from '../../shared/errors.ts';
import type { Actor } from '../people/user.ts';
import type { DocumentScope } from './can-read.ts';
import { addDocument, removeDocument, type ManageDocumentsDeps } from './manage-documents.ts';
import { requireKnowledgeAdmin } from './admins-only.ts';
import type { DocumentRepository } from './ports.ts';

export interface FolderFile {
  /** Path inside the folder, with `/`: the document's name, so that files of two sub-folders are two documents. */
  name: string;
  /** @throws anything; `explain` of the caller says what */
  read: () => Promise<Uint8Array>;
}

export interface SyncFolder {
  actor: Actor;
  surface: string;
  /** Absolute path. */
  folder: string;
  scope: DocumentScope;
  files: readonly FolderFile[];
  /** Whether documents that came from this folder are taken out when their file is gone. */
  removeMissing: boolean;
  /** What is wrong with one file, in words; undefined when the whole run is to stop. */
  explain: (error: unknown) => { code?: string; message: string } | undefined;
  onProgress?: (file: string, done: number, total: number) => void;
}

export interface SyncReport {
  added: { document: string; version: number }[];
  updated: { document: string; version: number }[];
  unchanged: { document: string; version: number }[];
  removed: { document: string; versions: number }[];
  failed: { document: string; code?: string; message: string }[];
}

const elsewhere = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_026',
    message: 'a document of this name comes from another folder',
    userMessage:
      'A document of this name is kept from another folder already. Rename one of the two files, or take the other document out first.',
  });

const nothingLeft = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_027',
    message: 'the folder holds no documents, and all that came from it would be removed',
    userMessage:
      'There are no documents in this folder, so nothing was removed. Check that it is the right one and that its disk is connected; to empty it on purpose, take the documents out one by one.',
  });

/**
 * Re-reads a folder: new files are added, changed ones get a new version, the others are left alone. One bad file stops
 * none of the others. Safe to repeat.
 * @throws AppError KNOWLEDGE_070, KNOWLEDGE_027
 */
export async function syncFolder(
  deps: ManageDocumentsDeps & { documents: Pick<DocumentRepository, 'list'> },
  { actor, surface, folder, scope, files, removeMissing, explain, onProgress }: SyncFolder,
): Promise<SyncReport> {
  requireKnowledgeAdmin(actor);
  const present = new Map(
    (await deps.documents.list(actor.organizationId)).map((document) => [document.name, document]),
  );
  const missing = [...present.values()].filter(
    ({ name, sourceFolder }) => sourceFolder === folder && !files.some((file) => file.name === name),
  );
  if (removeMissing && files.length === 0 && missing.length > 0) throw nothingLeft();
  const report: SyncReport = { added: [], updated: [], unchanged: [], removed: [], failed: [] };
  for (const [index, { name, read }] of files.entries()) {
    onProgress?.(name, index, files.length);
    try {
      const former = present.get(name);
      if (former?.sourceFolder !== undefined && former.sourceFolder !== folder) throw elsewhere();
      const file = { name, ...scope, bytes: await read(), sourceFolder: folder };
      const { document, unchanged } = await addDocument(deps, { actor, surface, file });
      const list = unchanged ? report.unchanged : former === undefined ? report.added : report.updated;
      list.push({ document: name, version: document.version });
    } catch (error) {
      const reason = explain(error);
      if (reason === undefined) throw error;
      report.failed.push({ document: name, ...reason });
    }
  }
  for (const { name } of removeMissing ? missing : []) {
    report.removed.push({ document: name, versions: await removeDocument(deps, { actor, surface, name }) });
  }
  return report;
}
