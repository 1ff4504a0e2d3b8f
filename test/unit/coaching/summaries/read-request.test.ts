import { isAboutSession, isQuestion } from '../../../../src/coaching/summaries/read-question.ts';
import { readRequest } from '../../../../src/coaching/summaries/read-request.ts';

it.each([
  ['undo', { kind: 'undo', steps: 1 }],
  ['please undo that', { kind: 'undo', steps: 1 }],
  ['go back', { kind: 'undo', steps: 1 }],
  ['undo twice', { kind: 'undo', steps: 2 }],
  ['undo the last three changes', { kind: 'undo', steps: 3 }],
  ['undo all', { kind: 'undo-all' }],
  ['redo', { kind: 'redo', steps: 1 }],
  ['redo two times', { kind: 'redo', steps: 2 }],
  ['undo the undo', { kind: 'redo', steps: 1 }],
  ['bring it back', { kind: 'redo', steps: 1 }],
  ['back to version 2', { kind: 'restore', version: 2 }],
  ['restore v3', { kind: 'restore', version: 3 }],
  ['go back to the first draft', { kind: 'restore', version: 1 }],
  ['show the history', { kind: 'history' }],
  ['what changed?', { kind: 'compare' }],
  ['compare version 2 and 4', { kind: 'compare', from: 2, to: 4 }],
  ['what changed between version 1 and 3?', { kind: 'compare', from: 1, to: 3 }],
  ['what changed since version 2?', { kind: 'compare', from: 2 }],
  ['what changed in version 3?', { kind: 'compare', to: 3 }],
  ['approve it', { kind: 'approve' }],
  ['reopen', { kind: 'reopen' }],
])('reads “%s”', (words, expected) => {
  expect(readRequest(words)).toEqual(expected);
});

it.each([
  'where did she say that?',
  'where did she say that',
  'did he promise a date?',
  'what did Dana say about refunds?',
  'why is that a win?',
  'what if we dropped the second win?',
  'isn’t that a challenge?',
  'is the second action due on Friday',
  'Priya: where does the first win come from?',
  'who owns action 2?',
  'what about the pricing?',
])('“%s” asks, and changes nothing', (words) => {
  expect(readRequest(words)).toEqual({ kind: 'question' });
});

it.each([
  'can you make the challenges warmer?',
  'could the first win be shorter?',
  'why don’t we drop the second win?',
  'drop the second win?',
  'shorter?',
  'Dana owns the first action, not Sam',
  'use 5 days instead of a week',
  'add: ask her whether she wants to stay?',
])('“%s” asks for a change', (words) => {
  expect(readRequest(words)).toEqual({ kind: 'refine' });
  expect(isQuestion(words)).toBe(false);
});

it.each([
  ['make all of them shorter', 'make it shorter'],
  ['remove the recommendations for everyone', 'remove the recommendations'],
  [
    `add 'Next session on 3 December' to everyone's actions`,
    `add 'Next session on 3 December' to the actions`,
  ],
  ['add a recommendation for everyone: try cards', 'add a recommendation: try cards'],
  ['everyone: shorter', 'shorter'],
  ['shorten all summaries', 'shorten it'],
])('“%s” is asked of each', (words, instruction) => {
  expect(readRequest(words)).toEqual({ kind: 'for-all', instruction });
});

it.each(['add: thank everyone', 'replace everyone with everybody', 'add “a talk for everyone”'])(
  '“%s” is about one summary: everyone is text',
  (words) => {
    expect(readRequest(words)).toEqual({ kind: 'refine' });
  },
);

it.each([
  ['what did Daniel say about Aoife?', true],
  ['why is the second win a win?', true],
  ['did he promise a date?', true],
  ['How do I refund without a receipt?', false],
  ['what is the policy for late calls?', false],
  ['How long is store credit valid?', false],
])('“%s” is about the session: %s', (words, expected) => {
  expect(isAboutSession(words)).toBe(expected);
});
