import { applyPatch } from '../../src/coaching/summaries/apply-patch.ts';
import { diffLines, type LineChange } from '../../src/coaching/summaries/diff-lines.ts';
import type { PatchProposer } from '../../src/coaching/summaries/ports.ts';
import type {
  PatchProposal,
  Summary,
  SummaryLine,
  SummarySection,
} from '../../src/coaching/summaries/summary.ts';

/** One line of `test/eval-data/refinements.jsonl`; its README says what each expectation means. */
export interface RefinementCase {
  id: string;
  instruction: string;
  sessionDate: string;
  today: string;
  expect: {
    removed?: readonly string[];
    added?: readonly { section: SummarySection; textIncludes: string; owner?: string; due?: string }[];
    changed?: readonly string[];
    shorter?: readonly string[];
    mayChange?: readonly string[];
    textIncludes?: Readonly<Record<string, string>>;
    owner?: Readonly<Record<string, string>>;
    due?: Readonly<Record<string, string>>;
    order?: Readonly<Partial<Record<SummarySection, readonly string[]>>>;
    unchanged?: 'rest';
    ask?: boolean;
    orCannot?: boolean;
  };
}

export interface RefinementScore {
  passed: number;
  total: number;
  failures: readonly { id: string; instruction: string; why: string }[];
}

/** Applies each instruction to a fresh copy of the summary and says which came out as expected. */
export async function scoreRefinements(
  cases: readonly RefinementCase[],
  summary: Summary,
  proposer: PatchProposer,
  signal?: AbortSignal,
): Promise<RefinementScore> {
  const failures: { id: string; instruction: string; why: string }[] = [];
  for (const { id, instruction, sessionDate, today, expect } of cases) {
    const { organizationId } = summary;
    const proposal = await proposer.propose(
      { organizationId, summary, instruction, sessionDate, today },
      signal,
    );
    const why = judge(summary.lines, proposal, expect);
    if (why !== undefined) failures.push({ id, instruction, why });
  }
  return { passed: cases.length - failures.length, total: cases.length, failures };
}

/** Why a proposal is not what was expected; undefined: it is. */
function judge(
  before: readonly SummaryLine[],
  proposal: PatchProposal,
  expect: RefinementCase['expect'],
): string | undefined {
  if (expect.ask === true)
    return proposal.kind === 'ask' ? undefined : `expected a question, got ${proposal.kind}`;
  if (proposal.kind === 'cannot' && expect.orCannot === true) return undefined;
  if (proposal.kind !== 'patch') {
    return `${proposal.kind}: ${proposal.kind === 'ask' ? proposal.question : proposal.reason}`;
  }
  let added = 0;
  const result = applyPatch(before, proposal.operations, () => `new-${(added += 1)}`);
  if (result.kind === 'invalid') return `invalid patch: ${result.reason}`;
  const changes = diffLines(before, result.lines);
  return [
    checkRemoved(changes, expect),
    checkAdded(changes, expect),
    checkChanged(before, result.lines, changes, expect),
    checkFields(result.lines, expect),
    checkOrder(result.lines, expect),
  ].find((why) => why !== undefined);
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.toSorted().join('\n') === other.toSorted().join('\n');
const idsOf = (changes: readonly LineChange[], kind: LineChange['kind']): string[] =>
  changes.filter((change) => change.kind === kind).map((change) => change.line.id);
const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

function checkRemoved(changes: readonly LineChange[], expect: RefinementCase['expect']): string | undefined {
  const removed = idsOf(changes, 'removed');
  return same(removed, expect.removed ?? []) ? undefined : `removed ${removed.join(', ') || 'nothing'}`;
}

function checkAdded(changes: readonly LineChange[], expect: RefinementCase['expect']): string | undefined {
  const added = changes.filter((change) => change.kind === 'added').map((change) => change.line);
  const wanted = expect.added ?? [];
  const fits = wanted.every((want) =>
    added.some(
      (line) =>
        line.section === want.section &&
        has(line.text, want.textIncludes) &&
        (want.due === undefined || line.due === want.due) &&
        (want.owner === undefined || startsLike(line.owner, want.owner)),
    ),
  );
  return added.length === wanted.length && fits ? undefined : `added ${JSON.stringify(added)}`;
}

function checkChanged(
  before: readonly SummaryLine[],
  after: readonly SummaryLine[],
  changes: readonly LineChange[],
  expect: RefinementCase['expect'],
): string | undefined {
  const changed = idsOf(changes, 'changed');
  const lengths = new Map(before.map((line) => [line.id, line.text.length]));
  for (const id of expect.changed ?? []) if (!changed.includes(id)) return `${id} did not change`;
  for (const id of expect.shorter ?? []) {
    const line = after.find((candidate) => candidate.id === id);
    if (line === undefined || line.text.length >= (lengths.get(id) ?? 0)) return `${id} is not shorter`;
  }
  const named = new Set([
    ...(expect.changed ?? []),
    ...(expect.shorter ?? []),
    ...(expect.mayChange ?? []),
    ...(expect.removed ?? []),
    ...Object.values(expect.order ?? {}).flat(),
  ]);
  const lines = new Map(after.map((line) => [line.id, JSON.stringify(line)]));
  const touched = before.find((line) => !named.has(line.id) && lines.get(line.id) !== JSON.stringify(line));
  return touched === undefined ? undefined : `${touched.id} changed without being named`;
}

function checkFields(after: readonly SummaryLine[], expect: RefinementCase['expect']): string | undefined {
  const line = (id: string) => after.find((candidate) => candidate.id === id);
  for (const [id, part] of Object.entries(expect.textIncludes ?? {})) {
    if (!has(line(id)?.text ?? '', part)) return `${id} reads “${line(id)?.text ?? ''}”`;
  }
  for (const [id, owner] of Object.entries(expect.owner ?? {})) {
    if (!startsLike(line(id)?.owner, owner)) return `${id} is owned by ${line(id)?.owner ?? 'nobody'}`;
  }
  for (const [id, due] of Object.entries(expect.due ?? {})) {
    if (line(id)?.due !== due) return `${id} is due ${line(id)?.due ?? 'never'}`;
  }
  return undefined;
}

const startsLike = (name: string | undefined, start: string): boolean =>
  name?.toLowerCase().startsWith(start.toLowerCase()) === true;

function checkOrder(after: readonly SummaryLine[], expect: RefinementCase['expect']): string | undefined {
  for (const [section, order] of Object.entries(expect.order ?? {})) {
    const ids = after.filter((line) => line.section === section).map((line) => line.id);
    if (ids.join() !== order.join()) return `${section} stand as ${ids.join(', ')}`;
  }
  return undefined;
}
