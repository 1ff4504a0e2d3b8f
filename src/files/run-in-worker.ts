import { Worker } from 'node:worker_threads';

/** What ended the work early; `run` translates it into the AppError of its own room. */
export type WorkerFailure = 'timeout' | 'memory' | 'crash';

export class WorkerFailedError extends Error {
  override readonly name = 'WorkerFailedError';
  readonly reason: WorkerFailure;

  constructor(reason: WorkerFailure, cause?: unknown) {
    super(`worker thread ended: ${reason}`, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

/**
 * Runs one piece of work on untrusted bytes in a thread of its own, which is ended when it takes too long or too much memory.
 *
 * The thread needs JavaScript, which the build puts beside the calling module. Where the modules themselves run as
 * TypeScript, that is, under the test runner, there is none: the work then runs in this thread, without limits. That is the
 * only difference between the two, and it is decided here alone.
 *
 * @param options.module the worker's module, e.g. `new URL('./transcript-worker.js', import.meta.url)`; it answers its
 *   `workerData` with one message
 * @param options.caller `import.meta.url` of the calling module
 * @param options.inProcess the same work, for TypeScript
 * @throws WorkerFailedError
 */
export async function runInWorker<I, O>(
  input: I,
  options: {
    module: URL;
    caller: string;
    inProcess: (input: I) => Promise<O>;
    timeoutMs: number;
    /** Old generation heap of the thread, in megabytes. */
    memoryMb: number;
  },
): Promise<O> {
  if (options.caller.endsWith('.ts')) return options.inProcess(input);
  const worker = new Worker(options.module, {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb, maxYoungGenerationSizeMb: 64 },
    // The thread reads one file: it has no business with the environment.
    env: {},
    stdin: false,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<O>((resolve, reject) => {
      timer = setTimeout(() => reject(new WorkerFailedError('timeout')), options.timeoutMs);
      // Safe cast: the module named by the caller answers with its own output type, and nothing else posts here.
      worker.once('message', (message) => resolve(message as O));
      worker.once('error', (error: Error & { code?: string }) =>
        reject(new WorkerFailedError(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash', error)),
      );
      worker.once('exit', () => reject(new WorkerFailedError('crash')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
