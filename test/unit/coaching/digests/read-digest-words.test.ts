import { readDigestWords } from '../../../../src/coaching/digests/read-digest-words.ts';

it.each([
  'give me my team digest',
  'Can you show me the digest, please?',
  'digest',
  'my digest',
  'team digest please',
  'weekly digest',
  'show me this week’s digest',
  'I want my digest for this week',
  'what needs my attention?',
  'who needs attention?',
  'Who needs my attention this week?',
  'who in my team needs attention',
  'what needs attention in my team today?',
])('“%s” asks for the asker’s own digest', (text) => {
  expect(readDigestWords(text)).toEqual({});
});

it.each([
  ['digest for Elena Kowalczyk', 'Elena Kowalczyk'],
  ['show me the digest of @Tomás Rivera', 'Tomás Rivera'],
  ['show me Elena’s team digest', 'Elena'],
  ["give me Elena Kowalczyk's digest", 'Elena Kowalczyk'],
])('“%s” asks for the digest of %s', (text, leader) => {
  expect(readDigestWords(text)).toEqual({ leader });
});

it.each([
  'how do I refund without a receipt?',
  'what is our complaint procedure?',
  'what needs attention when a customer complains?',
  'what needs attention before a refund?',
  'who gets the weekly digest email?',
  'how do I write a digest?',
  'what does the digest policy say?',
  'how is my quality score?',
  'how am I doing?',
  'how is Priya doing?',
  // Figures of the team, not the digest.
  'how is my team doing?',
  'who could help me with refunds?',
  'what needs my approval?',
  'who needs a refund form?',
  'my team struggles with handle time',
  'how does my team escalate a call?',
  'the caller wanted my attention',
])('“%s” does not', (text) => {
  expect(readDigestWords(text)).toBeUndefined();
});
