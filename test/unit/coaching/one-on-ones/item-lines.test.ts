import { formatItemLine, itemKey, readItemLines } from '../../../../src/coaching/one-on-ones/item-lines.ts';
import { hasNotePrefix, readThreadNote } from '../../../../src/coaching/one-on-ones/read-thread-note.ts';
import { createDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

const people = { leader: { name: 'Theo Lindt' }, agent: { name: 'Priya Nair' } };
const reading = { dates: createDateReader(), today: '2026-11-18' };
const read = (text: string) => readItemLines(text, people, reading);

describe('action items, a line each', () => {
  it.each([
    ['- Send the recap (by 2026-12-01)', { title: 'Send the recap', owner: 'agent', dueOn: '2026-12-01' }],
    ['Priya sends the recap by Friday', { title: 'Sends the recap', owner: 'agent', dueOn: '2026-11-20' }],
    [
      'Priya Nair: call the client tomorrow',
      { title: 'Call the client', owner: 'agent', dueOn: '2026-11-19' },
    ],
    ['Theo: share the template', { title: 'Share the template', owner: 'leader' }],
    ['Me: share the template.', { title: 'Share the template', owner: 'leader' }],
    ['I share the template by Friday', { title: 'Share the template', owner: 'leader', dueOn: '2026-11-20' }],
    ['2. practise the close', { title: 'Practise the close', owner: 'agent' }],
  ])('%j', (line, item) => {
    expect(read(line)).toEqual([item]);
  });

  it('reads what it wrote, and takes the same one once', () => {
    const items = read('- Send the recap (by 2026-12-01)\n\n- Theo: Share the template\n- send the RECAP');
    expect(items).toHaveLength(2);
    expect(read(items.map((item) => formatItemLine(item, people)).join('\n'))).toEqual(items);
    const [one, other] = items;
    if (one === undefined || other === undefined) throw new Error('two items');
    expect(itemKey('m', one)).toBe(itemKey('m', { ...one, title: 'send the recap', dueOn: '2027-01-01' }));
    expect(itemKey('m', one)).not.toBe(itemKey('n', one));
    expect(itemKey('m', one)).not.toBe(itemKey('m', other));
  });
});

describe('words in the thread', () => {
  it.each([
    ['action: Priya sends it', { kind: 'action', text: 'Priya sends it' }],
    ['Action item – call back', { kind: 'action', text: 'call back' }],
    ['todo: call back', { kind: 'action', text: 'call back' }],
    ['Topic: refunds', { kind: 'topic', text: 'refunds' }],
    ['note: calm', { kind: 'note', text: 'calm' }],
    ['  she knows the cause ', { kind: 'note', text: 'she knows the cause' }],
    ['actions speak louder', { kind: 'note', text: 'actions speak louder' }],
  ])('%j', (text, note) => {
    expect(readThreadNote(text)).toEqual(note);
  });

  it.each(['how do I note: a complaint?', 'topics', 'notes about Priya', '/note @Priya'])(
    '%j is not taken where there is no thread',
    (text) => {
      expect(hasNotePrefix(text)).toBe(false);
    },
  );
});
