import type { DocumentReader } from '../../coaching/knowledge/document-reader.ts';
import { runInWorker, WorkerFailedError } from '../run-in-worker.ts';
import { documentError, maxDocumentBytes } from './document-errors.ts';
import type { DocumentInput, DocumentOutcome } from './read-document.ts';

export interface DocumentLimits {
  /** Size of the file in bytes; default 20 MB. */
  maxBytes: number;
  /** Time for reading one file in milliseconds; default 30,000. */
  timeoutMs: number;
  /** Heap of the thread that reads it, in megabytes; default 768: XML of Office grows tenfold when it is parsed. */
  memoryMb: number;
}

const defaults: DocumentLimits = { maxBytes: maxDocumentBytes, timeoutMs: 30_000, memoryMb: 768 };

/** Reads documents in a worker thread with limits on memory and time. */
export function createDocumentReader({ limits }: { limits?: Partial<DocumentLimits> } = {}): DocumentReader {
  const { maxBytes, timeoutMs, memoryMb } = { ...defaults, ...limits };
  return {
    async read(fileName, bytes) {
      if (bytes.byteLength > maxBytes) throw documentError('tooLarge');
      let outcome: DocumentOutcome;
      try {
        outcome = await runInWorker<DocumentInput, DocumentOutcome>(
          { fileName, bytes },
          {
            module: new URL('./document-worker.js', import.meta.url),
            caller: import.meta.url,
            // Loaded only where it runs: the readers' libraries would slow every start down.
            inProcess: async (input) => (await import('./read-document.ts')).readDocument(input),
            timeoutMs,
            memoryMb,
          },
        );
      } catch (error) {
        throw documentError(error instanceof WorkerFailedError ? error.reason : 'crash', error);
      }
      if (outcome.kind === 'fault') throw documentError(outcome.fault);
      return { text: outcome.text, mimeType: outcome.mimeType };
    },
  };
}
