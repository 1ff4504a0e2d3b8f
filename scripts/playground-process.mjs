// Starts Microsoft's Agents Playground, on this machine only; used by `npm run playground` and by the tests.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const loopback = '127.0.0.1';

/** `preferred` if nobody listens there, else any free port: the Playground itself would move elsewhere without a word. */
async function freePort(preferred = 0) {
  const probe = (port) =>
    new Promise((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(undefined));
      server.listen(port, loopback, () => {
        const { port: taken } = server.address();
        server.close(() => resolve(taken));
      });
    });
  const port = (await probe(preferred)) ?? (await probe(0));
  if (port === undefined) throw new Error('No free port on this machine.');
  return port;
}

/**
 * @param {{ botUrl: string, folder: string, config: object, port?: number }} options
 *   `botUrl` ends in /api/messages; `folder` takes the Playground's configuration and log
 * @returns {Promise<{ url: string, child: import('node:child_process').ChildProcess, stop: () => Promise<void> }>}
 *   once it answers
 */
export async function startPlayground({ botUrl, folder, config, port: preferred = 0 }) {
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const preload = fileURLToPath(new URL('./playground-loopback.cjs', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const configPath = join(folder, '.m365agentsplayground.yml');
  const logPath = join(folder, 'playground.log');
  writeFileSync(configPath, JSON.stringify(config, undefined, 2));
  rmSync(logPath, { force: true });
  const port = await freePort(preferred);
  const url = `http://${loopback}:${port}`;
  const child = spawn(
    process.execPath,
    [
      '--require',
      preload,
      cli,
      'start',
      '-e',
      botUrl,
      '-c',
      'msteams',
      '-p',
      String(port),
      '--su',
      `${url}/_connector`,
      '--dt',
    ],
    {
      cwd: folder,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        TEAMSAPPTESTER_BROWSER: 'none',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: configPath,
        M365_AGENTS_PLAYGROUND_LOGFILE: logPath,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let said = '';
  const keep = (chunk) => (said = (said + chunk).slice(-2_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 3_000);
    await ended;
    clearTimeout(patience);
  };
  for (let attempt = 0; attempt < 150; attempt += 1) {
    if (child.exitCode !== null) break;
    const answers = await fetch(`${url}/_internal/v1/config`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return { url, child, stop };
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 200))]);
  }
  await stop();
  throw new Error(`The Agents Playground did not start. ${reasonIn(logPath) ?? said}`);
}

/** It says why in its log alone. */
function reasonIn(logPath) {
  if (!existsSync(logPath)) return undefined;
  return /^error Reason: (.*)$/m.exec(readFileSync(logPath, 'utf8'))?.[1];
}
