// Bundles the local chat page. Everything it needs is in the bundle: the page loads nothing from elsewhere.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

export async function buildPage(from, to) {
  mkdirSync(to, { recursive: true });
  await build({
    entryPoints: [join(from, 'main.tsx')],
    outfile: join(to, 'main.js'),
    bundle: true,
    minify: true,
    sourcemap: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'linked',
    logLevel: 'warning',
  });
  for (const name of ['index.html', 'page.css']) copyFileSync(join(from, name), join(to, name));
}
