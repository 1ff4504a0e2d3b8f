import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

function changedAt(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * Tests of the whole product run what `npm ci` built. Builds it again where the sources are newer, so that nobody wonders
 * why an edit changes nothing.
 */
export function ensureBuilt(): void {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.includes('generated') && /\.(?:ts|tsx|mjs|css|html)$/.test(name))
    .map((name) => changedAt(join('src', name)));
  const built = Math.min(
    ...['dist/cli/main.js', 'dist/bot/local/page/index.html', 'dist/app/main.js'].map(changedAt),
  );
  if (built >= Math.max(...sources, changedAt('prisma/schema.prisma'))) return;
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/prepare.mjs')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The product cannot be built:\n${stderr}`);
}
