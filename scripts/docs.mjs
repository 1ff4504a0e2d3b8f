// Writes the documents that are generated from code: docs/configuration.md from the settings. `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settings } from '../dist/config/settings.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, 'docs', 'configuration.md');

const cell = (text) => text.replaceAll('|', '\\|');
const groups = [...new Set(Object.values(settings).map((setting) => setting.group))];
const tables = groups.map((group) => {
  const rows = Object.entries(settings)
    .filter(([, setting]) => setting.group === group)
    .map(
      ([name, { description, default: fallback, secret }]) =>
        `| \`${name}\` | ${cell(description)}${secret ? ' *(secret)*' : ''} | ${cell(fallback ?? 'not set')} |`,
    );
  return [`## ${group}`, '', '| variable | what it does | default |', '|---|---|---|', ...rows, ''].join(
    '\n',
  );
});
const text = [
  '# Configuration',
  '',
  'Environment variables; none is needed for `npm start`. Generated from `src/config/settings.ts` by `npm run docs`.',
  '',
  ...tables,
].join('\n');

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') === text) process.exit(0);
  process.stderr.write('docs/configuration.md is not what src/config/settings.ts says. Run: npm run docs\n');
  process.exit(1);
}
writeFileSync(file, text);
