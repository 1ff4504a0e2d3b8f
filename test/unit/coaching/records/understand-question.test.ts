import type { User } from '../../../../src/coaching/people/user.ts';
import { understandQuestion } from '../../../../src/coaching/records/understand-question.ts';
import { chronoDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

const person = (id: string, name: string): User => ({
  id,
  organizationId: 'o',
  email: `${id}@example.test`,
  name,
  role: 'AGENT',
  jobFamily: 'CSR',
  timezone: 'Europe/London',
  status: 'ACTIVE',
});
const people = [
  person('theo', 'Theo Leader'),
  person('priya', 'Priya Raman'),
  person('daniel', 'Daniel Osei'),
  person('mark', 'Mark Reed'),
  person('sam-a', 'Sam Ash'),
  person('sam-b', 'Sam Birch'),
];

/** Asked by Theo on Friday 20 November 2026. */
function read(text: string) {
  const {
    period,
    people: about,
    authors,
    unclear,
    ...question
  } = understandQuestion(text, {
    today: '2026-11-20',
    actor: { id: 'theo' },
    people,
    dates: chronoDateReader,
  });
  return {
    ...question,
    ...(period === undefined ? {} : { period: `${period.from ?? ''}..${period.to ?? ''}` }),
    about: about.map(({ id }) => id),
    by: authors.map(({ id }) => id),
    ...(unclear === undefined ? {} : { unclear: unclear.candidates.map(({ id }) => id) }),
  };
}

describe('when', () => {
  it.each([
    ['who struggled with refunds last month?', '2026-10-01..2026-10-31'],
    ['who struggled with refunds this month?', '2026-11-01..2026-11-30'],
    ['notes about Priya from last week', '2026-11-09..2026-11-15'],
    ['what went well in the past week', '2026-11-14..2026-11-20'],
    ['challenges in the last two weeks', '2026-11-07..2026-11-20'],
    ['notes of the last 10 days', '2026-11-11..2026-11-20'],
    ['who did well last quarter', '2026-07-01..2026-09-30'],
    ['who struggled since Monday?', '2026-11-16..'],
    ['who struggled since last month?', '2026-10-01..'],
    ['who struggled with refunds in October', '2026-10-01..2026-10-31'],
    ['who struggled with refunds in December', '2025-12-01..2025-12-31'],
    ['sessions in March 2025', '2025-03-01..2025-03-31'],
    ['notes since 3 November', '2026-11-03..'],
    ['notes before 3 November', '..2026-11-02'],
    ['sessions until the end of October', '..2026-10-31'],
    ['notes between 3 November and 7 November', '2026-11-03..2026-11-07'],
    ['notes from September to October', '2026-09-01..2026-10-31'],
    ['what did I note yesterday?', '2026-11-19..2026-11-19'],
    // A follow-up says it anew.
    ['who struggled with refunds last month, and this month?', '2026-11-01..2026-11-30'],
  ])('%j: %s', (text, period) => {
    expect(read(text).period).toBe(period);
  });

  it.each(['who may approve a refund?', 'who struggled with the second step?', 'notes about Mark'])(
    'nothing in %j',
    (text) => {
      expect(read(text).period).toBeUndefined();
    },
  );
});

describe('whom', () => {
  it.each([
    ['what did I note about Priya?', ['priya'], ['theo']],
    ['what did I note about priya raman?', ['priya'], ['theo']],
    ["show me Daniel's action items", ['daniel'], []],
    ['did @Priya Raman or @Daniel Osei struggle with refunds?', ['priya', 'daniel'], []],
    ['what did Mark struggle with?', ['mark'], []],
    ['did the low mark trouble anyone?', [], []],
    ['notes by Daniel about Priya', ['priya'], ['daniel']],
    ['my notes about Daniel', ['daniel'], ['theo']],
    ['what did I promise last week?', ['theo'], []],
    ['who struggled with my refunds?', [], []],
  ])('%j: about %j, by %j', (text, about, by) => {
    expect(read(text)).toMatchObject({ about, by });
  });

  it('asks back where several have the name', () => {
    expect(read('notes about Sam')).toMatchObject({ about: [], unclear: ['sam-a', 'sam-b'] });
    expect(read('notes about Sam Birch')).toMatchObject({ about: ['sam-b'] });
    expect(read('notes about Sam Birch')).not.toHaveProperty('unclear');
  });
});

describe('what', () => {
  it.each([
    ['who struggled with refunds last month?', 'person', ['summary', 'note'], ['challenges'], 'refunds'],
    [
      'who is struggling with the closing question',
      'person',
      ['summary', 'note'],
      ['challenges'],
      'closing question',
    ],
    [
      'Which agents had trouble with angry callers?',
      'person',
      ['summary', 'note'],
      ['challenges'],
      'angry callers',
    ],
    ['who did well with upselling this week', 'person', ['summary', 'note'], ['wins'], 'upselling'],
    [
      'who promised to call a customer back?',
      'person',
      ['summary', 'note'],
      ['actions'],
      'call customer back',
    ],
    ['overdue action items', 'none', ['summary', 'note'], ['actions'], ''],
    ['what was recommended about handovers?', 'none', ['summary', 'note'], ['recommendations'], 'handovers'],
    ['what did I note about Priya?', 'none', ['note'], undefined, ''],
    ['who struggled with notes last month?', 'person', ['summary', 'note'], ['challenges'], 'notes'],
    ['who struggled with the notes?', 'person', ['summary', 'note'], ['challenges'], 'notes'],
    ['which sessions were about handovers?', 'session', ['summary', 'session'], undefined, 'handovers'],
    ['who mentioned the greenhouse panel?', 'person', ['summary', 'session'], undefined, 'greenhouse panel'],
    ['notes on escalations', 'none', ['note'], undefined, 'escalations'],
    ['anything about refunds', 'none', ['summary', 'note', 'session'], undefined, 'refunds'],
  ])('%j', (text, group, kinds, sections, topic) => {
    const question = read(text);
    expect({ ...question, sections: question.sections }).toMatchObject({ group, kinds, sections, topic });
  });

  it('takes praise and trouble from the notes of that type', () => {
    expect(read('who struggled?').noteTypes).toEqual(['COACHING', 'URGENT', 'COMPLIANCE']);
    expect(read('who did well?').noteTypes).toEqual(['POSITIVE']);
    expect(read('which action items are overdue?')).toMatchObject({ overdue: true, followUp: true });
  });
});
