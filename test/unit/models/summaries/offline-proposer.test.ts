import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scoreRefinements, type RefinementCase } from '../../../../bench/eval/score-refinements.ts';
import { applyPatch } from '../../../../src/coaching/summaries/apply-patch.ts';
import { diffLines } from '../../../../src/coaching/summaries/diff-lines.ts';
import type { Summary } from '../../../../src/coaching/summaries/summary.ts';
import { createOfflineProposer } from '../../../../src/models/summaries/offline-proposer.ts';

const data = (name: string) => readFileSync(join(import.meta.dirname, '../../../eval-data', name), 'utf8');
// Safe cast: `test/eval-data/check.mjs` holds this file to the shape.
const summary = JSON.parse(data('summary.json')) as Summary;
const proposer = createOfflineProposer();

const propose = (instruction: string, today = '2026-03-12') =>
  proposer.propose({ organizationId: 'o', summary, instruction, sessionDate: '2026-03-10', today });

/** What an instruction does, one entry a line: `removed w2`, `changed a1: text | owner | due`. */
async function effect(instruction: string): Promise<string[]> {
  const proposal = await propose(instruction);
  if (proposal.kind !== 'patch') return [proposal.kind];
  const result = applyPatch(summary.lines, proposal.operations, () => 'new');
  if (result.kind === 'invalid') throw new Error(result.reason);
  return diffLines(summary.lines, result.lines).map(({ kind, line }) => {
    if (kind === 'removed' || kind === 'moved') return `${kind} ${line.id}`;
    const fields = line.section === 'actions' ? ` | ${line.owner ?? ''} | ${line.due ?? ''}` : '';
    return `${kind} ${kind === 'added' ? line.section : line.id}: ${line.text}${fields}`;
  });
}
const a1 = 'Call Mrs. Okafor back about her refund.';
const a2 = 'Write person, problem and promise on every call, promise first, and count the misses.';

describe('the offline instructions', () => {
  it('pass every case of the evaluation set', async () => {
    const cases = data('refinements.jsonl')
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as RefinementCase);
    const { failures, total } = await scoreRefinements(cases, summary, proposer);
    expect(failures).toEqual([]);
    expect(total).toBeGreaterThanOrEqual(15);
  });

  it.each<[string, string[]]>([
    ['Please drop the second win.', ['removed w2']],
    ['can you remove the first two wins?', ['removed w1', 'removed w2']],
    ['remove wins 1 and 3', ['removed w1', 'removed w3']],
    ['take out wins 1-2', ['removed w1', 'removed w2']],
    ['remove the win about Lindqvist', ['removed w2']],
    ['delete the line about the template', ['removed a3']],
    ['drop the last win and remove the 1st chalenge', ['removed w3', 'removed c1']],
    ['drop line 4', ['removed c1']],
    ['remove the win', ['ask']],
    ['remove win 7', ['ask']],
    ['remove the second one', ['ask']],
    ['remove the one about Okafor', ['ask']],
    ['remove everything', ['ask']],
  ])('remove: %s', async (instruction, expected) => expect(await effect(instruction)).toEqual(expected));

  it.each<[string, string[]]>([
    [
      'add: call the client by Friday',
      ['added actions: Call the client by Friday. | unassigned | 2026-03-13'],
    ],
    ['add: Dana to call the client', ['added actions: Call the client. | Dana | unassigned']],
    [
      'add an action item for Naomi: send the deck tomorrow',
      ['added actions: Send the deck tomorrow. | Naomi Feldman | 2026-03-13'],
    ],
    [
      'add: send the report to Elena, owner Naomi',
      ['added actions: Send the report to Elena. | Naomi Feldman | unassigned'],
    ],
    ['add a win: Handled the queue alone', ['added wins: Handled the queue alone.']],
    ['add to the challenges: notes come late', ['added challenges: Notes come late.']],
    ['add "Practise the opening" as a recommendation', ['added recommendations: Practise the opening.']],
    ['add: try a shorter greeting', ['added recommendations: Try a shorter greeting.']],
    [
      'drop the third action; add: book a room by 20 March',
      ['removed a3', 'added actions: Book a room by 20 March. | unassigned | 2026-03-20'],
    ],
    ['add: the window', ['ask']],
    ['add', ['ask']],
  ])('add: %s', async (instruction, expected) => expect(await effect(instruction)).toEqual(expected));

  it.each<[string, string[]]>([
    ['assign action 1 to Naomi', [`changed a1: ${a1} | Naomi Feldman | 2026-03-13`]],
    ['Naomi owns the second action', [`changed a2: ${a2} | Naomi Feldman | unassigned`]],
    ['unassign action 1', [`changed a1: ${a1} | unassigned | 2026-03-13`]],
    ['set the due date of the first action to 20 March', [`changed a1: ${a1} | Priya Raman | 2026-03-20`]],
    ['action 2 is due tomorrow', [`changed a2: ${a2} | Priya Raman | 2026-03-13`]],
    ['remove the due date of action 1', [`changed a1: ${a1} | Priya Raman | unassigned`]],
    ['the owner of the first win is Naomi', ['ask']],
    ['set the due date to Friday', ['ask']],
  ])('owner and due date: %s', async (instruction, expected) =>
    expect(await effect(instruction)).toEqual(expected),
  );

  it.each<[string, string[]]>([
    [
      'say upset instead of disappointed',
      [`changed c2: ${summary.lines[4]!.text.replace('disappointed', 'upset')}`],
    ],
    [
      'replace "call" with "ring" in the second challenge',
      [`changed c2: ${summary.lines[4]!.text.replace('call', 'ring')}`],
    ],
    ['change the first win to: Repeat calls went down', ['changed w1: Repeat calls went down.']],
    [
      'the second challenge should say: Forgot to write the promise down.',
      ['changed c2: Forgot to write the promise down.'],
    ],
    ['replace banana with apple', ['ask']],
  ])('replace: %s', async (instruction, expected) => expect(await effect(instruction)).toEqual(expected));

  it('replaces a name wherever it stands', async () => {
    expect((await effect('replace Okafor with Okoro')).map((change) => change.slice(0, 10))).toEqual([
      'changed c2',
      'changed a1',
    ]);
  });

  it.each<[string, string[]]>([
    ['move win 3 before win 1', ['moved w3']],
    ['put the last recommendation first', ['moved r1']],
    ['move the first challenge to the wins', ['moved c1']],
    ['swap win 1 and win 3', ['moved w2', 'moved w1']],
    ['move win 1 after the nonsense', ['ask']],
  ])('move: %s', async (instruction, expected) => expect(await effect(instruction)).toEqual(expected));

  it('shortens what it can, and keeps every task of an action', async () => {
    const changes = await effect('make everything shorter');
    expect(changes.map((change) => change.slice(0, 10))).toEqual(['changed w2', 'changed c1', 'changed c2']);
    expect(await effect('shorten the second action')).toEqual(['cannot']);
  });

  it('warms up with gentler words or a closing, once a line', async () => {
    expect(await effect('make the first win warmer')).toEqual([
      'changed w1: Repeat calls dropped from eleven to six in one week – well done.',
    ]);
    const warm = {
      ...summary,
      lines: summary.lines.map((line) => ({ ...line, text: `${line.text.slice(0, -1)} – well done.` })),
    };
    const again = await proposer.propose({
      organizationId: 'o',
      summary: warm,
      instruction: 'make win 1 warmer',
      sessionDate: '2026-03-10',
      today: '2026-03-10',
    });
    expect(again.kind).toBe('cannot');
  });

  it.each(['translate it into German', 'rephrase the first win', 'make it more formal', 'make it longer'])(
    '%s: says which setting would enable it',
    async (instruction) => {
      expect(await propose(instruction)).toMatchObject({
        kind: 'cannot',
        reason: expect.stringMatching(/OPENAI_API_KEY.*OPENAI_BASE_URL/) as string,
      });
    },
  );

  it.each(['', 'hmm', 'make it better', 'where did she say that?', '🎉', 'drop', 'a'.repeat(5000)])(
    '%.40s: asks back',
    async (instruction) => {
      expect((await propose(instruction)).kind).toBe('ask');
    },
  );
});
