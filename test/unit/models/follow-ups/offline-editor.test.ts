import { offlineEditor } from '../../../../src/models/follow-ups/offline-editor.ts';

const text = {
  subject: 'After “Closing well”',
  body: `Hi Priya,

thank you for today. It was a full hour.

What went well:
- Closed every ticket
- Called Ann back
- Repeat calls dropped

What you took on:
- Write the card

Best,
Cleo`,
};
const facts = {
  lines: [],
  recipient: 'Priya Nair',
  coach: 'Cleo Coach',
  session: { title: 'Closing well', date: '2026-11-20' },
};
const edit = async (instruction: string, from = text) => {
  const result = await offlineEditor.edit({
    organizationId: 'o',
    kind: 'email',
    text: from,
    instruction,
    facts,
  });
  return result.kind === 'changed' ? result.text : result;
};

it.each([
  'change the subject to Our plan',
  'subject: Our plan',
  'please set the subject line to “Our plan”',
  'Make the subject: Our plan',
])('changes the subject: %s', async (words) => {
  expect(await edit(words)).toEqual({ ...text, subject: 'Our plan' });
});

it('adds before the sign-off, and a PS after it', async () => {
  expect(await edit('add: See you on Friday.')).toMatchObject({
    body: expect.stringContaining('\n\nSee you on Friday.\n\nBest,\nCleo') as string,
  });
  expect(await edit('add a PS: bring the card')).toMatchObject({
    body: expect.stringMatching(/Cleo\n\nPS: bring the card$/) as string,
  });
  expect(await edit('add something nice')).toMatchObject({ kind: 'ask' });
});

it('replaces words wherever they stand, and asks where they don’t', async () => {
  expect(await edit('replace “Closing well” with “Closing calls”')).toMatchObject({
    subject: 'After “Closing calls”',
  });
  expect(await edit('change Ann to Mrs. Lee')).toMatchObject({
    body: expect.stringContaining('- Called Mrs. Lee back') as string,
  });
  expect(await edit("replace 'banana' with 'apple'")).toMatchObject({
    kind: 'ask',
    question: expect.stringContaining('banana') as string,
  });
});

it.each([
  ['drop the second paragraph', 'thank you for today'],
  ['remove the last bullet', ''],
  ['delete the sentence about a full hour', 'It was a full hour.'],
  ['remove “Called Ann back”', 'Called Ann back'],
])('takes parts out: %s', async (words, gone) => {
  const result = await edit(words);
  if (!('body' in result)) throw new Error(JSON.stringify(result));
  expect(result.body.length).toBeLessThan(text.body.length);
  if (gone !== '') expect(result.body).not.toContain(gone);
  expect(result.body).not.toMatch(/\n{3,}| \n/u);
});

it('shortens step by step, and says when it cannot', async () => {
  const once = await edit('shorter');
  if (!('body' in once)) throw new Error('not shortened');
  expect(once.body).not.toContain('Repeat calls dropped');
  const short = await edit('make it a bit shorter', once);
  if (!('body' in short)) throw new Error('not shortened');
  expect(short.body).not.toContain('full hour');
  expect(short.body).toContain('Best,\nCleo');
  expect(await edit('shorter', short)).toMatchObject({
    kind: 'cannot',
    reason: expect.stringContaining('OPENAI_API_KEY') as string,
  });
});

it('warms up without saying anything new', async () => {
  const warm = await edit('warmer');
  expect(warm).toMatchObject({ body: expect.stringContaining('I’m glad to support you') as string });
});

it('replaces the whole text', async () => {
  expect(await edit('replace the text with: Hi Priya, all good. Cleo')).toEqual({
    ...text,
    body: 'Hi Priya, all good. Cleo',
  });
});

it('takes several requests at once', async () => {
  const both = await edit('change the subject to Plan; add: See you.');
  expect(both).toMatchObject({ subject: 'Plan', body: expect.stringContaining('See you.') as string });
});

it('says what only a model can do, and asks about the rest', async () => {
  expect(await edit('translate it to German')).toMatchObject({ kind: 'cannot' });
  expect(await edit('hmm')).toMatchObject({ kind: 'ask' });
});
