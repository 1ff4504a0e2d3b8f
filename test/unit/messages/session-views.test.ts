import type { CoachingSession, SessionParticipant } from '../../../src/coaching/sessions/session.ts';
import type { Summary, SummaryLine } from '../../../src/coaching/summaries/summary.ts';
import { diffLines } from '../../../src/coaching/summaries/diff-lines.ts';
import { parseSummaryReference } from '../../../src/coaching/summaries/summary-reference.ts';
import type { Block, Message } from '../../../src/messages/message.ts';
import { sessionCardView, type SessionCardState } from '../../../src/messages/views/session-card.ts';
import {
  approvedView,
  refinePromptView,
  summaryCardView,
  whichSummaryView,
} from '../../../src/messages/views/summary-card.ts';
import {
  summaryChangedView,
  summaryQuestionView,
  summaryUndoneView,
} from '../../../src/messages/views/summary-diff.ts';
import { transcriptHitsView } from '../../../src/messages/views/transcript-hits.ts';

const session: CoachingSession = {
  id: 's1',
  organizationId: 'o',
  facilitatorId: 'u-naomi',
  type: 'WORKSHOP',
  title: 'Difficult calls',
  date: '2026-11-12',
  processing: 'completed',
  createdAt: new Date('2026-11-12T09:00:00Z'),
};
const participants: SessionParticipant[] = [
  { id: 'p1', sessionId: 's1', name: 'Naomi Feldman', isFacilitator: true, turns: 12, speakingMs: 421_000 },
  { id: 'p2', sessionId: 's1', name: 'Priya *Raman*', isFacilitator: false, turns: 1, speakingMs: 20_000 },
];
const quote = { segment: 10, speaker: 'Priya *Raman*', startMs: 724_000, quote: 'I closed the backlog' };
const lines: SummaryLine[] = [
  { id: 'w1', section: 'wins', text: 'Closed the backlog.', evidence: [quote], source: 'transcript' },
  {
    id: 'a1',
    section: 'actions',
    text: 'Call back.',
    owner: 'Priya',
    due: '2026-11-27',
    evidence: [quote],
    source: 'transcript',
  },
  {
    id: 'a2',
    section: 'actions',
    text: 'Book a room.',
    owner: 'unassigned',
    due: 'unassigned',
    evidence: [],
    source: 'coach',
  },
];
const id = '7f4d9f1c-8f0a-4b9e-9d25-0d7c3a1b2c3d';
const summary = (more: Partial<Summary> = {}): Summary => ({
  ...{ id, organizationId: 'o', sessionId: 's1', participantId: 'p2', participant: 'Priya *Raman*' },
  ...{ state: 'draft', version: 1, lines, leftOut: 0 },
  ...more,
});
const approved = summary({ state: 'approved', version: 3, approvedAt: new Date('2026-11-13T10:00:00Z') });

const textOf = (message: Message) => JSON.stringify(message.blocks);
const buttons = (message: Message) =>
  message.blocks.flatMap((block) =>
    block.kind === 'actions' ? block.actions.map(({ label }) => label) : [],
  );
const blocksOf = <K extends Block['kind']>(message: Message, kind: K) =>
  message.blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
const card = (state: SessionCardState) =>
  sessionCardView({ session, participants, facilitator: 'Naomi Feldman', state, inThread: true });

describe('a session’s card', () => {
  it('says what the session was, who spoke for how long, and who can see it', () => {
    const message = card({ kind: 'done', summaries: [summary()] });
    expect(textOf(message)).toContain('Difficult calls');
    expect(textOf(message)).toContain('Thu 12 Nov 2026');
    expect(blocksOf(message, 'lines')[0]?.items).toEqual([
      { text: 'Naomi Feldman', detail: 'led the session · 12 turns · spoke for 7 min' },
      { text: 'Priya *Raman*', detail: '1 turn · spoke for under a minute · summary draft, version 1' },
    ]);
    expect(message.footer).toContain('Naomi Feldman');
  });

  it('shows how far the work is', () => {
    expect(textOf(card({ kind: 'working', done: 0 }))).toContain('reading the transcript');
    expect(textOf(card({ kind: 'working', done: 1, total: 4, next: 'Priya *Raman*' }))).toContain(
      'Summarising Priya \\\\*Raman\\\\*, 2 of 4.',
    );
    const part = { number: 3, of: 6 };
    expect(textOf(card({ kind: 'working', done: 0, total: 2, next: 'Priya', part }))).toContain(
      'Summarising Priya, 1 of 2 · part 3 of 6',
    );
    expect(textOf(card({ kind: 'working', done: 4, total: 4 }))).toContain('All 4 summaries');
  });

  it('says how many lines were left out and why, what stood in for the model, and what comes next', () => {
    const text = textOf(
      card({
        kind: 'done',
        summaries: [summary({ leftOut: 2 }), summary({ leftOut: 1 })],
        notices: ['The model was away.'],
      }),
    );
    expect(text).toMatch(/3 lines were left out.*not stand in the transcript/);
    expect(text).toContain('The model was away.');
    expect(text).toMatch(/Priya: shorter/);
    expect(textOf(card({ kind: 'done', summaries: [approved] }))).toContain('Every summary is approved');
  });

  it('says what to do when there is nobody to summarise, and when it failed', () => {
    expect(textOf(card({ kind: 'done', summaries: [] }))).toContain('nobody to summarise');
    expect(textOf(card({ kind: 'failed', reason: 'The model is away.', referenceId: 'TC-1' }))).toMatch(
      /The model is away\..*go on where I stopped.*TC-1/,
    );
  });

  it('says at which step it failed, and offers another try', () => {
    const step = { step: 'summarise', participant: 'Priya', part: 3 } as const;
    const failed = card({ kind: 'failed', reason: '', referenceId: 'TC-1', step });
    expect(textOf(failed)).toContain('I stopped while summarising Priya, part 3.');
    expect(blocksOf(failed, 'actions')[0]?.actions).toEqual([
      { id: 'session.retry', label: 'Try again', value: 's1', style: 'primary' },
    ]);
  });
});

describe('a summary’s card', () => {
  const show = (shown = summary(), people: readonly SessionParticipant[] = participants) =>
    summaryCardView({ summary: shown, session, participants: people });

  it('shows each line with the words that it rests on, owner and due date', () => {
    const [wins, challenges, actions] = blocksOf(show(), 'lines');
    expect(wins?.items).toEqual([
      { text: 'Closed the backlog.', evidence: '“I closed the backlog” (Priya *Raman*, 12:04)' },
    ]);
    expect(challenges?.items).toEqual([]);
    expect(challenges?.empty).toContain('add a challenge');
    expect(actions?.items.map(({ detail }) => detail)).toEqual([
      'Owner: Priya · Due: Fri 27 Nov 2026',
      'Owner: unassigned · Due: unassigned',
    ]);
    expect(actions?.items[1]?.evidence).toBe('Added by the coach');
  });

  it('names the line where the transcript has no times', () => {
    const untimed = lines.map((line) => ({
      ...line,
      evidence: line.evidence.map((one) => ({ ...one, startMs: 0 })),
    }));
    const people = participants.map(({ speakingMs: _speakingMs, ...rest }) => rest);
    expect(blocksOf(show(summary({ lines: untimed }), people), 'lines')[0]?.items[0]?.evidence).toContain(
      'line 11',
    );
  });

  it('has the buttons that make sense: none that changes it once approved, undo only after a change', () => {
    expect(buttons(show())).toEqual(['Refine', 'Approve']);
    expect(buttons(show(summary({ version: 2 })))).toEqual(['Refine', 'Approve', 'Undo', 'History']);
    expect(buttons(show(approved))).toEqual(['Follow up', 'Reopen', 'History']);
    const readOnly = summaryCardView({ summary: approved, session, participants, readOnly: true });
    expect(buttons(readOnly)).toEqual([]);
    const [block] = blocksOf(show(summary({ version: 2 })), 'actions');
    expect(block?.actions.map(({ value }) => parseSummaryReference(value))).toEqual(
      Array.from({ length: 4 }, () => ({ summaryId: id, version: 2 })),
    );
  });

  it('says its state, what was left out, and who can see it in that state', () => {
    expect(textOf(show(summary({ leftOut: 1 })))).toContain('1 line was left out');
    expect(show().footer).toMatch(/draft.*once it is approved/);
    expect(textOf(show(approved))).toContain('Approved on Fri 13 Nov 2026, version 3');
    expect(show(approved).footer).toMatch(/^Priya \*Raman\*, the coach/);
  });

  it('keeps names of people from becoming formatting', () => {
    for (const message of [
      refinePromptView(summary()),
      approvedView(approved),
      whichSummaryView([summary()]),
    ]) {
      expect(textOf(message)).toContain('Priya \\\\*Raman\\\\*');
    }
  });
});

describe('what a change looks like', () => {
  const after = summary({ version: 2, lines: [{ ...lines[0]!, text: 'Backlog closed.' }, lines[1]!] });
  const diff = diffLines(lines, after.lines);

  it('shows the change first, then what the summary holds, with undo at hand', () => {
    const message = summaryChangedView({ summary: after, diff, notice: 'The model was away.' });
    expect(blocksOf(message, 'diff')[0]?.items).toEqual([
      { op: 'remove', text: 'Wins: Closed the backlog.' },
      { op: 'add', text: 'Wins: Backlog closed.' },
      { op: 'remove', text: 'Action items: Book a room. (Owner: unassigned · Due: unassigned)' },
    ]);
    expect(textOf(message)).toContain('1 win, 0 challenges, 1 action item and 0 recommendations');
    expect(textOf(message)).toContain('The model was away.');
    expect(buttons(message)).toEqual(['Approve', 'Undo', 'History', 'Show all']);
    expect(message.footer).toBeDefined();
  });

  it('shows what an undo took back, or that there is nothing left', () => {
    expect(textOf(summaryUndoneView({ kind: 'undone', summary: after, diff, request: 'shorter' }))).toContain(
      '“shorter”',
    );
    expect(textOf(summaryUndoneView({ kind: 'nothing-to-undo', summary: summary() }))).toContain(
      'nothing to undo',
    );
  });

  it('shows a move as a move', () => {
    const moved = [lines[0]!, lines[2]!, lines[1]!];
    const message = summaryChangedView({ summary: after, diff: diffLines(lines, moved) });
    expect(blocksOf(message, 'diff')[0]?.items).toEqual([
      { op: 'keep', text: expect.stringContaining('(moved)') as string },
    ]);
  });

  it('asks back without losing sight of the version', () => {
    expect(textOf(summaryQuestionView(summary(), 'Which *win*?'))).toMatch(
      /Which \\\\\*win\\\\\*\?.*unchanged, version 1/,
    );
  });

  it('asks whose summary is meant, with a button for each draft', () => {
    expect(buttons(whichSummaryView([summary(), approved]))).toEqual(['Priya *Raman*']);
    expect(textOf(whichSummaryView([]))).toContain('no summary in this thread yet');
  });
});

describe('what was said where', () => {
  it('shows the words with speaker and time, or that nothing was found', () => {
    const hit = { segment: 3, speaker: 'Priya', startMs: 61_000, quote: 'three words', score: 1 };
    expect(transcriptHitsView([hit]).blocks).toEqual([
      { kind: 'quote', text: 'three words', source: 'Priya, 01:01' },
    ]);
    expect(textOf(transcriptHitsView([]))).toContain('nothing like that');
  });
});
