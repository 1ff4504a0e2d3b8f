// `npm run playground [-- --as EMAIL]`: the demo organisation in Microsoft's Agents Playground, talking to this bot.
// Uses a Threadcoach that already runs on the port, else starts one. Ctrl-C ends what was started here.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { playgroundConfig } from './playground-config.mjs';
import { startPlayground } from './playground-process.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const organization = JSON.parse(readFileSync(join(root, 'demo', 'organization.json'), 'utf8'));
const leader = organization.people.find((person) => person.role === 'TEAM_LEADER') ?? organization.people[0];

function usage(problem) {
  process.stderr.write(
    `${problem}\nUsage: npm run playground -- [--as EMAIL] [--port N]\n  --as    who you are in the demo organisation (default ${leader.email})\n  --port  the Playground's own port (default 56150)\n`,
  );
  process.exit(2);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { as: { type: 'string', default: leader.email }, port: { type: 'string', default: '56150' } },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) usage(`${values.port} is not a port.`);
    return { config: playgroundConfig(organization, values.as), as: values.as, port };
  } catch (error) {
    return usage(error.message);
  }
}

const { config, as, port } = readOptions();
if (process.env.TEAMS_APP_ID)
  usage('TEAMS_APP_ID is set: with credentials the bot hears Microsoft alone. Unset it for the Playground.');

const botPort = Number(process.env.PORT || 3978);
const bot = `http://127.0.0.1:${botPort}`;
const isReady = () =>
  fetch(`${bot}/readyz`).then(
    (response) => response.ok,
    () => false,
  );

let server;
let playground;
let ending = false;
async function end(code) {
  if (ending) return;
  ending = true;
  const serverEnded =
    server && server.exitCode === null ? new Promise((done) => server.once('exit', done)) : undefined;
  server?.kill('SIGTERM');
  await Promise.all([playground?.stop(), serverEnded]);
  process.exit(code);
}
process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));
process.on('SIGHUP', () => void end(0));

try {
  if (!(await isReady())) {
    // In a process group of its own: Ctrl-C reaches it once, from here, so that it can finish what it is doing.
    server = spawn(process.execPath, [join(root, 'bin', 'start.mjs')], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    server.once('exit', (code) => {
      if (!ending) process.stderr.write('Threadcoach ended.\n');
      void end(code || 1);
    });
    while (!ending && !(await isReady())) await new Promise((done) => setTimeout(done, 250));
  }
  if (!ending) {
    const folder = join(resolve(root, process.env.THREADCOACH_DATA_DIR || '.threadcoach'), 'playground');
    playground = await startPlayground({ botUrl: `${bot}/api/messages`, folder, config, port });
    playground.child.once('exit', () => void end(1));
    process.stdout.write(
      `Agents Playground: ${playground.url} (you are ${config.currentUser.name}, ${as}; Ctrl-C ends it)\n`,
    );
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  await end(1);
}
