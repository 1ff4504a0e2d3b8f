import type { DocumentType } from '../../../../src/coaching/knowledge/document.ts';
import { splitDocument } from '../../../../src/knowledge/ingest/split-document.ts';
import { buildPassages } from '../../../../src/knowledge/search/build-passages.ts';
import { signatureOf } from '../../../../src/knowledge/search/near-duplicates.ts';
import { scoreUnits, type Candidate } from '../../../../src/knowledge/search/score-units.ts';
import { toTerms } from '../../../../src/knowledge/terms.ts';

async function documentOf(name: string, text: string, type: DocumentType = 'sop'): Promise<Candidate[]> {
  return (await splitDocument(text)).map((piece, index) => ({
    ...piece,
    id: `${name}-${text.length}-${index}`,
    documentId: name,
    documentName: name,
    title: name,
    type,
    version: 1,
    index,
    score: 1,
    cosine: 0,
  }));
}

function found(question: string, documents: readonly Candidate[][], limit = 5): string[] {
  const terms = [...new Set(toTerms(question))].map((term) => ({ term, idf: 1 }));
  const passages = buildPassages(scoreUnits(documents.flat(), terms, 0), { limit, maxCharacters: 4_000 });
  return passages.map(({ documentName }) => documentName);
}

const refund = `# Refunds

1. Ask for the receipt.
2. Pay the refund to the card within 14 days.
3. Without a receipt, offer a voucher.
`;

describe('results that say the same', () => {
  it('are shown once, from the more specific document', async () => {
    const loose = refund.replace('Ask for the receipt', '**Ask** for a receipt').replace('offer', 'offers');
    const documents = [
      await documentOf('handbook', loose, 'reference'),
      await documentOf('refund-steps', refund, 'sop'),
      await documentOf('a-copy', refund, 'training'),
    ];
    expect(found('refund receipt voucher', documents)).toEqual(['refund-steps']);
    expect(found('refund receipt voucher', documents.reverse())).toEqual(['refund-steps']);
  });

  it('leave their room to what says something else', async () => {
    const documents = [
      await documentOf('one', refund),
      await documentOf('two', refund),
      await documentOf('other', '# Gifts\n\nA refund of a gift is a voucher.\n'),
    ];
    expect(found('refund receipt voucher', documents, 2).sort()).toEqual(['one', 'other']);
  });

  it.each([
    ['a number', '14 days', '30 days'],
    ['a currency', 'to the card within 14 days', 'of $14 to the card'],
    ['a "not"', 'Pay the refund', 'Do not pay the refund'],
    ['a condition', 'Without a receipt', 'With a receipt'],
    ['an order', 'Ask for the receipt.', 'Ask for the receipt after paying.'],
    ['an addition', '3. Without', '3. Ask your team leader.\n4. Without'],
  ])('are all shown when %s differs', async (_, from, to) => {
    const documents = [await documentOf('one', refund), await documentOf('two', refund.replace(from, to))];
    const names = found('refund receipt voucher', documents);
    // What adds to the other covers it; what differs stands beside it.
    expect(names).toContain('two');
    if (!to.includes('team leader')) expect(names).toContain('one');
  });

  it('are not looked for inside one document', async () => {
    const text = `# One\n\nA refund takes 14 days.\n\n${'Much else is said here. '.repeat(60)}\n\n# Two\n\nA refund takes 14 days.\n`;
    expect(found('refund days', [await documentOf('one', text)])).toEqual(['one', 'one']);
  });
});

describe('what a sentence says', () => {
  it.each([
    ['Refunds are paid within 14 days.', 'A refund is paid within **14 days**'],
    ['Call the customer’s bank', "call a customer's bank."],
  ])('is the same in %j and %j', (one, other) => expect(signatureOf(one)).toBe(signatureOf(other)));
  it.each([
    ['Pay 10%', 'Pay 10'],
    ['Pay £10', 'Pay $10'],
    ['open 9:00', 'open 9:30'],
    ['You can refund it', "You can't refund it"],
    ['before you pay', 'after you pay'],
    ['The agent calls the carrier', 'The carrier calls the agent'],
  ])('differs in %j and %j', (one, other) => expect(signatureOf(one)).not.toBe(signatureOf(other)));
});
