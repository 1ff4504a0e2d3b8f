// Runs a TypeScript program of bench/ against the built product: `node scripts/run-ts.mjs bench/main.ts turn --json`.
// Its imports of src/ become imports of dist/, so that what is measured is what `npm start` runs.
import { mkdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [entry, ...args] = process.argv.slice(2);
const folder = join(root, 'node_modules', '.cache', 'threadcoach');
mkdirSync(folder, { recursive: true });
const outfile = join(
  folder,
  `${relative(root, resolve(entry)).replaceAll(/[/\\]/g, '-').replace(/\.ts$/, '')}.mjs`,
);

const builtProduct = {
  name: 'built-product',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ path, resolveDir, kind }) => {
      if (kind === 'entry-point') return undefined;
      const file = resolve(resolveDir, path);
      const inSrc = relative(join(root, 'src'), file);
      if (inSrc.startsWith('..')) return undefined;
      return { path: pathToFileURL(join(root, 'dist', inSrc.replace(/\.ts$/, '.js'))).href, external: true };
    });
  },
};

await build({
  entryPoints: [resolve(entry)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  plugins: [builtProduct],
  logLevel: 'warning',
});
process.argv = [process.argv[0], entry, ...args];
await import(pathToFileURL(outfile).href);
