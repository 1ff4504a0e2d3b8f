import { readImportWords } from '../../../../src/turns/imports/import-words.ts';
import { kindIn, looksLikeTranscript } from '../../../../src/turns/imports/take-import.ts';

it.each([
  'import',
  'Imports',
  'import a file',
  'Please import the team’s metrics from a CSV file',
  'How do I import people?',
  'can I import profiles from Excel',
  'import coaching history',
  'I want to import some data',
  'show my imports',
  'List the recent imports, please'.replace(',', ''),
  'what did I import last week?',
])('“%s” shows how to import, and what was imported', (text) => {
  expect(readImportWords(text)).toBe('list');
});

it.each([
  'undo my last import',
  'take back the import',
  'Roll back that import.',
  'take my last import back',
])('“%s” shows the last one with its button', (text) => {
  expect(readImportWords(text)).toBe('undo');
});

it.each([
  'What is the import duty on a returned parcel?',
  'How do I import a customer’s order into the till?',
  'How do I refund without a receipt?',
  'undo',
  'take that back',
  'What is important in a complaint call?',
  'show my goals',
  'How do we handle imported goods?',
  'undo the last change',
  'what is our complaint procedure',
  'import tax refund',
])('“%s” is somebody else’s to answer', (text) => {
  expect(readImportWords(text)).toBeUndefined();
});

it.each([
  ['import these as profiles', 'profiles'],
  ['our people', 'users'],
  ['daily metrics for October', 'metrics'],
  ['past coaching', 'history'],
  ['metrics of our people', undefined],
  ['here you go', undefined],
])('beside a file “%s” says %s', (text, kind) => {
  expect(kindIn(text)).toBe(kind);
});

it.each([
  ['WEBVTT\n\n00:01.000 --> 00:02.000\nHello', true],
  ['1\n00:00:01,000 --> 00:00:02,000\nHello', true],
  ['Speaker,Start,Text\nAna,0:01,Hello', true],
  ['Email,Date,Service\na@x.test,2026-11-01,90', false],
  ['email,text_to_speech_score\na@x.test,3', false],
])('%j is a transcript: %s', (content, is) => {
  expect(looksLikeTranscript(Buffer.from(content))).toBe(is);
});
