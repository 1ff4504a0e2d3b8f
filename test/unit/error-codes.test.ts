import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.includes('generated'),
);
const rooms =
  'ACTION|AGENT|BOT|CARE|CHART|CLI|CLIENT|COACH|CONFIG|CONNECT|DATA|DIGEST|EMBEDDED|EXPORT|FILE|FOLLOWUP|GROWTH|KNOWLEDGE|LOCAL|MAIL|METRIC|MODEL|NOTE|PEOPLE|PRIVACY|PROFILE|SESSION|SLACK|SUMMARY|TALK|TEAMS|TEMPLATE|TENANT|TRANSCRIPT|TURN|VOICE';

describe('docs/error-codes.md', () => {
  it('lists every code that the product can show, with its cure', () => {
    const documented = readFileSync('docs/error-codes.md', 'utf8');
    const used = sources.flatMap((file) =>
      [
        ...readFileSync(join('src', file), 'utf8').matchAll(new RegExp(`'((?:${rooms})_[A-Z0-9_]+)'`, 'g')),
      ].map(([, code = '']) => code),
    );
    const variables = new Set(
      [...readFileSync('src/config/settings.ts', 'utf8').matchAll(/^ {2}([A-Z_]+): \{/gm)].map(
        ([, name]) => name,
      ),
    );
    const missing = [...new Set(used)].filter(
      (code) => !variables.has(code) && !new RegExp(`\\b${code}\\b`).test(documented),
    );
    expect(missing).toEqual([]);
  });
});
