import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { jest } from '@jest/globals';
import { freePort } from '../../src/embedded/free-port.ts';
import { makeDocx, makePdf, wordParagraph } from '../support/document-files.ts';
import { temporaryDataFolder } from '../support/postgres.ts';

jest.setTimeout(180_000);

const root = resolve(import.meta.dirname, '../..');

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}
interface Line {
  id: string;
  section: string;
  text: string;
  owner?: string;
  due?: string;
  evidence: { segment: number; speaker: string; startMs: number; quote: string }[];
}

describe('the command line, on a data folder of its own', () => {
  let dataDir: string;
  let files: string;
  let server: ChildProcess | undefined;

  beforeAll(async () => {
    dataDir = await temporaryDataFolder('threadcoach-cli-');
    files = await mkdtemp(join(tmpdir(), 'threadcoach-cli-files-'));
  });
  afterAll(async () => {
    server?.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
    await rm(files, { recursive: true, force: true });
  });

  const environment = () => ({
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    THREADCOACH_DATA_DIR: dataDir,
  });
  function run(...args: string[]): Promise<Ran> {
    return new Promise((done) => {
      execFile(
        process.execPath,
        [join(root, 'bin/threadcoach.mjs'), ...args],
        { env: environment() },
        (error, stdout, stderr) =>
          done({
            code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
            stdout,
            stderr,
          }),
      );
    });
  }
  /** Exit code 0, and one JSON document and nothing else on stdout. */
  async function json<T>(...args: string[]): Promise<T> {
    const { code, stdout, stderr } = await run(...args, '--json');
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout) as T;
  }
  const naomi = ['--as', 'naomi.feldman@fennimoor.example'];

  it('explains itself without starting anything', async () => {
    const help = await run('--help');
    expect(help.code).toBe(0);
    for (const command of [
      'ask',
      'people',
      'knowledge',
      'session',
      'summary',
      'template',
      'voice',
      'me',
      'profile',
      'prompt',
      'migrate',
      'org',
      'doctor',
    ])
      expect(help.stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect((await run('summary', 'refine', '--help')).stdout).toContain('Usage: threadcoach summary refine');
    const unknown = await run('dance');
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain("unknown command 'dance'");
    expect(await run('ask')).toMatchObject({ code: 2, stdout: '' });
  });

  it('asks, and says what it does not know', async () => {
    const answer = await json<{
      answer: string;
      citations: {
        document: string;
        version: number;
        section: string;
        quote: string;
        start: number;
        end: number;
      }[];
      grounded: boolean;
      referenceId: string;
    }>('ask', 'How long does a customer have without a receipt?', '--as', 'priya.raman@fennimoor.example');
    expect(answer).toMatchObject({ grounded: true, referenceId: expect.any(String) as unknown });
    const [citation] = answer.citations;
    const shown = await json<{ document: string; version: number; text: string }>(
      'knowledge',
      'show',
      citation?.document ?? '',
    );
    // Code points, not UTF-16.
    expect(Array.from(shown.text).slice(citation?.start, citation?.end).join('')).toBe(citation?.quote);
    const declined = await json<{ grounded: boolean; citations: unknown[] }>(
      'ask',
      'What is the capital of Peru?',
      '--as',
      'priya.raman@fennimoor.example',
    );
    expect(declined).toMatchObject({ grounded: false, citations: [] });
  });

  it('goes on while the server runs on the same folder', async () => {
    const env = { ...environment(), PORT: String(await freePort()) };
    const started = spawn(process.execPath, [join(root, 'bin/start.mjs')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    server = started;
    await new Promise<void>((resolve) => {
      started.stdout.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('Threadcoach is ready')) resolve();
      });
    });
    expect(await json<unknown[]>('people', 'list')).toHaveLength(14);
  });

  it('lists and imports people, all or nothing', async () => {
    const people = await json<{ email: string; name: string; role: string; teamLeader?: string }[]>(
      'people',
      'list',
    );
    expect(people).toHaveLength(14);
    expect(people.find(({ name }) => name === 'Priya Raman')).toMatchObject({
      email: 'priya.raman@fennimoor.example',
      role: 'AGENT',
      jobFamily: 'CSR',
      teamLeader: 'elena.kowalczyk@fennimoor.example',
    });
    const csv = join(files, 'people.csv');
    await writeFile(
      csv,
      'email,name,role,job_family,team_leader\nnew@fennimoor.example,Nia New,AGENT,CSR,nobody@x.example\n',
    );
    const refused = await run('people', 'import', csv);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/nobody@x\.example/);
    await writeFile(
      csv,
      'email,name,role,job_family,team_leader\nnew@fennimoor.example,Nia New,AGENT,CSR,elena.kowalczyk@fennimoor.example\n',
    );
    await json('people', 'import', csv);
    expect(await json<unknown[]>('people', 'list')).toHaveLength(15);
  });

  it('shows a person their own scores and plan, and nobody else’s', async () => {
    const me = (what: string, who: string, ...more: string[]) =>
      run('me', what, '--as', `${who}@fennimoor.example`, '--json', ...more);
    const scores = JSON.parse((await me('scores', 'daniel.osei', '--metric', 'aht')).stdout) as {
      summaries: { metric: string; average: number }[];
    };
    expect(scores.summaries).toEqual([expect.objectContaining({ metric: 'aht' })]);
    expect(JSON.parse((await me('plan', 'daniel.osei')).stdout)).toMatchObject({
      plan: { status: 'active' },
    });
    expect(JSON.parse((await me('plan', 'elena.kowalczyk')).stdout)).toBeNull();
    const unknown = await me('scores', 'daniel.osei', '--metric', 'luck');
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('METRIC_001')]);
  });

  it('drafts a plan about somebody, has it approved by another, and shows nothing to whoever does not lead them', async () => {
    const as = (who: string) => ['--as', `${who}@fennimoor.example`];
    const leader = as('elena.kowalczyk');
    const open = await json<{ person: string; stage: string }[]>('plan', 'list', ...leader);
    expect(open).toEqual([
      expect.objectContaining({ person: 'daniel.osei@fennimoor.example', stage: 'active' }),
    ]);
    const fields = [
      '--reason',
      'Quality.',
      '--target',
      'quality 90',
      '--must',
      'no absences',
      '--days',
      '30',
    ];
    const person = 'mei.tanaka@fennimoor.example';
    const draft = await json<{ id: string }>('plan', 'create', person, ...fields, ...leader);
    expect(draft).toMatchObject({ person, stage: 'draft', approvers: ['Marcus Adeyemi'] });
    const own = await run('plan', 'approve', draft.id, ...leader);
    expect([own.code, own.stderr]).toEqual([1, expect.stringContaining('PLAN_003')]);
    const approved = await json('plan', 'approve', draft.id, ...as('marcus.adeyemi'));
    expect(approved).toMatchObject({ stage: 'active', criteria: { mandatory: [{ text: 'no absences' }] } });
    const ended = await json('plan', 'cancel', draft.id, '--notes', 'By mistake.', ...leader);
    expect(ended).toMatchObject({ stage: 'cancelled', outcomeNotes: 'By mistake.' });
    const refused = await run('plan', 'show', draft.id, ...as('tomas.rivera'));
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('PLAN_001')]);
  });

  it('suggests colleagues among those who take part, and sets who does, in the demo', async () => {
    const as = ['--as', 'callum.fraser@fennimoor.example'];
    const suggest = ['connect', 'suggest', 'who could help me with refunds in Spanish?', ...as];
    expect(await json('connect', 'settings', ...as)).toMatchObject({ optedIn: false, shares: [] });
    expect(await json(...suggest)).toEqual({ outcome: 'not-opted-in', people: [] });
    const wrong = await run('connect', 'settings', '--opt-in', '--share', 'salary', ...as);
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('CONNECT_003')]);
    const joined = await json('connect', 'settings', '--opt-in', ...as);
    expect(joined).toEqual({ optedIn: true, shares: ['expertise', 'language'], availability: 'available' });
    expect(await json(...suggest)).toHaveProperty('people');
    expect(await json('connect', 'settings', '--leave', ...as)).toMatchObject({ optedIn: false });
  });

  it('adds, lists, shows, searches and evaluates knowledge', async () => {
    const document = join(files, 'umbrella.md');
    await writeFile(
      document,
      '# Lost umbrellas\n\n1. Put the umbrella – wet or dry 🌂 – into locker 7.\n2. Keep it for 90 days.\n',
    );
    await json(
      'knowledge',
      'add',
      document,
      '--type',
      'sop',
      '--access',
      'all',
      '--as',
      'ingrid.halvorsen@fennimoor.example',
    );
    const documents = await json<{ document: string }[]>('knowledge', 'list');
    expect(documents.map((entry) => entry.document)).toContain('umbrella.md');
    const hits = await json<{ document: string; start: number; end: number; text: string; score: number }[]>(
      'knowledge',
      'search',
      'how long do we keep a lost umbrella',
      '-k',
      '3',
      '--as',
      'priya.raman@fennimoor.example',
    );
    expect(hits[0]).toMatchObject({
      document: 'umbrella.md',
      text: expect.stringContaining('90 days') as unknown,
    });
    const start = Array.from(
      '# Lost umbrellas\n\n1. Put the umbrella – wet or dry 🌂 – into locker 7.\n2. ',
    ).length;
    const queries = join(files, 'queries.jsonl');
    await writeFile(
      queries,
      `${JSON.stringify({ id: 'q1', query: 'keep a lost umbrella', relevant: [{ document: 'umbrella.md', start, end: start + 'Keep it for 90 days.'.length }] })}\n`,
    );
    const report = await json('knowledge', 'evaluate', '--queries', queries, '-k', '3');
    expect(report).toMatchObject({ k: 3, questions: 1, spanRecall: 1, hitRate: 1, bm25: { hitRate: 1 } });
    const refused = await run('knowledge', 'add', document, '--type', 'poem', '--access', 'all', ...naomi);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('poem');
  });

  it('exports the knowledge, brings it back, and proves the index complete', async () => {
    const ingrid = ['--as', 'ingrid.halvorsen@fennimoor.example'];
    const exported = await json<{ id: string; verified: boolean; location: string }>('knowledge', 'export');
    expect(exported).toMatchObject({ verified: true, location: join(dataDir, 'backups') });
    const [listed] = await json<{ id: string; state: string }[]>('knowledge', 'backups');
    expect(listed).toMatchObject({ id: exported.id, state: 'verified' });
    const restored = await json('knowledge', 'restore', 'latest', ...ingrid);
    expect(restored).toMatchObject({
      exportId: exported.id,
      documents: { inserted: 0, rewritten: 0 },
      index: { complete: true },
    });
    expect(await json('knowledge', 'reconcile', '--dry-run')).toMatchObject({ complete: true, deviation: 0 });
    const refused = await run('knowledge', 'restore', ...naomi);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('Only admins')]);
  });

  it('loads files of every format, names the bad ones, re-reads a folder, and takes documents out', async () => {
    const admin = ['--as', 'ingrid.halvorsen@fennimoor.example'];
    const folder = join(files, 'handbook');
    await mkdir(join(folder, 'north'), { recursive: true });
    await writeFile(
      join(folder, 'parking.docx'),
      makeDocx([
        wordParagraph('Parking', { style: 'Title' }),
        wordParagraph('Use the yard.', { list: [1, 0] }),
        wordParagraph('Show the badge 🅿.', { list: [1, 0] }),
      ]),
    );
    await writeFile(join(folder, 'north', 'lockers.md'), '# Lockers\n\nThey are in the hall.\n');
    await writeFile(join(files, 'scan.pdf'), makePdf([[]]));
    const scope = ['--type', 'sop', '--access', 'all', ...admin];

    const added = await run(
      'knowledge',
      'add',
      join(files, 'scan.pdf'),
      join(folder, 'parking.docx'),
      ...scope,
      '--json',
    );
    expect(added.code).toBe(1);
    expect(added.stderr).toMatch(/scan\.pdf: .*OCR.*\(KNOWLEDGE_012\)/);
    expect(JSON.parse(added.stdout)).toMatchObject([
      { document: 'scan.pdf', failed: { code: 'KNOWLEDGE_012' } },
      { document: 'parking.docx', title: 'Parking', version: 1 },
    ]);

    const first = await json('knowledge', 'sync', folder, ...scope);
    expect(first).toMatchObject({
      added: [{ document: 'north/lockers.md' }],
      unchanged: [{ document: 'parking.docx' }],
      failed: [],
    });
    await writeFile(join(folder, 'north', 'lockers.md'), '# Lockers\n\nThey are in the attic.\n');
    await rm(join(folder, 'parking.docx'));
    const second = await run('knowledge', 'sync', folder, '--remove-missing', ...scope);
    expect(second).toMatchObject({ code: 0 });
    expect(second.stdout).toContain('0 added, 1 updated, 0 unchanged, 1 removed, 0 failed');

    const shown = (...args: string[]) =>
      json<{ version: number; text: string }>('knowledge', 'show', 'north/lockers.md', ...args);
    expect((await shown()).text).toContain('attic');
    expect(await shown('--version', '1')).toMatchObject({
      version: 1,
      text: expect.stringContaining('hall') as unknown,
    });
    const versions = await json<object[]>('knowledge', 'list', '--all-versions');
    expect(versions).toContainEqual(
      expect.objectContaining({ document: 'north/lockers.md', version: 1, status: 'retired' }),
    );
    expect(versions).not.toContainEqual(expect.objectContaining({ document: 'parking.docx' }));
    const refused = await run('knowledge', 'remove', 'north/lockers.md', ...naomi);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect((await run('knowledge', 'remove', 'Lockers', ...admin)).stdout).toContain(
      'north/lockers.md is gone',
    );
    expect((await run('knowledge', 'show', 'north/lockers.md')).code).toBe(1);
  });

  it('takes a session from the file to the approval', async () => {
    const session = await json<{
      id: string;
      summaries: { id: string; participant: string; lines: Line[] }[];
    }>(
      'session',
      'add',
      join(root, 'demo/transcripts/coaching-priya-and-daniel.vtt'),
      '--coach',
      'naomi.feldman@fennimoor.example',
      '--date',
      '2026-03-10',
    );
    expect(session.summaries.map(({ participant }) => participant)).toEqual(['Priya Raman', 'Daniel Osei']);
    const [priya] = session.summaries;
    if (priya === undefined) throw new Error('no summary');
    expect(priya.lines.every(({ evidence }) => evidence.length > 0)).toBe(true);
    expect(await json<{ id: string }[]>('session', 'list', ...naomi)).toMatchObject([{ id: session.id }]);
    expect(await json('session', 'show', session.id, ...naomi)).toMatchObject({ id: session.id });
    const found = await json<{ segment: number; speaker: string; quote: string }[]>(
      'session',
      'find',
      session.id,
      'Mrs. Okafor call back by Friday',
      '-k',
      '2',
      ...naomi,
    );
    expect(found[0]).toMatchObject({
      speaker: 'Priya Raman',
      quote: expect.stringContaining('Okafor') as unknown,
    });

    const wins = priya.lines.filter(({ section }) => section === 'wins');
    const refined = await json<{ id: string; version: number; lines: Line[] }>(
      'summary',
      'refine',
      priya.id,
      'drop the second win',
      ...naomi,
    );
    expect(refined).toMatchObject({ id: priya.id, version: 2 });
    expect(refined.lines).toEqual(priya.lines.filter(({ id }) => id !== wins[1]?.id));
    const diff = await run('summary', 'diff', priya.id, ...naomi);
    expect(diff.stdout).toContain(wins[1]?.text);
    const undone = await json<{ version: number; lines: Line[] }>('summary', 'undo', priya.id, ...naomi);
    expect(undone).toMatchObject({ version: 3, lines: priya.lines });
    const stranger = await run('summary', 'approve', priya.id, '--as', 'tomas.rivera@fennimoor.example');
    expect(stranger).toMatchObject({ code: 1, stdout: '' });
    await json('summary', 'approve', priya.id, ...naomi);
    const locked = await run('summary', 'refine', priya.id, 'shorter', ...naomi);
    expect(locked.code).toBe(1);
    expect(locked.stderr).toMatch(/approved/);
    const own = await run('summary', 'show', priya.id, '--as', 'priya.raman@fennimoor.example');
    expect(own.stdout).toContain('Priya Raman');

    const items = await json<{ title: string; state: string }[]>('summary', 'actions', priya.id, ...naomi);
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['open']));
    expect(items.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        priya.lines.find(({ owner, due }) => owner === 'Priya Raman' && due === '2026-03-13')?.text,
      ]),
    );
    const accuracy = await json<{ own: object }>('summary', 'accuracy', ...naomi);
    expect(accuracy.own).toEqual({ unedited: priya.lines.length, all: priya.lines.length, summaries: 1 });
    const reopened = await json('summary', 'reopen', priya.id, ...naomi);
    expect(reopened).toMatchObject({ state: 'draft', version: 3 });
    const restored = await json<{ lines: Line[] }>(
      ...['summary', 'restore', priya.id, '--version', '2'],
      ...naomi,
    );
    expect(restored).toMatchObject({ version: 4, lines: refined.lines });
    const history = await run('summary', 'history', priya.id, ...naomi);
    expect(history.stdout).toMatch(
      /restored version 2 .version 4.[^]*asked for “drop the second win” .version 2./,
    );
    // Seventeen processes, each of which opens everything.
  }, 180_000);

  it.each([
    [['session', 'show', 'nonsense', ...naomi], 1, /session/i],
    [
      [
        'session',
        'add',
        '/does/not/exist.vtt',
        '--coach',
        'naomi.feldman@fennimoor.example',
        '--date',
        '2026-03-10',
      ],
      1,
      /exist/,
    ],
    [
      ['session', 'add', 'x.vtt', '--coach', 'naomi.feldman@fennimoor.example', '--date', 'soon'],
      2,
      /date|YYYY/i,
    ],
    [['ask', 'hello?', '--as', 'nobody@fennimoor.example'], 1, /nobody@fennimoor\.example/],
    [['knowledge', 'search', 'x', '-k', 'many'], 2, /many|number/],
    [['knowledge', 'show', 'no-such.md'], 1, /no-such/],
  ] as const)('says what is wrong with %j', async (args, code, words) => {
    const ran = await run(...args);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: '' });
    expect(ran.stderr).toMatch(words);
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    expect(ran.stderr.trim().split('\n').length).toBeLessThan(6);
  });

  it('says how everything is, and works on when the server has ended', async () => {
    if (server === undefined) throw new Error('no server');
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    const { code, stdout } = await run('doctor');
    expect(code).toBe(0);
    expect(stdout).toMatch(/PostgreSQL/);
    expect(stdout).toMatch(/offline/);
  });
});
