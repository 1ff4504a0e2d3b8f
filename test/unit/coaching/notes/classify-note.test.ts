import fc from 'fast-check';
import { classifyNote } from '../../../../src/coaching/notes/classify-note.ts';

it.each([
  ['great empathy on the call', { type: 'POSITIVE', category: 'Customer service', priority: 'LOW' }],
  [
    'should work on the closing of the call',
    { type: 'COACHING', category: 'Call quality', priority: 'MEDIUM' },
  ],
  [
    'skipped the identity check',
    { type: 'COMPLIANCE', category: 'Compliance', priority: 'HIGH', requiresFollowUp: true },
  ],
  [
    'customer threatens to leave, act immediately',
    { type: 'URGENT', priority: 'HIGH', requiresFollowUp: true },
  ],
  ['late again after the break', { type: 'GENERAL', category: 'Attendance', priority: 'MEDIUM' }],
  [
    'changed desks today',
    { type: 'GENERAL', category: undefined, priority: 'MEDIUM', requiresFollowUp: false },
  ],
  ['follow up on Friday', { type: 'GENERAL', requiresFollowUp: true }],
] as const)('%s', (words, expected) => {
  const { type, category, priority, requiresFollowUp } = classifyNote(words);
  expect({ type, category, priority, requiresFollowUp }).toMatchObject(expected);
});

it.each(['not great today', "wasn't a very good call", 'never really impressed the client'])(
  'praise turned round is something to work on: %s',
  (words) => {
    expect(classifyNote(words).type).toBe('COACHING');
  },
);

it('hash tags win over what the words hint at', () => {
  expect(classifyNote('great call #coaching #compliance')).toMatchObject({
    type: 'COACHING',
    category: 'Compliance',
  });
  expect(classifyNote('great call #followup')).toMatchObject({ requiresFollowUp: true });
});

it('tags leave the words, in lower case and once each', () => {
  expect(classifyNote('#Quality great  call #quality #Über-ruhig')).toMatchObject({
    content: 'great call',
    tags: ['quality', 'über-ruhig'],
  });
  expect(classifyNote('ticket A#12 stays').tags).toEqual([]);
});

it('keeps a word that is there, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (words) => {
      const { content, tags } = classifyNote(words);
      const plain = words.replaceAll(/\s+/g, '');
      expect(plain.length).toBeGreaterThanOrEqual(content.replaceAll(/\s+/g, '').length);
      expect(content === '' && tags.length === 0).toBe(plain === '');
    }),
  );
});

it.each([
  ['rude on call 48213', { callId: '48213' }],
  ['rude on call #48213', { callId: '48213', tags: [] }],
  ['#call:A-77 rude', { callId: 'A-77', content: 'rude', tags: [] }],
  ['customer C-1042 was furious', { customerId: 'C-1042' }],
  ['#customer:c9 thanked her', { customerId: 'c9', content: 'thanked her' }],
  ['account number 55120, no refund yet', { customerId: '55120' }],
  ['handled call 2 of the day well', { callId: undefined }],
  ['took 15 calls', { callId: undefined, customerId: undefined }],
])('reads which call and customer: %s', (words, expected) => {
  expect({ callId: undefined, customerId: undefined, ...classifyNote(words) }).toMatchObject(expected);
});

it.each([
  ['polite all day', 'Customer service', 'Tone'],
  ['skipped the identity check', 'Compliance', 'Identity check'],
  ['hold time of six minutes', 'Call quality', 'Hold time'],
  ['late again', 'Attendance', 'Punctuality'],
  ['knows every refund rule', 'Process', 'Refunds'],
  ['steady work', undefined, undefined],
])('%s is about %s, %s', (words, category, subcategory) => {
  expect([classifyNote(words).category, classifyNote(words).subcategory]).toEqual([category, subcategory]);
});

it.each([
  ['high priority: shift swap', 'HIGH'],
  ['great call, priority: medium', 'MEDIUM'],
  ['act immediately #low', 'LOW'],
])('a priority that is said goes before the type: %s', (words, priority) => {
  expect(classifyNote(words).priority).toBe(priority);
});

it('asks for no follow-up where the words say so, unless a tag does', () => {
  expect(classifyNote('urgent, but nothing to follow up').requiresFollowUp).toBe(false);
  expect(classifyNote('no follow-up needed').requiresFollowUp).toBe(false);
  expect(classifyNote('no follow-up needed #followup').requiresFollowUp).toBe(true);
});
