import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createSealedBox } from '../../../src/data/sealed-box.ts';
import { thrownBy } from '../../support/thrown.ts';

const box = createSealedBox(randomBytes(32));

it('opens what it sealed', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, context) => {
      const again = box.open(box.seal(value, context), context);
      expect(JSON.stringify(again)).toBe(JSON.stringify(value));
    }),
  );
});

it('seals the same value differently each time, and hides its words', () => {
  const [first, second] = [box.seal({ text: 'overwhelmed' }, 'id'), box.seal({ text: 'overwhelmed' }, 'id')];
  expect(first.equals(second)).toBe(false);
  expect(first.toString('latin1')).not.toContain('overwhelmed');
});

it('does not open with any one byte changed, nor cut short', () => {
  const sealed = box.seal({ text: 'words' }, 'id');
  for (let index = 0; index < sealed.length; index += 1) {
    const altered = Buffer.from(sealed);
    altered[index] = (altered[index] ?? 0) ^ 1;
    expect(thrownBy(() => box.open(altered, 'id'))).toMatchObject({ code: 'DATA_010' });
    expect(thrownBy(() => box.open(sealed.subarray(0, index), 'id'))).toMatchObject({ code: 'DATA_010' });
  }
});

it('does not open in another place, or with another key', () => {
  const sealed = box.seal('words', 'row-1');
  expect(thrownBy(() => box.open(sealed, 'row-2'))).toMatchObject({ code: 'DATA_010' });
  expect(thrownBy(() => createSealedBox(randomBytes(32)).open(sealed, 'row-1'))).toMatchObject({
    code: 'DATA_010',
  });
});

it('wants a key of 32 bytes and says how to make one', () => {
  expect(thrownBy(() => createSealedBox(randomBytes(31)))).toMatchObject({
    code: 'DATA_011',
    userMessage: expect.stringContaining('openssl rand') as string,
  });
});
