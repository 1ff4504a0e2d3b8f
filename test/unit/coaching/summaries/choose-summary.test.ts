import { chooseSummary } from '../../../../src/coaching/summaries/choose-summary.ts';

const candidates = [
  { summaryId: 's-priya', participant: 'Priya Raman' },
  { summaryId: 's-dana', participant: 'Dana Whitlock' },
  { summaryId: 's-will', participant: 'Will Osei' },
];
const chosen = (words: string, focus?: string) => {
  const choice = chooseSummary(words, candidates, focus);
  return choice.kind === 'chosen' ? `${choice.summaryId} | ${choice.instruction}` : 'ask';
};

describe('which summary a reply in the thread means', () => {
  it.each([
    ['Priya: shorter', 's-priya | shorter'],
    ['@Priya Raman, drop the second win', 's-priya | drop the second win'],
    ['for Dana, add: call the client', 's-dana | add: call the client'],
    ["in Dana's summary drop the second win", 's-dana | drop the second win'],
    ['will: shorter', 's-will | shorter'],
  ])('reads the address in %j', (words, expected) => {
    expect(chosen(words, 's-priya')).toBe(expected);
    expect(chosen(words)).toBe(expected);
  });

  it.each([
    ["make Dana's wins shorter", 's-dana'],
    ['make danas wins shorter', 's-dana'],
    ['shorten the wins of Pria', 's-priya'],
    ['drop the second win for Whitlock', 's-dana'],
    ['make the summary of Will warmer', 's-will'],
  ])('finds the name in %j, misspelt by one letter too, against the focus', (words, summaryId) => {
    const other = summaryId === 's-dana' ? 's-will' : 's-dana';
    expect(chosen(words, other)).toBe(`${summaryId} | ${words}`);
  });

  it.each([
    'add: Dana calls the client by Friday',
    'add call the client with Dana by Friday',
    'replace "Dana" with "the client"',
    'assign the first action item to Dana',
    'set the owner of action 1 to Dana',
    'will you make it shorter',
    'drop the second win',
  ])('takes %j for the summary in focus: the name is text, owner, or no name', (words) => {
    expect(chosen(words, 's-priya')).toBe(`s-priya | ${words}`);
  });

  it('asks without name and focus, with two names, and for all of them', () => {
    expect(chosen('shorter')).toBe('ask');
    expect(chosen('make the wins of Dana and Priya shorter', 's-will')).toBe('ask');
    expect(chosen('make all of them shorter as for everyone', 's-will')).toBe('ask');
  });

  it('asks only among the people who were named', () => {
    const choice = chooseSummary('swap the wins of Dana and Priya', candidates, undefined);
    expect(choice).toMatchObject({
      kind: 'ask',
      candidates: [{ participant: 'Priya Raman' }, { participant: 'Dana Whitlock' }],
    });
  });

  it('needs no name when there is one summary', () => {
    expect(chooseSummary('shorter', candidates.slice(0, 1), undefined)).toMatchObject({
      summaryId: 's-priya',
      by: 'only',
    });
  });

  it('ignores a focus on a summary that is not in this thread', () => {
    expect(chosen('shorter', 's-elsewhere')).toBe('ask');
  });
});
