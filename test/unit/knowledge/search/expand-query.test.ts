import { expandTerms } from '../../../../src/knowledge/search/expand-query.ts';
import { toTerms } from '../../../../src/knowledge/terms.ts';

describe('related words of a question', () => {
  it('are those that people use for the ones asked', () => {
    expect(expandTerms(toTerms('the package of a shopper'))).toEqual(
      expect.arrayContaining(toTerms('parcel customer')),
    );
  });
  it('leave out what was asked, and repeat nothing', () => {
    const asked = toTerms('customers, clients and the phone call');
    const related = expandTerms(asked);
    expect(related.filter((term) => asked.includes(term))).toEqual([]);
    expect(new Set(related).size).toBe(related.length);
  });
  it('are none for words without kin', () => expect(expandTerms(toTerms('greenhouse 14'))).toEqual([]));
});
