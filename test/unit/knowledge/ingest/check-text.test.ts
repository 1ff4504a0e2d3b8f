import { checkText } from '../../../../src/knowledge/ingest/check-text.ts';

const file = (text: string, mimeType = 'text/markdown', name = 'page') => ({ name, mimeType, text });

describe('what may be loaded', () => {
  it.each([
    ['nothing', file(''), 'KNOWLEDGE_001'],
    ['blanks and marks only', file('# \n\n---\n'), 'KNOWLEDGE_001'],
    ['more than 20 MB', file('words '.repeat(3_600_000)), 'KNOWLEDGE_002'],
    ['a picture decoded as text', file(`\u0089PNG\r\n${'\uFFFD\u0001ab'.repeat(40)}`), 'KNOWLEDGE_003'],
    ['a PDF with the ending of a text', file('%PDF-1.7\nhello'), 'KNOWLEDGE_003'],
    ['a Word file with the ending of a text', file('PK\u0003\u0004 hello'), 'KNOWLEDGE_003'],
    ['a zero byte', file('hello\0world'), 'KNOWLEDGE_003'],
    ['a format that is not text', file('hello', 'application/pdf'), 'KNOWLEDGE_004'],
    ['a file without a name', file('hello', 'text/plain', ' '), 'KNOWLEDGE_007'],
  ])('refuses %s, and says what to do', (_, input, code) => {
    const refused = (): unknown => {
      try {
        return checkText(input);
      } catch (error) {
        return error;
      }
    };
    expect(refused()).toMatchObject({
      code,
      retry: 'never',
      userMessage: expect.stringMatching(/\b(?:again|right one|Split|Rename)\b/u) as unknown,
    });
  });

  it.each(['text/markdown', 'text/plain; charset=utf-8', 'TEXT/PLAIN'])('takes %s', (mimeType) => {
    expect(checkText(file('Hello.\r\n', mimeType))).toBe('Hello.\r\n');
  });

  it('replaces halves of characters one for one, so that offsets stay true', () => {
    expect(checkText(file('ab\uD83Dcd 😀'))).toBe('ab\uFFFDcd 😀');
  });
});
