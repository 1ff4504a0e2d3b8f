// Writes the documents that are generated from code: docs/configuration.md from the settings, docs/schemas/ from the shapes
// of exports, docs/prompts.lock.json from the prompts. `--check` only compares.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { z } from 'zod';
import { productPrompts, promptDigest } from '../dist/app/prompts.js';
import { exportDocumentSchema } from '../dist/coaching/exports/export-document.js';
import { settings } from '../dist/config/settings.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

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

const schemaFile = join(root, 'docs', 'schemas', 'summaries-export.schema.json');
const schema = JSON.stringify(
  // As input: a reader of this version takes fields that come later.
  z.toJSONSchema(exportDocumentSchema, { target: 'draft-2020-12', io: 'input' }),
);
const options = await prettier.resolveConfig(schemaFile);
// A version keeps the text it was locked with: a text that changed under its old version fails a unit test.
const lockFile = join(root, 'docs', 'prompts.lock.json');
const locked = JSON.parse(readOrNothing(lockFile) ?? '{}');
const lock = Object.fromEntries(
  productPrompts.map((prompt) => [
    prompt.name,
    locked[prompt.name]?.version === prompt.version
      ? locked[prompt.name]
      : { version: prompt.version, sha256: promptDigest(prompt) },
  ]),
);

const documents = [
  { file: join(root, 'docs', 'configuration.md'), source: 'src/config/settings.ts', text },
  {
    file: schemaFile,
    source: 'src/coaching/exports/export-document.ts',
    text: await prettier.format(schema, { ...options, parser: 'json' }),
  },
  {
    file: lockFile,
    source: 'src/app/prompts.ts',
    text: await prettier.format(JSON.stringify(lock), { ...options, parser: 'json' }),
  },
];

if (process.argv.includes('--check')) {
  const stale = documents.filter((document) => readOrNothing(document.file) !== document.text);
  for (const { file, source } of stale)
    process.stderr.write(`${relative(root, file)} is not what ${source} says. Run: npm run docs\n`);
  process.exit(stale.length === 0 ? 0 : 1);
}
for (const document of documents) {
  mkdirSync(dirname(document.file), { recursive: true });
  writeFileSync(document.file, document.text);
}

function readOrNothing(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
