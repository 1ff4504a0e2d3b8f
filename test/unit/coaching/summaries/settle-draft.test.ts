import type { DraftLine, LineGroup } from '../../../../src/coaching/summaries/ports.ts';
import { settleDraft, type SettleDraft } from '../../../../src/coaching/summaries/settle-draft.ts';
import { chronoDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

/** A Tuesday. */
const sessionDate = '2026-03-10';
const speakers = ['Naomi Feldman', 'Priya Nair', 'Daniel Osei', 'Daniel Meyer'];
const said = [
  ['Priya Nair', "I'll call the client by Friday, and Elena sends the offer."],
  ['Priya Nair', "I'll write the card in two weeks."],
  ['Naomi Feldman', 'Bring it next Tuesday, or by the end of the month.'],
  ['Priya Nair', 'Yes, tomorrow I can do that.'],
  ['Priya Nair', 'We talked about that last Monday.'],
] as const;
const segments = said.map(([speaker, text], index) => ({ index, speaker, text, startMs: index * 1_000 }));

/** A line that rests on the whole of a segment. */
const line = (text: string, on: number, more: Partial<DraftLine> = {}): DraftLine => ({
  section: 'actions',
  text,
  evidence: [{ segment: on, quote: segments[on]?.text ?? '' }],
  ...more,
});
const settle = (draft: readonly DraftLine[], more: Partial<SettleDraft> = {}) =>
  settleDraft(draft, {
    segments,
    speakers,
    notes: [],
    sessionDate,
    dates: chronoDateReader,
    lineId: (index) => `line-${index}`,
    ...more,
  });
const ownerOf = (owner: string, on = 0) => settle([line('Does it.', on, { owner })]).lines[0]?.owner;
const dueOf = (due: string, on: number) => settle([line('Does it.', on, { due })]).lines[0]?.due;

describe('an owner', () => {
  it.each([
    ['Priya Nair', 'Priya Nair'],
    ['priya', 'Priya Nair'],
    ['the client', 'the client'],
    ['Client', 'the client'],
    ['Elena', 'Elena'],
  ])('%j is somebody who spoke, the client, or named in the quote', (owner, expected) =>
    expect(ownerOf(owner)).toBe(expected),
  );

  it.each(['Daniel', 'Elena Rossi', 'the team', 'everyone', 'Frank', ''])(
    '%j is nobody that is known: unassigned',
    (owner) => expect(ownerOf(owner)).toBe('unassigned'),
  );

  it('must be named in the line’s own quote', () => expect(ownerOf('Elena', 1)).toBe('unassigned'));
});

describe('a due day', () => {
  it.each([
    ['2026-03-13', 0],
    ['2026-03-24', 1],
    ['2026-03-17', 2],
    ['2026-03-31', 2],
    ['2026-03-11', 3],
  ])('%s stands where the quoted words name it, counted from the session', (due, on) =>
    expect(dueOf(due, on)).toBe(due),
  );

  it.each([
    ['2026-03-14', 0],
    ['2026-03-20', 1],
    ['2026-04-30', 2],
    ['2026-03-09', 4],
    ['soon', 0],
  ])('%s is unassigned where nobody said it, or it is past', (due, on) =>
    expect(dueOf(due, on)).toBe('unassigned'),
  );
});

describe('a note', () => {
  const notes = [{ text: 'Priya told me that her mother is ill and she sleeps badly.' }];

  it('bears nothing: a line whose only quote is a note’s is left out', () => {
    const quoted = line('Sleeps badly.', 0, {
      section: 'challenges',
      evidence: [{ segment: 0, quote: 'her mother is ill' }],
    });
    expect(settle([quoted], { notes })).toEqual({ lines: [], leftOut: 1, cut: 0 });
  });

  it('is not repeated in a line that rests on other words', () => {
    const leaking = line('Will call, though her mother is ill and she sleeps badly.', 0);
    expect(settle([leaking, line('Calls the client by Friday.', 0)], { notes })).toMatchObject({
      lines: [{ text: 'Calls the client by Friday.' }],
      leftOut: 1,
    });
  });

  it('takes nothing from what was said in the session too', () => {
    const shared = [{ text: 'Wants to call the client by Friday and send the offer.' }];
    expect(settle([line('Will call the client by Friday.', 0)], { notes: shared }).lines).toHaveLength(1);
  });
});

describe('lines that say the same', () => {
  const group = (groups: readonly LineGroup[]) => ({ group: () => groups });

  it('become one, with the quotes of all, each once, and the owner and day that any of them has', () => {
    const { lines } = settle(
      [
        line('Calls the client.', 0, { owner: 'Priya Nair' }),
        line('Calls the client by tomorrow.', 3, { due: '2026-03-11' }),
        line('Does this and that.', 2, { due: '2026-03-31', owner: 'Naomi Feldman' }),
        line('Calls him.', 0),
      ],
      group([{ lead: 0, same: [1, 3], echoes: [2] }]),
    );
    expect(lines).toEqual([
      expect.objectContaining({
        id: 'line-0',
        text: 'Calls the client.',
        owner: 'Priya Nair',
        due: '2026-03-11',
      }),
    ]);
    expect(lines[0]?.evidence.map(({ segment }) => segment)).toEqual([0, 3, 2]);
  });

  it('give each line the number that it was drafted with, whatever was left out before it', () => {
    const unsaid = line('Nobody said this.', 0, { evidence: [{ segment: 0, quote: 'not at all said' }] });
    expect(settle([unsaid, line('Calls.', 0)]).lines.map(({ id }) => id)).toEqual(['line-1']);
  });
});

describe('a section that is too long', () => {
  it('keeps the best supported lines in their order, and counts the rest', () => {
    const wins = Array.from({ length: 7 }, (_unused, index) =>
      line(`Win ${index}.`, index % 3, { section: 'wins', weight: index === 1 || index === 4 ? 1 : 3 }),
    );
    const settled = settle([...wins, line('Calls.', 0)]);
    expect(settled.lines.map(({ text }) => text)).toEqual([
      'Win 0.',
      'Win 2.',
      'Win 3.',
      'Win 5.',
      'Win 6.',
      'Calls.',
    ]);
    expect(settled.cut).toBe(2);
  });

  it('thinks more of what was said again', () => {
    const wins = Array.from({ length: 6 }, (_unused, index) => line(`Win ${index}.`, 0, { section: 'wins' }));
    const again = line('Win 5 again.', 1, { section: 'wins' });
    const groups = wins.map((_win, lead) => ({ lead, same: lead === 5 ? [6] : [], echoes: [] }));
    const texts = settle([...wins, again], { group: () => groups }).lines.map(({ text }) => text);
    expect(texts).toEqual(['Win 0.', 'Win 1.', 'Win 2.', 'Win 3.', 'Win 5.']);
  });

  it('has the room, and the place, that the template gives it', () => {
    const draft = [
      line('Weak.', 0, { section: 'wins', weight: 1 }),
      line('Strong.', 1, { section: 'wins', weight: 3 }),
      line('Calls.', 2),
    ];
    const sections = [
      { section: 'actions' as const, title: 'Next steps', guidance: '' },
      { section: 'wins' as const, title: 'Wins', maxLines: 1, guidance: '' },
    ];
    const settled = settle(draft, { layout: { sections, guidance: '' } });
    expect(settled.lines.map(({ text }) => text)).toEqual(['Calls.', 'Strong.']);
    expect(settled.cut).toBe(1);
  });
});
