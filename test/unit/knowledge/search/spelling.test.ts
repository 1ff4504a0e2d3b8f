import { correctSpelling, editDistance } from '../../../../src/knowledge/search/spelling.ts';

const known = (...terms: [string, number][]) =>
  terms.map(([term, documentFrequency]) => ({ term, documentFrequency }));

describe('guessing what was meant', () => {
  it.each([
    ['receipt', 'reciept', 1],
    ['receipt', 'receipt', 0],
    ['receipt', 'recipt', 1],
    ['receipt', 'rebate', 3],
    ['', 'ab', 2],
  ])('%s and %s are %i edits apart', (from, to, edits) => {
    expect(editDistance(from, to, 2)).toBe(edits);
    expect(editDistance(to, from, 2)).toBe(edits);
  });

  it('takes the nearest word, and of two equally near the commoner one', () => {
    const vocabulary = known(['receipt', 4], ['recipi', 9], ['refund', 20]);
    expect(correctSpelling(['reciept'], vocabulary)).toEqual(new Map([['reciept', 'receipt']]));
    expect(correctSpelling(['parcet'], known(['parcel', 1], ['parce', 7]))).toEqual(
      new Map([['parcet', 'parce']]),
    );
  });

  it('leaves short words, numbers, other first letters and far words alone', () => {
    const vocabulary = known(['lead', 9], ['12345', 3], ['train', 3], ['escal', 3]);
    expect(correctSpelling(['leed', '12346', 'brain', 'escargot'], vocabulary)).toEqual(new Map());
  });
});
