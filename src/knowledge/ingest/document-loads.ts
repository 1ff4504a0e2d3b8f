import type { DocumentLoads } from '../../coaching/knowledge/document-loads.ts';
import { toDocumentText } from './document-text.ts';
import { toVersion, type IngestOptions } from './ingest-document.ts';
import { loadVersion } from './load-version.ts';

export function createDocumentLoads(
  options: IngestOptions,
  index: {
    settle: (organizationId: string) => Promise<void>;
    /** The same, but what goes wrong is logged and left to the next time. */
    update: (organizationId: string) => Promise<void>;
  },
): DocumentLoads {
  const { versions, reader, logger } = options;

  /** What another run made of it, or this one: the row says. */
  const outcomeOf: DocumentLoads['load'] = async (organizationId, id) => {
    const state = await versions.loadState(organizationId, id);
    switch (state.kind) {
      case 'open':
        return { kind: 'waiting', document: state.draft.document };
      case 'completed':
      case 'failed':
      case 'waiting':
      case 'gone':
        return state;
    }
  };

  return {
    async upload(input) {
      const text = await toDocumentText(reader, input);
      return versions.saveUpload({ ...toVersion(input, text), id: input.id });
    },
    confirm: (organizationId, id, scope) => versions.confirm(organizationId, id, scope),
    discard: (organizationId, id) => versions.discard(organizationId, id),

    async load(organizationId, id, { onProgress, signal } = {}) {
      const state = await versions.loadState(organizationId, id);
      if (state.kind !== 'open') {
        // A crash between publishing and indexing leaves vectors behind: whoever comes again brings them along.
        if (state.kind === 'completed') await index.update(organizationId);
        return state;
      }
      await versions.touch(organizationId, id);
      try {
        const loaded = await loadVersion(options, state.draft, { onProgress, signal });
        await index.update(organizationId);
        return { kind: 'completed', ...loaded };
      } catch (error) {
        if (signal?.aborted === true) throw error;
        logger.warn('a document could not be loaded', {
          organizationId,
          documentId: id,
          reason: error instanceof Error ? error.name : 'unknown',
        });
        const outcome = await outcomeOf(organizationId, id);
        // Neither loaded nor marked: the database went away in between, and the next run begins again.
        if (outcome.kind === 'waiting') throw error;
        return outcome;
      }
    },

    async remove(organizationId, name) {
      const removed = await versions.remove(organizationId, name);
      if (removed.length > 0) await index.update(organizationId);
      return removed;
    },
    settle: index.settle,
    noteFolder: (organizationId, id, sourceFolder) => versions.noteFolder(organizationId, id, sourceFolder),
  };
}
