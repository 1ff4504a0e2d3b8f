import fc from 'fast-check';
import { maskText } from '../../../../src/files/masking/mask-text.ts';

describe('personal data', () => {
  it.each<[said: string, shown: string]>([
    ['My card is 4111 1111 1111 1111, ok?', 'My card is [card number], ok?'],
    ['4111-1111-1111-1111', '[card number]'],
    ['four one one one, one one one one, one one one one, one one one one.', '[card number].'],
    ['it’s 4111, 1111, 1111, 1111', 'it’s [card number]'],
    ['call me at 555-123-4567 or (415) 555-2671.', 'call me at [phone number] or [phone number].'],
    ['+41 44 668 18 00 works, 044 668 18 00 too', '[phone number] works, [phone number] too'],
    ['0044 20 7946 0958', '[phone number]'],
    ['five five five, uh, one two three four', '[phone number]'],
    ['oh four four, double six eight, one eight double oh', '[phone number]'],
    ['vier eins neun zwei acht null drei', '[phone number]'],
    ['0 4 4 6 6 8 1 8 0 0', '[phone number]'],
    ['five 5 5 one two 3 four nine', '[phone number]'],
    ['order 99991827364500', 'order [number]'],
    ['my PIN is 4 3 2 1 and the CVV is one two three', 'my PIN is [secret] and the CVV is [secret]'],
    ['the password is hunter2.', 'the password is [secret].'],
    ['Password: Sommer-24', 'Password: [secret]'],
    ['mein Passwort ist Geheim', 'mein Passwort ist [secret]'],
    ['my social is 123-45-6789', 'my social is [national id]'],
    ['123-45-6789', '[national id]'],
    ['the last four of my social are 6789', 'the last four of my social are [national id]'],
    ['QQ would be wrong, AB 12 34 56 C is right', 'QQ would be wrong, [national id] is right'],
    ['DE89 3704 0044 0532 0130 00 please', '[bank account] please'],
    ['GB29NWBK60161331926819', '[bank account]'],
    ['I was born on March 3rd, 1985', 'I was born on [date of birth]'],
    ['date of birth: 03/04/1985', 'date of birth: [date of birth]'],
    ['geboren am 3. März 1985', 'geboren am [date of birth]'],
    ['we live at 42 Maple Street, Apt 5, Springfield, IL 62704', 'we live at [address]'],
    ['it was 7 north elm street', 'it was [address]'],
    ['Twelve Oak Street', '[address]'],
    ['Bahnhofstrasse 12, 8001 Zürich', '[address]'],
    ['en la calle de Alcalá 45', 'en la [address]'],
    ['12 rue de la Paix, 75002 Paris', '[address]'],
    ['P.O. Box 1234', '[address]'],
    ['SW1A 1AA', '[address]'],
    ['write to priya.raman@example.co.uk!', 'write to [e-mail address]!'],
    ['priya dot raman at example dot com', '[e-mail address]'],
  ])('%s', (said, shown) => {
    expect(maskText(said).text).toBe(shown);
  });
});

describe('what people say that is nobody’s secret', () => {
  it.each([
    'we sold 1,250,000 dollars in 2025-2026',
    'that is 1.250.000 Euro, or $4500000',
    'we had 1 000 000 users',
    'on 2026-11-12 at 10:30 and on 12.11.2026',
    'order number 48213 shipped',
    'the score was 21 to 14, then 3-2, 4-1',
    'I scored 98 97 96 95',
    'the password is wrong, and the PIN is on the card',
    'we were talking about passwords and security codes',
    'one two three four five six seven',
    'ten twenty thirty forty fifty',
    'call 911, or nine one one',
    'three guys down the street, 5 people at the place',
    'at this point in time I look at it',
    'twenty five thousand three hundred',
    '2019 2020 2021 2022',
    'version 10.2.3.4 and 3.14159265',
    'room 12 and 13 and 14 and 15',
    'Priya Raman, Dr. Drive and May Court',
    'I have two one on ones and one to one at three',
    'born to sell',
  ])('%s', (said) => {
    expect(maskText(said)).toEqual({ text: said, masked: 0 });
  });
});

it('masks nothing twice', () => {
  const piece = fc.constantFrom(
    '4111 1111 1111 1111',
    '555-123-4567',
    'four one one one',
    'one one one one',
    'my password is',
    'hunter2',
    'PIN',
    'is',
    '1234',
    'born on',
    'March 3, 1985',
    '42 Maple Street',
    'Apt 5',
    'a@b.co',
    'DE89 3704 0044 0532 0130 00',
    'double',
    'seven',
    ',',
    '.',
    '\u2028',
    'dot com',
    'at',
    'my social',
    '[phone number]',
    '12',
    '8001',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const once = maskText(pieces.join(' ')).text;
      expect(maskText(once)).toEqual({ text: once, masked: 0 });
    }),
    { numRuns: 1_000 },
  );
});
