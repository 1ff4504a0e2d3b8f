/* global document */
// Makes the README's pictures from the product itself: starts the demo on a folder of its own, does what a newcomer would,
// and photographs it with Chromium (CHROMIUM names another than /usr/bin/chromium). `node scripts/screenshot.mjs`
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pictures = join(root, 'docs', 'images');
const transcript = join(root, 'demo', 'transcripts', 'coaching-priya-and-daniel.vtt');

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** The demo, running; resolves with the address of its page. */
async function startDemo(dataDir) {
  const env = { ...process.env, PORT: String(await freePort()), THREADCOACH_DATA_DIR: dataDir };
  const server = spawn(process.execPath, [join(root, 'bin', 'start.mjs')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk) => {
      const found = /http:\/\/\S+token=\S+/.exec(chunk.toString());
      if (found) resolve(found[0]);
    });
    server.once('exit', () => reject(new Error('The demo ended before it was ready.')));
  });
  return { server, address };
}

async function open(browser, address, person) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('button', { name: new RegExp(`^${person}`) }).click();
  await page.getByText(`Hello ${person}, good to see you.`).waitFor();
  return page;
}

async function shoot(page, name) {
  // Nothing that is only there because a pointer or the focus happens to be somewhere.
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement?.blur());
  await page.screenshot({ path: join(pictures, name) });
}

async function photographAnswer(browser, address) {
  const page = await open(browser, address, 'Priya');
  await page
    .getByRole('textbox', { name: /Ask Threadcoach/ })
    .fill('customer lost her receipt, how long does she have to bring it back?');
  await page.keyboard.press('Enter');
  await page.getByText('Sources').waitFor();
  await shoot(page, 'local-page.png');
}

async function photographSession(browser, address) {
  const page = await open(browser, address, 'Naomi');
  await page.locator('#conversation input[type="file"]').setInputFiles(transcript);
  await page.getByRole('textbox', { name: /Ask Threadcoach/ }).fill('1:1 with Priya and Daniel yesterday');
  await page.keyboard.press('Enter');
  const thread = page.getByRole('complementary', { name: 'Thread' });
  await thread.getByRole('button', { name: 'Refine' }).nth(1).waitFor();
  const reply = thread.getByRole('textbox', { name: 'Reply in this thread' });
  await reply.fill('Priya: add a win: Mr. Lindqvist felt heard');
  await reply.press('Enter');
  await thread.getByText('Everything else is untouched.').waitFor();
  await shoot(page, 'session-thread.png');
}

const dataDir = await mkdtemp(join(tmpdir(), 'threadcoach-pictures-'));
// Under root, PostgreSQL runs as another user, who must be able to pass through.
await chmod(dataDir, 0o711);
await mkdir(pictures, { recursive: true });
let server;
let browser;
try {
  const demo = await startDemo(dataDir);
  server = demo.server;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  await photographAnswer(browser, demo.address);
  await photographSession(browser, demo.address);
} finally {
  await browser?.close();
  if (server && server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await rm(dataDir, { recursive: true, force: true });
}
