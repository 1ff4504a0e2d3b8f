import { readActionFields } from '../../../../src/coaching/actions/read-action-fields.ts';
import { readActionWords } from '../../../../src/coaching/actions/read-action-words.ts';
import { createDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

const dates = createDateReader();
/** A Friday. */
const today = '2026-11-20';

describe('what is to be done, by when, of which kind and how urgent', () => {
  it.each([
    [
      'call back ACME by Friday #practice high',
      { title: 'call back ACME', dueOn: '2026-11-20', category: 'Practice', priority: 'HIGH' },
    ],
    ['call back ACME', { title: 'call back ACME' }],
    ['shadow Ana on Tuesday #training', { title: 'shadow Ana', dueOn: '2026-11-24', category: 'Training' }],
    [
      'send the refund form by 27 Nov, low priority',
      { title: 'send the refund form', dueOn: '2026-11-27', priority: 'LOW' },
    ],
    ['read the script (priority: urgent)', { title: 'read the script', priority: 'HIGH' }],
    ['keep the energy high', { title: 'keep the energy high' }],
    ['#behaviour listen first', { title: 'listen first', category: 'Behaviour' }],
    ['role-play two refunds by tomorrow', { title: 'role-play two refunds', dueOn: '2026-11-21' }],
  ])('%s', (words, fields) => {
    expect(readActionFields(words, dates, today)).toEqual(fields);
  });
});

const dana = { name: 'Dana' };

describe('words about action items', () => {
  it.each([
    ['make that an action item for Dana by Tuesday', { kind: 'thread', whose: dana, text: 'by Tuesday' }],
    ['Please turn this into an action item.', { kind: 'thread', whose: 'mine', text: '' }],
    ['ok, make it a task for me by Friday', { kind: 'thread', whose: 'mine', text: 'by Friday' }],
    [
      'can you save that as an action item for Dana Osei',
      { kind: 'thread', whose: { name: 'Dana Osei' }, text: '' },
    ],
    ['add that to Dana’s action items by Monday', { kind: 'thread', whose: dana, text: 'by Monday' }],
    ['put this on my to-do list', { kind: 'thread', whose: 'mine', text: '' }],
    [
      'add an action item for Dana: call ACME by Friday',
      { kind: 'create', whose: dana, text: 'call ACME by Friday' },
    ],
    ['action item: call ACME', { kind: 'create', whose: 'mine', text: 'call ACME' }],
    ['Action item for me: read the script', { kind: 'create', whose: 'mine', text: 'read the script' }],
    [
      'give Dana an action item to call ACME by Friday',
      { kind: 'create', whose: dana, text: 'call ACME by Friday' },
    ],
    [
      'create an action item for me to review refunds',
      { kind: 'create', whose: 'mine', text: 'review refunds' },
    ],
    ['assign Dana an action item: shadow Ana', { kind: 'create', whose: dana, text: 'shadow Ana' }],
    ['what is Dana late with?', { kind: 'list', whose: dana, filter: 'overdue' }],
    ['What’s Dana Osei behind on?', { kind: 'list', whose: { name: 'Dana Osei' }, filter: 'overdue' }],
    ['what am I late with?', { kind: 'list', whose: 'mine', filter: 'overdue' }],
    ['what is my team late with', { kind: 'list', whose: 'team', filter: 'overdue' }],
    ['my overdue items', { kind: 'list', whose: 'mine', filter: 'overdue' }],
    ['show me my blocked action items', { kind: 'list', whose: 'mine', filter: 'blocked' }],
    ['Dana’s open action items', { kind: 'list', whose: dana, filter: 'open' }],
    ['show Dana’s overdue to-dos', { kind: 'list', whose: dana, filter: 'overdue' }],
    ['overdue action items of my team', { kind: 'list', whose: 'team', filter: 'overdue' }],
    ['which action items are blocked?', { kind: 'list', whose: 'team', filter: 'blocked' }],
    ['what do I have to verify?', { kind: 'list', whose: 'team', filter: 'to_verify' }],
    ['items to verify', { kind: 'list', whose: 'team', filter: 'to_verify' }],
    ['action items for Dana', { kind: 'list', whose: dana, filter: 'open' }],
    ['what is blocking Dana?', { kind: 'list', whose: dana, filter: 'blocked' }],
    ['who is late with their action items?', { kind: 'list', whose: 'team', filter: 'overdue' }],
  ])('%s', (words, wish) => {
    expect(readActionWords(words)).toEqual(wish);
  });

  it.each([
    'how do I refund without a receipt?',
    'what is our complaint procedure?',
    'how do I add an action item to a summary?',
    'add an action item to the summary',
    'what is an action item?',
    'who verifies an overdue invoice?',
    'when is a refund late?',
    'what items can be returned?',
    'which items are excluded from returns?',
    'what do I have to verify before a refund?',
    'what should I do with a blocked card?',
    'is an overdue parcel refunded?',
    'show me the refund procedure',
    'make that shorter',
    'turn this into a table',
    'put it on hold',
    'my action items',
    'customer’s late order',
    'what is the late fee?',
    'items to verify before shipping',
    'add: call the client by Friday',
  ])('not: %s', (words) => {
    expect(readActionWords(words)).toBeUndefined();
  });
});
