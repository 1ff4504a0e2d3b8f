import { connect } from 'node:net';
import type { Logger } from '../shared/logger.ts';

/** One of our servers, while we use it. */
interface Watched {
  name: string;
  /** On loopback; everyone who uses the server knows this one, so it comes back here or not at all. */
  port: number;
  /** Starts it again on that port; called while nobody else starts or stops anything. */
  restart: () => Promise<{ port: number }>;
}

/**
 * Looks every `everyMs` whether the servers still listen, and starts again one that died: killed for its memory, say.
 * Pools and clients connect anew by themselves. A server that hangs is left alone: it may be busy.
 *
 * @returns a function that ends the watch and resolves when no restart is under way
 */
export function reviveServices(options: {
  services: readonly Watched[];
  everyMs: number;
  /** Runs the work while no other process starts or stops the servers; must not run it where the data is gone. */
  exclusively: (work: () => Promise<void>) => Promise<void>;
  logger: Logger;
}): () => Promise<void> {
  const { services, everyMs, exclusively, logger } = options;
  let looking: Promise<void> | undefined;

  async function revive({ name, port, restart }: Watched): Promise<void> {
    if (!(await isRefused(port))) return;
    await exclusively(async () => {
      // Another process may have been quicker.
      if (!(await isRefused(port))) return;
      const started = await restart();
      if (started.port === port) logger.warn('an embedded service had died and was started again', { name });
      else logger.error('an embedded service is on another port now: restart Threadcoach', { name });
    });
  }

  const look = async (): Promise<void> => {
    for (const service of services) {
      await revive(service).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : 'unknown';
        logger.error('an embedded service died and could not be started again', {
          name: service.name,
          reason,
        });
      });
    }
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}

/** Whether nobody listens there. No answer at all is not a refusal. */
function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 });
    const settle = (refused: boolean) => () => {
      socket.destroy();
      resolve(refused);
    };
    socket.once('connect', settle(false)).once('timeout', settle(false));
    socket.once('error', (error: NodeJS.ErrnoException) => settle(error.code === 'ECONNREFUSED')());
  });
}
