import {
  coveredShare,
  evaluateRetrieval,
  parseEvaluationQueries,
} from '../../../../src/knowledge/search/evaluate.ts';

const span = (documentName: string, start: number, end: number) => ({ documentName, start, end });

describe('measuring retrieval', () => {
  it('counts each relevant character once', () => {
    expect(coveredShare([span('a', 0, 10)], [span('a', 5, 20), span('a', 8, 9), span('b', 0, 10)])).toBe(0.5);
    expect(coveredShare([span('a', 0, 10), span('a', 5, 15)], [span('a', 0, 5)])).toBeCloseTo(1 / 3);
    expect(coveredShare([], [span('a', 0, 10)])).toBe(0);
  });

  it('reads offsets in code points and knows a document by its name without the ending', async () => {
    const text = '😀😀 needle';
    const result = await evaluateRetrieval({
      corpora: [{ name: 'a.md', text }],
      queries: [{ query: 'needle', relevant: [{ document: 'a.md', start: 3, end: 9 }] }],
      k: 1,
      search: () => Promise.resolve([span('a', text.indexOf('needle'), text.length)]),
    });
    expect(result).toEqual({
      k: 1,
      questions: 1,
      spanRecall: 1,
      hitRate: 1,
      bm25: { spanRecall: 1, hitRate: 1 },
    });
  });

  it('gives nothing for what lies beyond the limits', async () => {
    const text = 'x'.repeat(100);
    const { spanRecall, hitRate } = await evaluateRetrieval({
      corpora: [{ name: 'a', text }],
      queries: [
        { query: 'q', relevant: [{ document: 'a', start: 0, end: 100 }] },
        { query: 'q', relevant: [{ document: 'a', start: 90, end: 100 }] },
      ],
      k: 2,
      maxCharacters: 50,
      search: () => Promise.resolve([span('a', 0, 30), span('a', 30, 90), span('a', 90, 100)]),
    });
    expect({ spanRecall, hitRate }).toEqual({ spanRecall: 0.25, hitRate: 0.5 });
  });

  it('reads a file of questions, and names the line that is none', () => {
    const line = '{"query": "q", "relevant": [{"document": "a.md", "start": 1, "end": 2}]}';
    expect(parseEvaluationQueries(`${line}\n\n${line}\n`)).toHaveLength(2);
    expect(() => parseEvaluationQueries(`${line}\n{"query": 1}`)).toThrow('Line 2');
    expect(() => parseEvaluationQueries('nonsense')).toThrow('Line 1');
  });
});
