import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const source = resolve(import.meta.dirname, '../../../src/files/transcripts');
let folder: string;

/** Parser and worker as JavaScript side by side, as the build leaves them, and a script that reads one file with them. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'threadcoach-worker-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await build({
    entryPoints: [join(source, 'transcript-parser.ts'), join(source, 'transcript-worker.ts')],
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // Libraries that are bundled here ask for Node's own modules in the old way.
    banner: {
      js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);",
    },
    logLevel: 'warning',
  });
  await writeFile(
    join(folder, 'read.js'),
    `import { createTranscriptParser } from './transcript-parser.js';
     const [text, limits] = process.argv.slice(2).map((value) => JSON.parse(value));
     const bytes = new TextEncoder().encode(typeof text === 'string' ? text : text.line.repeat(text.times));
     const outcome = await createTranscriptParser({ limits }).parse('a.vtt', bytes).then(
       ({ segments }) => ({ count: segments.length, last: segments.at(-1) }),
       (error) => ({ code: error.code, says: error.userMessage, retry: error.retry }),
     );
     console.log(JSON.stringify(outcome));`,
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string | { line: string; times: number }, limits: object = {}): Promise<unknown> {
  const script = join(folder, 'read.js');
  const run = await promisify(execFile)(process.execPath, [
    script,
    JSON.stringify(text),
    JSON.stringify(limits),
  ]);
  return JSON.parse(run.stdout);
}

describe('a transcript read in its worker thread', () => {
  it('comes back whole', async () => {
    expect(await read('Priya: I called back.\nNaomi: Good.\n')).toEqual({
      count: 2,
      last: { index: 1, speaker: 'Naomi', text: 'Good.' },
    });
  });

  it('is refused with its cure, across the thread', async () => {
    expect(await read('{"a": 1}')).toMatchObject({
      code: 'TRANSCRIPT_001',
      retry: 'never',
      says: expect.stringContaining('Priya: I called') as string,
    });
  });

  it('is ended when it takes too long', async () => {
    expect(await read({ line: 'Priya: I called back.\n', times: 200_000 }, { timeoutMs: 1 })).toMatchObject({
      code: 'TRANSCRIPT_003',
    });
  });

  it('is ended when it takes too much memory, and the process lives', async () => {
    expect(await read({ line: 'Priya: I called back.\n', times: 400_000 }, { memoryMb: 8 })).toMatchObject({
      code: 'TRANSCRIPT_004',
    });
  });
});
