// Runs after `npm ci` (npm's `prepare`): the typed database client, the server's JavaScript and the local page's bundle.
// Everything comes from installed packages; nothing is downloaded.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', name);

/** Prisma's schema engine is a download that this step must not need: `generate` does without it. */
const environment = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', CHECKPOINT_DISABLE: '1' };

function run(name, args) {
  try {
    execFileSync(bin(name), args, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
  } catch (error) {
    process.stderr.write(`${name} failed:\n${error.stdout ?? ''}${error.stderr ?? ''}\n`);
    process.exit(1);
  }
}

if (!existsSync(bin('tsc'))) {
  // `npm ci --omit=dev` on a machine that got `dist/` from elsewhere.
  process.exit(0);
}
run('prisma', ['generate']);
rmSync(join(root, 'dist'), { recursive: true, force: true });
run('tsc', ['-p', 'tsconfig.build.json']);
// Programs of worker threads that are plain JavaScript: the same file runs from src (tests) and from dist.
for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
  if (file.endsWith('.mjs')) cpSync(join(root, 'src', file), join(root, 'dist', file));
}
const page = join(root, 'src', 'bot', 'local', 'page');
if (existsSync(join(page, 'main.tsx'))) {
  const { buildPage } = await import('./build-page.mjs');
  await buildPage(page, join(root, 'dist', 'bot', 'local', 'page'));
}
