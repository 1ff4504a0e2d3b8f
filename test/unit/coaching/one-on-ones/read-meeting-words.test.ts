import {
  readMeetingDetails,
  readMeetingWords,
} from '../../../../src/coaching/one-on-ones/read-meeting-words.ts';
import { chronoMomentReader } from '../../../../src/models/follow-ups/chrono-moment-reader.ts';

/** A Friday. */
const now = { date: '2026-11-20', time: '09:00' };

describe('wishes about 1:1s', () => {
  it.each([
    ['schedule a 1:1 with Priya on Thursday at 3', 'plan', 'Priya on Thursday at 3'],
    ['Please book a one-on-one with Priya Nair tomorrow at 10', 'plan', 'Priya Nair tomorrow at 10'],
    ['can you set up a 1-on-1 with @Priya next Tuesday 14:30?', 'plan', '@Priya next Tuesday 14:30'],
    ['set up a quick 1:1 with Dana', 'plan', 'Dana'],
    ['plan an urgent 1:1 with Dana today at 4', 'plan', 'Dana today at 4 urgent'],
    ['Let’s arrange a 45 minute 1:1 with Dana on Monday', 'plan', 'Dana on Monday 45 minute'],
    ['I’d like to schedule a follow-up 1:1 with Dana Friday 9:00', 'plan', 'Dana Friday 9:00 follow-up'],
    ['I want to have a 1 on 1 with Sam on 26 Nov', 'plan', 'Sam on 26 Nov'],
    ['could we book a one to one meeting with Sam on Monday', 'plan', 'Sam on Monday'],
    ['1on1 Priya Thursday 15:00', 'plan', 'Priya Thursday 15:00'],
    ['1:1 with Dana tomorrow at 9', 'plan', 'Dana tomorrow at 9'],
    ['move my 1:1 with Dana to Friday 10:00', 'move', 'Dana to Friday 10:00'],
    ['reschedule the 1:1 with Dana to tomorrow', 'move', 'Dana to tomorrow'],
    ['Can you postpone my next 1:1 with Dana until Monday at 9?', 'move', 'Dana until Monday at 9'],
    ['push back my one-on-one with Dana to 4pm', 'move', 'Dana to 4pm'],
    ['cancel my 1:1 with Dana', 'cancel', 'Dana'],
    ['please call off the 1:1 with Dana tomorrow', 'cancel', 'Dana tomorrow'],
    ['when is my next 1:1 with Priya?', 'next', 'Priya'],
    ['When’s our 1:1 with Priya', 'next', 'Priya'],
    ['do I have a 1:1 with Priya this week?', 'next', 'Priya this week'],
    ['prepare my 1:1 with Priya', 'prepare', 'Priya'],
    ['prep me for my 1:1 with Priya tomorrow', 'prepare', 'Priya tomorrow'],
    ['get ready for the 1:1 with Priya', 'prepare', 'Priya'],
    ['build an agenda for my 1:1 with Priya', 'prepare', 'Priya'],
  ])('%j', (text, kind, rest) => {
    expect(readMeetingWords(text)).toEqual({ kind, rest });
  });

  it.each([
    'show my 1:1s',
    'list my upcoming 1:1s',
    'what are my 1:1s this week?',
    'which 1:1s do I have',
    'any 1:1s today?',
  ])('%j lists them', (text) => {
    expect(readMeetingWords(text)).toEqual({ kind: 'list' });
  });

  it.each([
    'How do I schedule a 1:1 with an employee?',
    'How often should I have a 1:1 with my agents?',
    'What is our procedure to cancel a 1:1 with somebody on leave?',
    'What should I say in a 1:1 with a new agent?',
    'how do I refund without a receipt',
    'what is our complaint procedure',
    'When should a 1:1 with a new agent take place?',
    'Why do we have 1:1s?',
    'What happens in a 1:1?',
    '1:1 was good today',
    '1:1 notes from Thursday',
    '1:1 with Dana went badly',
    'My 1:1 with Dana went badly',
    'I had a 1:1 with Dana yesterday',
    'We agreed in the 1:1 with Dana that she sends the recap',
    'Summarise my 1:1 with Priya',
    'my next 1:1',
    'what did I note about Priya?',
    'sessions with Priya last month',
    'schedule the refund for Thursday',
    'cancel my order',
    'move the customer to another queue',
    'is there a template for 1:1s?',
    'What does the AST method say about 1:1s?',
    'explain 1:1s',
  ])('%j is none', (text) => {
    expect(readMeetingWords(text)).toBeUndefined();
  });
});

describe('time, length and kind', () => {
  it.each([
    ['Thursday 15:00', { when: { date: '2026-11-26', time: '15:00' } }],
    ['on Thursday at 3', { when: { date: '2026-11-26', time: '15:00' } }],
    ['Thursday at three', { when: { date: '2026-11-26', time: '15:00' } }],
    ['Thursday 15:00 45 min', { when: { date: '2026-11-26', time: '15:00' }, minutes: 45 }],
    ['tomorrow at 9 for half an hour', { when: { date: '2026-11-21', time: '09:00' }, minutes: 30 }],
    ['Monday 10:00 for an hour', { when: { date: '2026-11-23', time: '10:00' }, minutes: 60 }],
    ['26 Nov 9:30 urgent', { when: { date: '2026-11-26', time: '09:30' }, type: 'URGENT' }],
    ['Thursday 15:00 follow-up', { when: { date: '2026-11-26', time: '15:00' }, type: 'FOLLOW_UP' }],
    ['Thursday 15:00 pip check', { when: { date: '2026-11-26', time: '15:00' }, type: 'PIP_CHECK' }],
    // On a Friday, "Friday" is the next one; who means today says so.
    ['Friday 10:00', { when: { date: '2026-11-27', time: '10:00' } }],
    ['today at 10', { when: { date: '2026-11-20', time: '10:00' } }],
    ['sometime soon', {}],
    ['', {}],
  ])('%j', (text, expected) => {
    expect(readMeetingDetails(text, chronoMomentReader, now)).toEqual(expected);
  });
});
