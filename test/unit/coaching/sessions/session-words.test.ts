import { readSessionWords } from '../../../../src/coaching/sessions/session-words.ts';
import { chronoDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

const read = (words: string, fileName = 'upload.vtt') =>
  readSessionWords(words, { today: '2026-11-20', fileName, dates: chronoDateReader });

describe('a word about the session', () => {
  it.each([
    ['1:1 with Priya yesterday', 'REGULAR', '2026-11-19', '1:1 with Priya'],
    ['workshop 12 Nov', 'WORKSHOP', '2026-11-12', 'Workshop'],
    [
      'Here is the workshop on difficult calls from last Friday',
      'WORKSHOP',
      '2026-11-13',
      'Workshop on difficult calls',
    ],
    ['one-on-one with Daniel, on Monday', 'REGULAR', '2026-11-16', 'One-on-one with Daniel'],
    ['PIP check with Sam 2026-11-03', 'PIP_CHECK', '2026-11-03', 'PIP check with Sam'],
    ['urgent: Dana and the escalation', 'URGENT', '2026-11-20', 'Urgent: Dana and the escalation'],
    ['follow-up Priya', 'FOLLOW_UP', '2026-11-20', 'Follow-up Priya'],
    ['coaching Priya and Daniel', 'INDIVIDUAL', '2026-11-20', 'Coaching Priya and Daniel'],
    ['29 December', 'INDIVIDUAL', '2025-12-29', 'Upload'],
  ])('%j is a %s on %s called %j', (words, type, date, title) => {
    expect(read(words)).toEqual({ type, date, title });
  });

  it('falls back to the file’s name and the day of the upload', () => {
    expect(read('', 'coaching-priya_and-daniel.vtt')).toEqual({
      type: 'INDIVIDUAL',
      date: '2026-11-20',
      title: 'Coaching priya and daniel',
    });
    expect(read('', '.vtt').title).toBe('Coaching session');
  });
});
