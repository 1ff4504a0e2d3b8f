import { parentPort, workerData } from 'node:worker_threads';
import { readDocument, type DocumentInput } from './read-document.ts';

// Safe cast: only `createDocumentReader` starts this thread, with a file's name and bytes.
parentPort?.postMessage(await readDocument(workerData as DocumentInput));
