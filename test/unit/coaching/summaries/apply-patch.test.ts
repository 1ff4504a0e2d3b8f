import fc from 'fast-check';
import { applyPatch } from '../../../../src/coaching/summaries/apply-patch.ts';
import { diffLines } from '../../../../src/coaching/summaries/diff-lines.ts';
import {
  summarySections,
  type PatchOperation,
  type SummaryLine,
} from '../../../../src/coaching/summaries/summary.ts';

const evidence = [{ segment: 3, speaker: 'Priya', startMs: 1000, quote: 'I closed the backlog' }];
const line = (id: string, section: SummaryLine['section'], text = `Text of ${id}.`): SummaryLine => ({
  id,
  section,
  text,
  ...(section === 'actions' ? { owner: 'Priya', due: '2026-11-27' } : {}),
  evidence,
  source: 'transcript',
});
const lines = [line('w1', 'wins'), line('w2', 'wins'), line('c1', 'challenges'), line('a1', 'actions')];

const apply = (...operations: PatchOperation[]): readonly SummaryLine[] => {
  let added = 0;
  const result = applyPatch(lines, operations, () => `new${(added += 1)}`);
  if (result.kind === 'invalid') throw new Error(result.reason);
  return result.lines;
};
const reasonFor = (...operations: PatchOperation[]) => {
  const result = applyPatch(lines, operations, () => 'new');
  return result.kind === 'invalid' ? result.reason : undefined;
};

describe('a patch', () => {
  it('leaves every line that it does not name byte-identical', () => {
    const sections = fc.constantFrom(...summarySections);
    const text = fc.string({ minLength: 1 }).filter((value) => value.trim() !== '');
    const summary = fc
      .array(fc.tuple(sections, text), { minLength: 1, maxLength: 12 })
      .map((parts) => parts.map(([section, words], index) => line(`l${index}`, section, words)));
    const cases = summary.chain((all) => {
      const id = fc.constantFrom(...all.map((one) => one.id));
      return fc.tuple(
        fc.constant(all),
        fc.array(
          fc.oneof(
            id.map((lineId): PatchOperation => ({ op: 'remove', lineId })),
            fc
              .tuple(id, text)
              .map(([lineId, words]): PatchOperation => ({ op: 'replace', lineId, text: words })),
            fc
              .tuple(sections, text)
              .map(([section, words]): PatchOperation => ({ op: 'add', section, text: words })),
            fc.tuple(id, fc.option(id), sections).map(([lineId, beforeLineId, section]): PatchOperation => ({
              op: 'move',
              lineId,
              beforeLineId,
              section,
            })),
          ),
          { maxLength: 6 },
        ),
      );
    });
    fc.assert(
      fc.property(cases, ([all, operations]) => {
        const before = new Map(all.map((one) => [one.id, JSON.stringify(one)]));
        const named = new Set(
          operations.flatMap((operation) => ('lineId' in operation ? [operation.lineId] : [])),
        );
        let added = 0;
        const result = applyPatch(all, operations, () => `new${(added += 1)}`);
        const after = result.kind === 'applied' ? result.lines : all;
        expect(all.map((one) => JSON.stringify(one))).toEqual([...before.values()]);
        expect(new Set(after.map((one) => one.id)).size).toBe(after.length);
        for (const [id, bytes] of before) {
          if (!named.has(id)) expect(JSON.stringify(after.find((one) => one.id === id))).toBe(bytes);
        }
        const untouched = (list: readonly SummaryLine[]) =>
          list.map((one) => one.id).filter((id) => before.has(id) && !named.has(id));
        for (const section of summarySections) {
          const of = (list: readonly SummaryLine[]) => list.filter((one) => one.section === section);
          expect(untouched(of(after))).toEqual(untouched(of(all)));
        }
      }),
    );
  });

  it('rewords a line and keeps its id and evidence; the words are the coach’s from then on', () => {
    expect(apply({ op: 'replace', lineId: 'w2', text: ' Backlog  closed. ' })[1]).toEqual({
      ...lines[1],
      text: 'Backlog closed.',
      source: 'coach',
    });
  });

  it('sets owner and due date without touching the words', () => {
    const [changed] = apply({ op: 'replace', lineId: 'a1', text: 'Text of a1.', owner: 'Dana' }).slice(3);
    expect(changed).toEqual({ ...lines[3], owner: 'Dana' });
  });

  it('adds at the end of the section, unassigned unless said otherwise', () => {
    const after = apply(
      { op: 'add', section: 'wins', text: 'New.' },
      { op: 'add', section: 'actions', text: 'Do it.' },
    );
    expect(after.map(({ id }) => id)).toEqual(['w1', 'w2', 'new1', 'c1', 'a1', 'new2']);
    expect(after.at(-1)).toMatchObject({
      owner: 'unassigned',
      due: 'unassigned',
      evidence: [],
      source: 'coach',
    });
    expect(after[2]).not.toHaveProperty('owner');
  });

  it('moves a line before another, to the end of its section, and into another section', () => {
    const order = (operation: PatchOperation) =>
      apply(operation).map(({ id, section }) => `${section[0] ?? ''}:${id}`);
    expect(order({ op: 'move', lineId: 'w2', beforeLineId: 'w1' })).toEqual(['w:w2', 'w:w1', 'c:c1', 'a:a1']);
    expect(order({ op: 'move', lineId: 'w1', beforeLineId: null })).toEqual(['w:w2', 'w:w1', 'c:c1', 'a:a1']);
    expect(order({ op: 'move', lineId: 'a1', beforeLineId: null, section: 'wins' })).toEqual([
      'w:w1',
      'w:w2',
      'w:a1',
      'c:c1',
    ]);
    expect(apply({ op: 'move', lineId: 'a1', beforeLineId: 'w1' })[0]).not.toHaveProperty('due');
    expect(apply({ op: 'move', lineId: 'w1', beforeLineId: 'a1' })[2]).toMatchObject({
      section: 'actions',
      owner: 'unassigned',
    });
  });

  it.each<[string, PatchOperation[]]>([
    ['names a line that is not there', [{ op: 'remove', lineId: 'nope' }]],
    [
      'changes a line that it removed',
      [
        { op: 'remove', lineId: 'w1' },
        { op: 'replace', lineId: 'w1', text: 'x' },
      ],
    ],
    ['empties a line', [{ op: 'replace', lineId: 'w1', text: '  ' }]],
    ['adds an empty line', [{ op: 'add', section: 'wins', text: '' }]],
    ['sets a due date that is no day', [{ op: 'add', section: 'actions', text: 'x', due: '2026-02-30' }]],
    ['moves a line before itself', [{ op: 'move', lineId: 'w1', beforeLineId: 'w1' }]],
    ['moves a line before none', [{ op: 'move', lineId: 'w1', beforeLineId: 'nope' }]],
  ])('is refused whole when it %s', (_what, operations) => {
    expect(reasonFor({ op: 'remove', lineId: 'c1' }, ...operations)).toBeDefined();
  });
});

describe('the difference between two versions', () => {
  const brief = (from: readonly SummaryLine[], to: readonly SummaryLine[]) =>
    diffLines(from, to).map((change) => `${change.kind} ${change.line.id}`);

  it('is empty for equal versions', () => expect(diffLines(lines, apply())).toEqual([]));

  it('names what was added, removed, changed and moved, and nothing else', () => {
    const after = apply(
      { op: 'replace', lineId: 'w1', text: 'Other.' },
      { op: 'remove', lineId: 'c1' },
      { op: 'add', section: 'recommendations', text: 'Breathe.' },
    );
    expect(brief(lines, after)).toEqual(['changed w1', 'removed c1', 'added new1']);
  });

  it('calls the line moved that moved, not all it passed', () => {
    const wins = ['w1', 'w2', 'w3', 'w4'].map((id) => line(id, 'wins'));
    const result = applyPatch(wins, [{ op: 'move', lineId: 'w1', beforeLineId: null }], () => 'new');
    expect(result.kind === 'applied' && brief(wins, result.lines)).toEqual(['moved w1']);
  });
});
