import { readFollowUpWords } from '../../../../src/turns/follow-ups/read-follow-up-words.ts';

it.each([
  ['draft a follow-up email to Dana', 'email'],
  ['Please write a text message to Dana', 'text'],
  ['can you prepare a call script for Dana?', 'call_script'],
  ['make a recap for Priya', 'rehash'],
  ['compose a nurture mail', 'nurture'],
  ['follow up with Dana', 'email'],
  ['follow-up', 'email'],
])('drafts without a draft: %s', (text, followUpKind) => {
  expect(readFollowUpWords(text, false)).toEqual({ kind: 'draft', followUpKind });
});

it.each([
  ['text message instead', 'text'],
  ['rather a call script, please', undefined],
  ['make it a call script', 'call_script'],
  ['as an SMS', 'text'],
])('changes the kind of a draft: %s', (text, followUpKind) => {
  const wish = readFollowUpWords(text, true);
  if (followUpKind !== undefined) expect(wish).toEqual({ kind: 'draft', followUpKind });
});

it.each([
  ['send it', 'now'],
  ['send it now', 'now'],
  ['Send the mail to Dana right away!', 'now'],
  ['send tomorrow at 9', 'tomorrow at 9'],
  ['schedule it for Monday 8:30', 'it for Monday 8:30'],
])('sends: %s', (text, when) => {
  expect(readFollowUpWords(text, true)).toEqual({ kind: 'send', when });
});

it.each([
  'shorter',
  'make it warmer',
  'add: see you',
  'change the subject to X',
  'drop the second paragraph',
  'replace a with b',
])('refines: %s', (text) => {
  expect(readFollowUpWords(text, true)).toEqual({ kind: 'refine', instruction: text });
  expect(readFollowUpWords(text, false)).toBeUndefined();
});

it('undoes and stops', () => {
  expect(readFollowUpWords('undo', true)).toEqual({ kind: 'undo' });
  expect(readFollowUpWords('don’t send it', true)).toEqual({ kind: 'cancel' });
  expect(readFollowUpWords('cancel', true)).toEqual({ kind: 'cancel' });
});

it.each([
  'How do I write a follow-up email?',
  'what did she say about the mail?',
  'where did she mention the refund?',
  'thanks',
  'Who struggled with refunds last month?',
])('leaves other words alone: %s', (text) => {
  expect(readFollowUpWords(text, true)).toBeUndefined();
  expect(readFollowUpWords(text, false)).toBeUndefined();
});
