import { sectionOf } from '../../../../src/agent/grounding/section-of.ts';

describe('the section of a quote', () => {
  const text = [
    'Who may do this.',
    '',
    '## Steps',
    '',
    '1. Search.',
    '',
    '### If that fails',
    '',
    'Call.',
  ].join('\n');
  const passage = { headingPath: ['Refunds', 'When this applies'], start: 100, text };
  const at = (words: string) => sectionOf(passage, 100 + text.indexOf(words));

  it('is that of the passage before its first heading', () => {
    expect(at('Who may')).toBe('Refunds › When this applies');
  });
  it('is the last heading before the quote, in the place of its sister', () => {
    expect(at('1. Search')).toBe('Refunds › Steps');
  });
  it('keeps what stands above a deeper heading', () => {
    expect(at('Call.')).toBe('Refunds › Steps › If that fails');
  });
});
