import fc from 'fast-check';
import { verifyAnswer } from '../../../../src/agent/grounding/verify-answer.ts';
import { passageOf } from '../../../support/agent-scene.ts';

const refund = passageOf(
  'Refund without a receipt',
  [
    '3. Check the date: without a receipt, the item must come back within 14 days of the purchase.',
    '4. Look up "Price history" in Rootstock and use the lowest price of the last 60 days.',
    '5. Check the limits: at most £75 an item, and no more than three returns in 12 months.',
    '6. Give the value as store credit. Never move a card refund to another card.',
  ],
  100,
);
const late = passageOf('Late delivery', [
  '5. If the delivery is 3 or more working days late, refund the delivery charge.',
]);
const passages = [
  { number: 1, passage: refund },
  { number: 2, passage: late },
];
const verify = (text: string) => verifyAnswer(text, passages);

describe('an answer is checked against its passages', () => {
  it('keeps a supported claim and quotes the step behind it, with offsets into the document', () => {
    const verified = verify('The item must come back within 14 days [1].');
    expect(verified?.text).toBe('The item must come back within 14 days. [1]');
    expect(verified?.citations).toEqual([
      {
        number: 1,
        documentId: 'doc-refund-without-a-receipt',
        document: 'refund-without-a-receipt',
        title: 'Refund without a receipt',
        version: 2,
        section: 'Refund without a receipt › Steps',
        quote:
          '3. Check the date: without a receipt, the item must come back within 14 days of the purchase.',
        start: 100,
        end: 193,
      },
    ]);
    expect(verified?.confidence).toBeGreaterThan(0.9);
  });

  it.each([
    ['a number that the passage does not have', 'The item must come back within 30 days [1].'],
    ['the right number with another unit', 'The item must come back within 14 weeks of the purchase [1].'],
    ['a denial turned round', 'You may move a card refund to another card [1].'],
    ['other words than the passage', 'Our chef recommends the mushroom risotto tonight [1].'],
    ['a passage that was not found', 'The item must come back within 14 days [7].'],
    ['the wrong passage', 'The item must come back within 14 days [2].'],
  ])('drops a claim with %s', (_name, text) => {
    expect(verify(text)).toBeUndefined();
  });

  it('drops only what is unsupported, and says less for sure', () => {
    const verified = verify(
      'The item must come back within 14 days [1]. Everybody also gets a free garden gnome [1].',
    );
    expect(verified?.text).toBe('The item must come back within 14 days. [1]');
    expect(verified?.confidence).toBeLessThan(0.6);
  });

  it('gives a mark to an unmarked claim that a passage supports, and drops one that none does', () => {
    const verified = verify(
      'Refund the delivery charge if it is 3 working days late. Our managers secretly love expensive garden parties.',
    );
    expect(verified?.text).toBe('Refund the delivery charge if it is 3 working days late. [1]');
    expect(verified?.citations[0]?.document).toBe('late-delivery');
  });

  it.each([
    ['a short one', 'Pay in cash.'],
    ['a short one that denies', 'No limits apply.'],
    ['one with a figure of its own', 'Everyone gets £500.'],
    ['one that passes for a lead-in', 'You have 90 days, in these steps:'],
    ['a long one', 'Managers always waive the price check for regular customers.'],
  ])('leaves out a sentence that nothing backs and nobody marked: %s', (_kind, sentence) => {
    const verified = verify(`${sentence}\nThe item must come back within 14 days [1].`);
    expect(verified?.text).toBe('The item must come back within 14 days. [1]');
  });

  it('says how many claims it left out, and nothing of pleasantries', () => {
    const kept = 'The item must come back within 14 days [1].';
    expect(verify(kept)?.leftOut).toBe(0);
    expect(verify(`${kept} Hope this helps!`)).toMatchObject({
      text: kept.replace(' [1].', '. [1]'),
      leftOut: 0,
    });
    expect(verify(`${kept} Everybody also gets a free garden gnome [1].`)?.leftOut).toBe(1);
  });

  it('numbers the sources in the order in which they are needed', () => {
    const verified = verify(
      'Refund the delivery charge after 3 working days [2]. Give the value as store credit [1].',
    );
    expect(verified?.citations.map(({ number, document }) => [number, document])).toEqual([
      [1, 'late-delivery'],
      [2, 'refund-without-a-receipt'],
    ]);
    expect(verified?.text).toBe(
      'Refund the delivery charge after 3 working days. [1] Give the value as store credit. [2]',
    );
  });

  it('makes one source of steps that follow one another, and keeps the list as it is', () => {
    const verified = verify(
      [
        'Here is how:',
        '',
        '3. It must come back within 14 days [1]',
        '4. Use the lowest price of the last 60 days [1]',
      ].join('\n'),
    );
    expect(verified?.citations).toHaveLength(1);
    expect(verified?.citations[0]?.quote).toContain('\n4. Look up');
    expect(verified?.text).toBe(
      'Here is how:\n\n3. It must come back within 14 days [1]\n4. Use the lowest price of the last 60 days [1]',
    );
  });

  it('reads every way of writing a mark', () => {
    for (const text of [
      'Give the value as store credit [1].',
      'Give the value as store credit. [1]',
      'Give the value as store credit.[1][1]',
      'Give the value as store credit [1, 2].',
      'Give the value as store credit 【1】.',
    ]) {
      expect(verify(text)?.text).toBe('Give the value as store credit. [1]');
    }
  });

  it('drops a lead-in that leads to nothing any more', () => {
    const verified = verify(
      'Give the value as store credit [1].\n\nAnd for the garden party:\n\n- Bring plenty of cake and lemonade [1]',
    );
    expect(verified?.text).toBe('Give the value as store credit. [1]');
  });

  it('is no answer without passages, and none when nothing is said', () => {
    expect(verifyAnswer('Give the value as store credit [1].', [])).toBeUndefined();
    expect(verify('')).toBeUndefined();
  });

  it('never quotes words that do not stand at their place, nor leaves a mark without a source', () => {
    const piece = fc.constantFrom(
      'The item must come back within 14 days',
      'Refund the delivery charge',
      'Never move a card refund to another card',
      'free cake for everyone who asks nicely',
      '[1]',
      '[2]',
      '[9]',
      '. ',
      '\n',
      '> ',
      '1. ',
      '**',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 14 }), (pieces) => {
        const verified = verify(pieces.join(' '));
        if (!verified) return;
        const marks = [...verified.text.matchAll(/\[(\d+)\]/g)].map(([, digits]) => Number(digits));
        const numbers = verified.citations.map(({ number }) => number);
        expect(numbers.length).toBeGreaterThan(0);
        for (const number of numbers) expect(marks).toContain(number);
        for (const { documentId, start, end, quote } of verified.citations) {
          const source = [refund, late].find((passage) => passage.documentId === documentId);
          expect(source?.text.slice(start - source.start, end - source.start)).toBe(quote);
        }
      }),
    );
  });
});
