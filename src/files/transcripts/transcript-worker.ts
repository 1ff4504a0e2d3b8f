import { parentPort, workerData } from 'node:worker_threads';
import { readTranscript } from './read-transcript.ts';

// Safe cast: only `createTranscriptParser` starts this thread, with the bytes of a file.
parentPort?.postMessage(await readTranscript(workerData as Uint8Array));
