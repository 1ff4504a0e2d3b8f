import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { makeDocx, makePdf, wordParagraph } from '../../support/document-files.ts';

const root = resolve(import.meta.dirname, '../../..');
const source = join(root, 'src/files/documents');
let folder: string;

/** Reader and worker as JavaScript side by side, as the build leaves them, and a script that reads one file with them. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'threadcoach-documents-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await build({
    entryPoints: [join(source, 'document-reader.ts'), join(source, 'document-worker.ts')],
    outdir: folder,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  await writeFile(
    join(folder, 'read.js'),
    `import { readFile } from 'node:fs/promises';
     import { createDocumentReader } from './document-reader.js';
     const [name, limits] = process.argv.slice(2);
     const outcome = await createDocumentReader({ limits: JSON.parse(limits) }).read(name, await readFile(name)).then(
       ({ text, mimeType }) => ({ text, mimeType }),
       ({ code, userMessage, retry }) => ({ code, userMessage, retry }),
     );
     console.log(JSON.stringify(outcome));`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(name: string, bytes: Uint8Array, limits: object = {}): Promise<unknown> {
  await writeFile(join(folder, name), bytes);
  const run = await promisify(execFile)(process.execPath, ['read.js', name, JSON.stringify(limits)], {
    cwd: folder,
  });
  // Nothing but the result: what a library says about a file belongs into no log.
  expect(run.stderr).toBe('');
  return JSON.parse(run.stdout);
}

const long = makeDocx(
  Array.from({ length: 20_000 }, (_, index) => wordParagraph(`Paragraph ${index} of many.`)),
);

describe('a document read in its worker thread', () => {
  it('comes back whole', async () => {
    const docx = makeDocx([
      wordParagraph('Steps', { style: 'Heading1' }),
      wordParagraph('Go.', { list: [1, 0] }),
    ]);
    expect(await read('a.docx', docx)).toMatchObject({ text: '# Steps\n\n1. Go.\n' });
    const pdf = makePdf([[{ x: 72, y: 720, text: 'Words enough for a page.' }]]);
    expect(await read('a.pdf', pdf)).toEqual({
      text: 'Words enough for a page.\n',
      mimeType: 'application/pdf',
    });
  });

  it('is refused with its cure, across the thread', async () => {
    expect(await read('scan.pdf', makePdf([[]]))).toMatchObject({
      code: 'KNOWLEDGE_012',
      retry: 'never',
      userMessage: expect.stringContaining('OCR') as string,
    });
  });

  it('is ended when it takes too long, and when it takes too much memory, and the process lives', async () => {
    expect(await read('long.docx', long, { timeoutMs: 1 })).toMatchObject({ code: 'KNOWLEDGE_017' });
    expect(await read('long.docx', long, { memoryMb: 24 })).toMatchObject({ code: 'KNOWLEDGE_018' });
  });
});
