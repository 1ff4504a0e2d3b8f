import fc from 'fast-check';
import { applyPatch } from '../../../../src/coaching/summaries/apply-patch.ts';
import {
  summarySections,
  unassigned,
  type PatchOperation,
  type Summary,
  type SummaryLine,
} from '../../../../src/coaching/summaries/summary.ts';
import { createOfflineProposer } from '../../../../src/models/summaries/offline-proposer.ts';

const text = fc
  .array(
    fc.constantFrom(
      ...'closed the backlog by Friday and called every customer back; she asked (again) for really quick help because refunds take long'.split(
        ' ',
      ),
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((words) => `${words.join(' ')}.`);

/** A summary's lines in the order in which they are shown, as they are drafted. */
const summaryLines: fc.Arbitrary<SummaryLine[]> = fc
  .array(
    fc.record({
      section: fc.constantFrom(...summarySections),
      text,
      owner: fc.constantFrom('Priya Nair', 'Daniel Osei', unassigned),
      due: fc.constantFrom('2026-11-27', '2026-12-01', unassigned),
      source: fc.constantFrom('transcript' as const, 'coach' as const),
      quotes: fc.array(fc.nat(50), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drafts) =>
    summarySections.flatMap((section) =>
      drafts.flatMap((draft, index) =>
        draft.section === section
          ? [
              {
                id: `line-${index}`,
                section,
                text: draft.text,
                ...(section === 'actions' ? { owner: draft.owner, due: draft.due } : {}),
                evidence: draft.quotes.map((segment) => ({
                  ...{ segment, speaker: 'Priya Nair', startMs: segment * 1000, quote: 'by Friday' },
                })),
                source: draft.source,
              },
            ]
          : [],
      ),
    ),
  );

const operationsOn = (lines: readonly SummaryLine[]): fc.Arbitrary<PatchOperation[]> => {
  const lineId = fc.constantFrom(...lines.map(({ id }) => id), 'no-such-line');
  const section = fc.constantFrom(...summarySections);
  const owned = {
    owner: fc.constantFrom('Cleo Coach', unassigned),
    due: fc.constantFrom('2026-12-24', 'never'),
  };
  return fc.array(
    fc.oneof(
      fc.record(
        { op: fc.constant('replace' as const), lineId, text, ...owned },
        { requiredKeys: ['op', 'lineId', 'text'] },
      ),
      fc.record(
        { op: fc.constant('add' as const), section, text, ...owned },
        { requiredKeys: ['op', 'section', 'text'] },
      ),
      fc.record({ op: fc.constant('remove' as const), lineId }),
      fc.record(
        { op: fc.constant('move' as const), lineId, beforeLineId: fc.option(lineId), section },
        { requiredKeys: ['op', 'lineId', 'beforeLineId'] },
      ),
      fc.record(
        {
          op: fc.constant('merge' as const),
          lineId,
          fromLineIds: fc.array(lineId, { minLength: 1, maxLength: 3 }),
          text,
          ...owned,
        },
        { requiredKeys: ['op', 'lineId', 'fromLineIds', 'text'] },
      ),
      fc.record({ op: fc.constant('split' as const), lineId, texts: fc.array(text, { maxLength: 3 }) }),
    ),
    { maxLength: 5 },
  );
};

function namedBy(operations: readonly PatchOperation[]): Set<string> {
  return new Set(
    operations.flatMap((operation) => {
      if (operation.op === 'add') return [];
      return operation.op === 'merge' ? [operation.lineId, ...operation.fromLineIds] : [operation.lineId];
    }),
  );
}

/** The lines that nobody named, as they are stored, in their order. */
const bytesOf = (lines: readonly SummaryLine[], unnamed: (line: SummaryLine) => boolean): string[] =>
  lines.filter(unnamed).map((line) => JSON.stringify(line));

function expectUnnamedUntouched(before: readonly SummaryLine[], operations: readonly PatchOperation[]): void {
  const bytes = JSON.stringify(before);
  let added = 0;
  const result = applyPatch(before, operations, () => `new-${(added += 1)}`);
  // What was there is never written over, applied or not.
  expect(JSON.stringify(before)).toBe(bytes);
  if (result.kind === 'invalid') return;
  const named = namedBy(operations);
  const known = new Set(before.map(({ id }) => id));
  const unnamed = ({ id }: SummaryLine) => known.has(id) && !named.has(id);
  expect(bytesOf(result.lines, unnamed)).toEqual(bytesOf(before, unnamed));
  // Nobody stands twice, and nothing came that was not asked for.
  const ids = result.lines.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !known.has(id))).toHaveLength(added);
}

describe('a patch', () => {
  it('leaves every line that it does not name byte for byte as it was, and in its order', () => {
    fc.assert(
      fc.property(
        summaryLines.chain((lines) => fc.tuple(fc.constant(lines), operationsOn(lines))),
        ([lines, operations]) => {
          expectUnnamedUntouched(lines, operations);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('loses no evidence when lines are merged or split', () => {
    fc.assert(
      fc.property(
        summaryLines.filter((lines) => lines.length > 1),
        (lines) => {
          const [first, second] = lines;
          if (first === undefined || second === undefined) return;
          const quotes = (some: readonly SummaryLine[]) =>
            new Set(some.flatMap(({ evidence }) => evidence.map(({ segment }) => segment)));
          const merge = { op: 'merge', lineId: first.id, fromLineIds: [second.id], text: 'Both.' } as const;
          const split = { op: 'split', lineId: first.id, texts: ['One.', 'Other.'] } as const;
          for (const operation of [merge, split]) {
            const result = applyPatch(lines, [operation], () => 'new');
            expect(result.kind === 'applied' && quotes(result.lines)).toEqual(quotes(lines));
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('an instruction without a model', () => {
  const place = fc.constantFrom('first', 'second', 'third', 'last', '2nd');
  const section = fc.constantFrom('win', 'challenge', 'action', 'recommendation');
  const line = fc.tuple(place, section).map(([which, what]) => `the ${which} ${what}`);
  const instruction = fc.oneof(
    line.map((which) => `drop ${which}`),
    line.map((which) => `make ${which} shorter`),
    line.map((which) => `make ${which} warmer`),
    line.map((which) => `split ${which}`),
    line.map((which) => `capitalise ${which}`),
    line.map((which) => `move ${which} to the top`),
    line.map((which) => `change ${which} to: She kept her word`),
    section.map((what) => `merge the first two ${what}s`),
    section.map((what) => `swap the first and second ${what}`),
    section.map((what) => `remove all ${what}s`),
    section.map((what) => `add a ${what}: Stay in touch`),
    fc.constantFrom('set due next Tuesday for the second action', 'assign action 1 to Daniel'),
    fc.constantFrom('change Friday to Monday', 'replace "customer" with "client"', 'shorter', 'warmer'),
    fc.constantFrom('put the refunds one first', 'undo everything I ever said', 'make it sing', '🙂'),
  );

  it('changes no line but those that its patch names', async () => {
    const proposer = createOfflineProposer();
    const days = { sessionDate: '2026-11-20', today: '2026-11-23' };
    await fc.assert(
      fc.asyncProperty(summaryLines, instruction, async (lines, words) => {
        const summary: Summary = {
          ...{ id: 's', organizationId: 'o', sessionId: 'x', participantId: 'p', participant: 'Priya Nair' },
          ...{ state: 'draft', version: 1, lines, leftOut: 0 },
        };
        const proposal = await proposer.propose({
          organizationId: 'o',
          summary,
          instruction: words,
          ...days,
        });
        if (proposal.kind === 'patch') expectUnnamedUntouched(lines, proposal.operations);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['drop the second win', ['w2']],
    ['merge the first two wins', ['w1', 'w2']],
    ['split the second win', ['w2']],
    ['swap the first and second win', ['w1', 'w2']],
    ['put the refund one first', ['w2']],
    ['change Friday to Monday', ['a1', 'w1']],
    ['capitalise the third win', ['w3']],
    ['fix the typo “recieve” → “receive”', ['w3']],
    ['remove all recommendations', ['r1', 'r2']],
    ['set due next Tuesday for the second action', ['a2']],
    ['turn the second challenge into a win', ['c2']],
  ])('%s: touches %j alone', async (instruction, wanted) => {
    const line = (id: string, of: SummaryLine['section'], words: string): SummaryLine => ({
      ...{ id, section: of, text: words, evidence: [], source: 'transcript' },
      ...(of === 'actions' ? { owner: 'Priya Nair', due: '2026-11-27' } : {}),
    });
    const lines = [
      line('w1', 'wins', 'Closed every ticket before Friday.'),
      line('w2', 'wins', 'The refund case went well, and the customer thanked her.'),
      line('w3', 'wins', 'recieve rate rose to nine in ten.'),
      line('c1', 'challenges', 'She still struggles with the closing question.'),
      line('c2', 'challenges', 'Late calls.'),
      line('a1', 'actions', 'Write the card by Friday.'),
      { ...line('a2', 'actions', 'Bring printed cards.'), due: unassigned },
      line('r1', 'recommendations', 'Try the card.'),
      line('r2', 'recommendations', 'Practise twice.'),
    ];
    const summary: Summary = {
      ...{ id: 's', organizationId: 'o', sessionId: 'x', participantId: 'p', participant: 'Priya Nair' },
      ...{ state: 'draft', version: 1, lines, leftOut: 0 },
    };
    const days = { sessionDate: '2026-11-20', today: '2026-11-20' };
    const proposal = await createOfflineProposer().propose({
      organizationId: 'o',
      summary,
      instruction,
      ...days,
    });
    expect(proposal.kind).toBe('patch');
    const operations = proposal.kind === 'patch' ? proposal.operations : [];
    const result = applyPatch(lines, operations, () => 'new');
    const after = result.kind === 'applied' ? result.lines : [];
    const moved = new Set(
      operations.flatMap((operation) => (operation.op === 'move' ? [operation.lineId] : [])),
    );
    const touched = lines.filter((before) => {
      const now = after.find(({ id }) => id === before.id);
      return now === undefined || JSON.stringify(now) !== JSON.stringify(before) || moved.has(before.id);
    });
    expect(wanted).toEqual(expect.arrayContaining(touched.map(({ id }) => id)));
    expect(touched.length).toBeGreaterThan(0);
  });
});
