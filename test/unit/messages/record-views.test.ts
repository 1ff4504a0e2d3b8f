import type { Audience } from '../../../src/coaching/access/audience.ts';
import type { RecordHit } from '../../../src/coaching/records/record.ts';
import type { RecordAnswer } from '../../../src/coaching/records/search-records.ts';
import type { Actor } from '../../../src/coaching/people/user.ts';
import type { CoachingSession } from '../../../src/coaching/sessions/session.ts';
import { renderCard } from '../../../src/messages/adaptive-card/render-card.ts';
import { renderMessage } from '../../../src/bot/slack/render.ts';
import type { Message } from '../../../src/messages/message.ts';
import { recordHitsView } from '../../../src/messages/views/record-hits.ts';
import { similarSessionsView } from '../../../src/messages/views/similar-sessions.ts';
import { refusalOfMessage } from '../../support/slack/check-blocks.ts';
import type { Json } from '../../support/slack/types.ts';

const actor: Actor = {
  id: 'theo',
  organizationId: 'o',
  email: 'theo@example.test',
  name: 'Theo Leader',
  role: 'TEAM_LEADER',
  jobFamily: 'CSR',
  timezone: 'UTC',
};
const direct: Audience = { kind: 'direct', actor };
const room: Audience = { kind: 'shared', actor, members: [actor], complete: true, label: '#leaders' };
const id = '11111111-1111-4111-8111-111111111111';

const line: RecordHit = {
  kind: 'summary',
  id,
  sessionId: id,
  title: 'Weekly *with* Priya',
  date: '2026-10-14',
  person: { name: 'Priya Nair', userId: 'priya' },
  text: 'Refunds are <!channel> slow',
  section: 'challenges',
  evidence: '“They are slow” (Priya, 01:02)',
  version: 2,
  score: 1,
};
const note: RecordHit = {
  kind: 'note',
  id,
  date: '2026-10-15',
  person: { name: 'Daniel Osei', userId: 'daniel' },
  author: { name: 'Theo Leader', userId: 'theo' },
  text: 'Struggled with a refund',
  score: 1,
};
const answer = (more: Partial<RecordAnswer> = {}): RecordAnswer => ({
  kind: 'answer',
  hits: [line, note],
  groups: [
    { title: 'Priya Nair', id: 'priya', hits: [line] },
    { title: 'Daniel Osei', id: 'daniel', hits: [note] },
  ],
  group: 'person',
  kinds: ['summary', 'note'],
  from: '2026-10-01',
  to: '2026-10-31',
  topic: 'refunds',
  corrections: [],
  lookedThrough: { sessions: 14, notes: 9 },
  behind: 0,
  ...more,
});

const session: CoachingSession = {
  id,
  organizationId: 'o',
  facilitatorId: 'theo',
  type: 'REGULAR',
  title: 'Refunds',
  date: '2026-10-14',
  processing: 'completed',
  createdAt: new Date(0),
};
const alike = {
  id,
  title: 'Again refunds',
  date: '2026-11-03',
  participants: ['Daniel Osei'],
  score: 1,
  both: ['refunds', 'receipt'],
};
const many = Array.from({ length: 60 }, (_, index) => ({ ...line, text: `${'word '.repeat(80)}${index}` }));

const wordsOf = (message: Message): string => JSON.stringify(message);

describe('what was found in records', () => {
  it('stands by person, with the words, the session, the day, the month and what was looked through', () => {
    const message = recordHitsView(direct, answer());
    expect(message.summary).toBe('2 people, 2 places');
    expect(message.blocks).toMatchObject([
      { markdown: '**2 people, 2 places**' },
      {
        title: 'Priya Nair',
        items: [
          {
            text: 'Refunds are <!channel> slow',
            detail: 'Challenges · Weekly *with* Priya · Wed 14 Oct 2026',
            evidence: '“They are slow” (Priya, 01:02)',
          },
        ],
      },
      { title: 'Daniel Osei', items: [{ detail: 'Your note · Thu 15 Oct 2026' }] },
      { actions: [{ id: 'summary.show', label: 'Priya’s summary', value: `${id}:2` }] },
      {
        markdown:
          'I looked through 14 sessions and 9 notes that you can see, from Thu 1 Oct 2026 to Sat 31 Oct 2026.',
      },
    ]);
    expect(message.footer).toBe('Only you can see this.');
  });

  it('says in a room whose eyes count, and offers the direct message whatever there is', () => {
    for (const found of [answer(), answer({ hits: [], groups: [] })]) {
      expect(wordsOf(recordHitsView(room, found))).toMatch(/everyone in \\*#leaders can see/);
      expect(wordsOf(recordHitsView(room, found))).toContain('ask me in a direct message');
    }
    expect(wordsOf(recordHitsView(room, { kind: 'not-here' }))).toContain('Ask me in a direct message');
  });

  it('names nobody where a lock screen shows it', () => {
    for (const found of [answer(), answer({ group: 'none', groups: [] }), answer({ hits: [], groups: [] })])
      expect(recordHitsView(direct, found).summary).not.toMatch(/Priya|Daniel|refund/i);
  });

  it('says when it found nothing, what it took a word for, and what is not read yet', () => {
    const nothing = wordsOf(recordHitsView(direct, answer({ hits: [], groups: [] })));
    expect(nothing).toContain('I found nothing about “refunds”.');
    const guessed = answer({ corrections: [{ from: 'refnuds', to: 'refunds' }], behind: 3 });
    expect(wordsOf(recordHitsView(direct, guessed))).toContain('I took “refnuds” for “refunds”.');
    expect(wordsOf(recordHitsView(direct, guessed))).toContain('changed just now');
  });

  it('asks which of two people is meant', () => {
    const which = { kind: 'which-person', name: 'Sam', candidates: ['Sam Ash', 'Sam Birch'] } as const;
    expect(wordsOf(recordHitsView(direct, which))).toContain('I know more than one Sam: Sam Ash, Sam Birch.');
  });

  it('lists similar sessions with what both are about', () => {
    const message = similarSessionsView(direct, { session, similar: [alike] });
    expect(wordsOf(message)).toContain('Tue 3 Nov 2026 · Daniel Osei · both about refunds, receipt');
    expect(wordsOf(similarSessionsView(direct, { session, similar: [] }))).toContain('no session');
  });

  it.each([
    ['by person', recordHitsView(direct, answer())],
    ['in one list', recordHitsView(direct, answer({ group: 'none', groups: [], hits: many }))],
    [
      'of many people',
      recordHitsView(
        room,
        answer({
          hits: many,
          groups: many.map((hit, index) => ({ title: `Person ${index}`, hits: [hit, hit, hit, hit] })),
        }),
      ),
    ],
    ['nothing', recordHitsView(room, answer({ hits: [], groups: [] }))],
    ['not here', recordHitsView(room, { kind: 'not-here' })],
    ['similar', similarSessionsView(direct, { session, similar: [alike] })],
    ['none similar', similarSessionsView(room, { session, similar: [] })],
  ])('fits every platform: %s', (_name, message) => {
    for (const { blocks, text } of renderMessage(message)) {
      // Blocks are JSON by their SDK's own account.
      expect(refusalOfMessage(blocks as unknown as Json[], text)).toBeUndefined();
    }
    expect(Buffer.byteLength(JSON.stringify(renderCard(message)), 'utf16le')).toBeLessThan(56_000);
  });
});
