import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');

/** Bundles the local page as the product's build does, into a folder of its own. Remove it afterwards. */
export async function buildLocalPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'threadcoach-page-'));
  const script = pathToFileURL(join(root, 'scripts/build-page.mjs')).href;
  const source = join(root, 'src/bot/local/page');
  // In a process of its own: the bundler keeps one running, and Jest would wait for it.
  await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { buildPage } from ${JSON.stringify(script)}; await buildPage(${JSON.stringify(source)}, ${JSON.stringify(folder)});`,
  ]);
  return folder;
}
