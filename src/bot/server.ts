import express from 'express';
import { createServer, type Server } from 'node:http';
import { AppError } from '../shared/errors.ts';

interface Address {
  port: number;
  host: string;
}

export interface ServerOptions extends Address {
  /** Mounted in this order; each knows its own paths. */
  routers: readonly express.Router[];
  /** Names of what is not ready; empty: ready. */
  notReady: () => Promise<readonly string[]>;
  /** Text in the format of Prometheus. */
  metrics: () => Promise<string>;
}

/**
 * Finds out before anything else is started whether the address is free, so that a person does not wait for nothing.
 * @throws AppError BOT_001, BOT_002
 */
export async function checkAddress(address: Address): Promise<void> {
  const probe = createServer();
  await listen(probe, address);
  await new Promise((resolve) => probe.close(resolve));
}

function listen(server: Server, address: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(cannotListen(error, address));
    });
    server.listen(address.port, address.host, resolve);
  });
}

/**
 * The one web server: platforms' endpoints, `/healthz` (the process lives), `/readyz` (its services answer), `/metrics`.
 * @throws AppError BOT_001 when the port is taken, BOT_002 when the address cannot be bound
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const app = express();
  app.disable('x-powered-by');
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  app.get('/readyz', async (_request, response) => {
    const missing = await options.notReady();
    response.status(missing.length === 0 ? 200 : 503).json({ ready: missing.length === 0, missing });
  });
  app.get('/metrics', async (_request, response) => {
    response.type('text/plain; version=0.0.4').send(await options.metrics());
  });
  for (const router of options.routers) app.use(router);
  const server = createServer(app);
  await listen(server, options);
  return server;
}

function cannotListen(error: NodeJS.ErrnoException, { port, host }: Address): AppError {
  if (error.code === 'EADDRINUSE') {
    return new AppError({
      code: 'BOT_001',
      message: `Port ${port} is in use.`,
      userMessage: `Port ${port} is in use by another program (perhaps Threadcoach runs already). Stop it, or choose another port: PORT=${port + 1} npm start`,
      cause: error,
    });
  }
  return new AppError({
    code: 'BOT_002',
    message: `Cannot listen on ${host}:${port} (${error.code ?? 'unknown'}).`,
    userMessage: `The web server cannot listen on ${host}, port ${port} (${error.code ?? 'unknown reason'}). Check HOST and PORT.`,
    cause: error,
  });
}
