import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';

const script = fileURLToPath(new URL('../../../../scripts/manifest.mjs', import.meta.url));
const appId = '0f0e0d0c-1111-4111-8111-111111111111';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadcoach-manifest-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...options: string[]) {
  const env = { ...process.env, NODE_OPTIONS: '', TEAMS_APP_ID: '' };
  return spawnSync(process.execPath, [script, ...options], {
    encoding: 'utf8',
    env,
  });
}

describe('npm run manifest', () => {
  it('makes a package that Teams takes', () => {
    const out = join(folder, 'app.zip');
    const done = run(
      '--app-id',
      appId.toUpperCase(),
      '--host',
      'coach.example.com',
      '--developer',
      'A "quoted" name',
      '--out',
      out,
    );
    expect([done.status, done.stderr]).toEqual([0, '']);
    const files = unzipSync(readFileSync(out));
    expect(Object.keys(files).toSorted()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    const text = strFromU8(files['manifest.json']!);
    expect(text).not.toContain('{{');
    const manifest = JSON.parse(text) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      id: appId,
      developer: { name: 'A "quoted" name', websiteUrl: 'https://coach.example.com/' },
      bots: [{ botId: appId, scopes: ['personal', 'team', 'groupChat'], supportsFiles: true }],
      composeExtensions: [
        { botId: appId, commands: [{ id: 'saveAsNote', context: ['message'], fetchTask: true }] },
      ],
      validDomains: ['coach.example.com'],
    });
  });

  it('gives the same bytes each time', () => {
    const [one, two] = ['1.zip', '2.zip'].map((name) => join(folder, name)) as [string, string];
    for (const out of [one, two]) run('--app-id', appId, '--host', 'coach.example.com', '--out', out);
    expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  });

  it('says everything that is missing at once, and writes nothing', () => {
    const done = run('--out', join(folder, 'no.zip'));
    expect(done.status).toBe(2);
    expect(done.stderr).toContain('The app id is missing');
    expect(done.stderr).toContain('The host is missing');
    expect(() => readFileSync(join(folder, 'no.zip'))).toThrow();
  });

  it.each([
    [['--app-id', 'threadcoach', '--host', 'coach.example.com'], 'not an app id'],
    [['--app-id', appId, '--host', 'https://coach.example.com'], 'not a host name'],
    [
      ['--app-id', appId, '--host', 'coach.example.com', '--privacy', 'http://x.example'],
      'not an https address',
    ],
    [['--app-id', appId, '--host', 'coach.example.com', '--developer', 'x'.repeat(33)], '1 to 32 characters'],
    [['--colour', 'red'], 'colour'],
  ])('refuses %j', (options, problem) => {
    const done = run(...options);
    expect([done.status, done.stderr.includes(problem)]).toEqual([2, true]);
  });
});
