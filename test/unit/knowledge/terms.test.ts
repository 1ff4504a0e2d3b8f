import fc from 'fast-check';
import { toTerms } from '../../../src/knowledge/terms.ts';

describe('terms', () => {
  it.each([
    ['Refunds, refunded and refunding', ['refund', 'refund', 'refund']],
    ["the customer's receipts aren't here", ['custom', 'receipt']],
    ['They paid what she bought', ['pai', 'bui']],
    ['1,000 parcels for £3.95', ['1000', 'parcel', '3.95']],
    ['Café CAFE café', ['cafe', 'cafe', 'cafe']],
    ['what is it?', []],
    ['ID-check', ['id', 'check']],
    ["I'd be ill, I’ll say", ['ill', 'sai']],
    ['', []],
  ])('of %j are %j', (text, terms) => {
    expect(toTerms(text)).toEqual(terms);
  });

  it('finds a word under any of its everyday forms', () => {
    for (const [one, other] of [
      ['paying', 'paid'],
      ['lose', 'lost'],
      ['customers', 'customer’s'],
      ['complaint', 'complaints'],
    ] as const) {
      expect(toTerms(one)).toEqual(toTerms(other));
    }
  });

  it('keeps no term longer than an index entry may be', () => {
    expect(toTerms('x'.repeat(5_000))[0]).toHaveLength(40);
  });

  it('are the same whether or not the text holds letters of another alphabet', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "don't",
        'it’s',
        '3rd',
        '1,000.50',
        '1.',
        'A1b2',
        '–',
        '“',
        '€',
        'X’',
        '\u00A0',
        "'",
        '£3',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join(' ');
        expect(toTerms(`${text} żółw`)).toEqual([...toTerms(text), ...toTerms('żółw')]);
      }),
      { numRuns: 1_000 },
    );
  });
});
