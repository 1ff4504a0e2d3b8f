import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productPrompts, promptDigest } from '../../../src/app/prompts.ts';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('generated'))
  .map((file) => readFileSync(join('src', file), 'utf8'));

describe('the prompts that an admin can read', () => {
  it('are all that the product has: each version in the code is one of them', () => {
    const inCode = sources.flatMap((text) =>
      [...text.matchAll(/const \w*[pP]romptVersion\s*=\s*'([^']+)'/g)].map(([, version = '']) => version),
    );
    expect(productPrompts.map(({ version }) => version).sort()).toEqual(inCode.sort());
    expect(inCode).toContain('coach@1');
  });

  it.each(productPrompts.map((prompt) => [prompt.version, prompt] as const))(
    '%s has the text that this version was locked with',
    (version, prompt) => {
      const lock = JSON.parse(readFileSync('docs/prompts.lock.json', 'utf8')) as Partial<
        Record<string, { version: string; sha256: string }>
      >;
      const locked = lock[prompt.name];
      const isNew = locked?.version !== version;
      const cure = isNew
        ? `${version} is not locked yet: run npm run docs.`
        : locked.sha256 === promptDigest(prompt)
          ? undefined
          : `The text of ${version} has changed: raise its version, then run npm run docs.`;
      expect(cure).toBeUndefined();
    },
  );

  it('change their digest with a word of the text, and with a word about the reply', () => {
    const [first] = productPrompts.filter(({ reply }) => reply.length > 0);
    if (first === undefined) throw new Error('no prompt with a reply');
    expect(promptDigest({ ...first, text: `${first.text}.` })).not.toBe(promptDigest(first));
    expect(promptDigest({ ...first, reply: first.reply.slice(1) })).not.toBe(promptDigest(first));
  });

  it('say what the model must answer with, field by field', () => {
    const reply = (name: string) => productPrompts.find((prompt) => prompt.name === name)?.reply ?? [];
    expect(reply('summary')).toContainEqual({
      field: 'lines[].evidence[].quote',
      type: 'string',
      says: 'Words copied letter by letter from that segment, at least three',
    });
    expect(reply('coach').map(({ field }) => field)).toEqual([
      ...[
        'reflection',
        'quote',
        'quote.passage',
        'quote.text',
        'question',
        'stage',
        'kind',
        'topic',
        'options',
      ],
      ...['options[]', 'step', 'confidence'],
    ]);
    expect(reply('coach').find(({ field }) => field === 'stage')?.type).toMatch(/^one of: look_back, topic/);
    expect(reply('refine').map(({ type }) => type)).toContain('"merge"');
    expect(reply('answer')).toEqual([]);
  });
});
