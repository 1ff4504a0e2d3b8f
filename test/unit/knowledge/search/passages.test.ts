import fc from 'fast-check';
import { splitDocument } from '../../../../src/knowledge/ingest/split-document.ts';
import { buildPassages } from '../../../../src/knowledge/search/build-passages.ts';
import { isRelevant, questionCoverage } from '../../../../src/knowledge/search/relevance-floor.ts';
import { scoreUnits, type Candidate } from '../../../../src/knowledge/search/score-units.ts';
import { toTerms } from '../../../../src/knowledge/terms.ts';
import { documentText } from '../../../support/document-text.ts';

let counter = 0;
async function candidatesOf(text: string, documentId = 'doc'): Promise<Candidate[]> {
  counter += 1;
  return (await splitDocument(text)).map((piece, index) => ({
    ...piece,
    id: `${documentId}-${counter}-${index}`,
    documentId,
    documentName: documentId,
    title: documentId,
    type: 'sop',
    version: 1,
    index,
    score: 1,
    cosine: 0,
  }));
}
const asked = (question: string) => [...new Set(toTerms(question))].map((term) => ({ term, idf: 1 }));

const guide = `# Parcels

General words about parcels and how they travel.

## Steps

1. Open the order and read the tracking line.
2. If there has been no scan for 48 hours, open a trace with the carrier.
3. Set a callback for the day on which the trace ends.

## Exceptions

- Living plants are sent again at once.
`;

describe('passages', () => {
  it('hold the step that answers, whole, and name it first', async () => {
    const runs = scoreUnits(await candidatesOf(guide), asked('no scan for 48 hours'), 0);
    const [best] = buildPassages(runs, { limit: 5, maxCharacters: 4_000 });
    expect(best?.highlights[0]?.text).toBe(
      '2. If there has been no scan for 48 hours, open a trace with the carrier.',
    );
  });

  it('count what the neighbours of a sentence say', async () => {
    const text = `${'Nothing here at all. '.repeat(30)}\n\nThe warehouse burnt down. It took two days. Nobody was hurt.\n\n${'Other things were said. '.repeat(30)}\n\nTwo days later it rained.\n`;
    const runs = scoreUnits(await candidatesOf(text), asked('two days warehouse burnt'), 0);
    const [best] = buildPassages(runs, { limit: 1, maxCharacters: 120 });
    expect(best?.text).toContain('It took two days.');
  });

  it('follow the meaning when the words are equal', async () => {
    const [first, second] = await Promise.all([
      candidatesOf('Parcels 1.\n', 'first'),
      candidatesOf('Parcels 2.\n', 'second'),
    ]);
    const near = second.map((candidate) => ({ ...candidate, cosine: 0.9 }));
    const passages = buildPassages(scoreUnits([...first, ...near], asked('parcels'), 0.3), {
      limit: 2,
      maxCharacters: 4_000,
    });
    expect(passages.map(({ documentId }) => documentId)).toEqual(['second', 'first']);
  });

  it('are true slices within the limits that do not overlap, for any document and question', async () => {
    await fc.assert(
      fc.asyncProperty(
        documentText,
        fc.array(fc.constantFrom('refund', 'customer', 'call', 'days', '3.95'), { minLength: 1 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 20, max: 3_000 }),
        async (text, words, limit, maxCharacters) => {
          const runs = scoreUnits(await candidatesOf(text), asked(words.join(' ')), 0.3);
          const passages = buildPassages(runs, { limit, maxCharacters });
          expect(passages.length).toBeLessThanOrEqual(limit);
          expect(passages.reduce((sum, passage) => sum + passage.text.length, 0)).toBeLessThanOrEqual(
            maxCharacters,
          );
          const inOrder = [...passages].sort((x, y) => x.start - y.start);
          for (const [index, passage] of inOrder.entries()) {
            expect(passage.text).toBe(text.slice(passage.start, passage.end));
            expect(passage.start).toBeGreaterThanOrEqual(inOrder[index - 1]?.end ?? 0);
            for (const { start, end, text: quoted } of passage.highlights)
              expect(quoted).toBe(text.slice(start, end));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the relevance floor', () => {
  const coverage = async (question: string) => {
    const terms = asked(question);
    return questionCoverage(scoreUnits(await candidatesOf(guide), terms, 0), terms);
  };

  it('lets through what the words of a question meet in one place', async () => {
    expect(isRelevant(await coverage('When do I open a trace with the carrier?'), undefined, 1)).toBe(true);
  });

  it.each(['Who won the football final?', 'What is the price of gold?', 'Can you tell me more?'])(
    'stops %s',
    async (question) => {
      expect(isRelevant(await coverage(question), undefined, 1)).toBe(false);
      expect(isRelevant(await coverage(question), 0.2, 1)).toBe(false);
    },
  );

  it('lets the vectors make up for other words, if they are close enough', () => {
    expect(isRelevant(0.3, 0.6, 1)).toBe(true);
    expect(isRelevant(0.3, 0.3, 1)).toBe(false);
  });
});
