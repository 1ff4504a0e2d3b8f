import fc from 'fast-check';
import { splitUnits } from '../../../../src/coaching/knowledge/text-units.ts';

const page = `# Refund without a receipt

Purpose: help an honest customer. Fairly.

## Steps

1. Search Rootstock by phone number, e.g. 07700.
   Then by address.
2. Check the date: 14 days.

- Power tools carry a serial number.

| Service | Price |
| --- | --- |
| Next day | £6.95 |
`;

it('gives steps with their numbers, bullets without their dashes, rows without bars, and sentences', () => {
  expect(splitUnits(page).map(({ kind, text, heading }) => [kind, text, heading])).toEqual([
    ['sentence', 'Purpose: help an honest customer.', 'Refund without a receipt'],
    ['sentence', 'Fairly.', 'Refund without a receipt'],
    ['step', '1. Search Rootstock by phone number, e.g. 07700.\n   Then by address.', 'Steps'],
    ['step', '2. Check the date: 14 days.', 'Steps'],
    ['bullet', 'Power tools carry a serial number.', 'Steps'],
    ['row', 'Next day | £6.95', 'Steps'],
  ]);
  expect(splitUnits(page).at(-1)?.columns).toBe('Service | Price');
});

it('splits an item that is too long to quote whole into sentences, the number staying with the first', () => {
  const long = `3. ${'Ask the customer for the order number and the postcode. '.repeat(10)}`;
  const units = splitUnits(long);
  expect(units.length).toBeGreaterThan(5);
  expect(units[0]?.text).toBe('3. Ask the customer for the order number and the postcode.');
});

it('never invents, loses order or overlaps: every unit is the words at its offsets', () => {
  const line = fc.constantFrom(
    '# Title',
    '1. One step. With two.',
    '- bullet',
    '| a | b |',
    '| --- | --- |',
    '',
    'Plain. Text!',
    '```',
    '…',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 12 }), (lines) => {
      const source = lines.join('\n');
      let reached = 0;
      for (const { start, end, text } of splitUnits(source)) {
        expect(source.slice(start, end)).toBe(text);
        expect(start).toBeGreaterThanOrEqual(reached);
        expect(text.trim()).toBe(text);
        reached = end;
      }
    }),
  );
});
