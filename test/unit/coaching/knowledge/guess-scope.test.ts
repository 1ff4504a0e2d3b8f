import { guessScope } from '../../../../src/coaching/knowledge/guess-scope.ts';

describe('what is offered for an upload', () => {
  it.each([
    ['this is our refund SOP for leaders', 'refunds.docx', { type: 'sop', access: 'team_leader' }],
    ['new policy, managers only please', 'x.pdf', { type: 'policy', access: 'manager' }],
    ['onboarding deck for the sales people', 'x.pptx', { type: 'training', access: 'sales_rep' }],
    ['for the customer service team', 'complaints-procedure.md', { type: 'sop', access: 'csr' }],
    ['for leaders and managers', 'ast-methodology.md', { type: 'methodology', access: 'manager' }],
    ['', 'price_list.pdf', { type: 'reference', access: 'all' }],
  ])('%j with %s', (words, name, expected) => {
    expect(guessScope(words, name, undefined)).toEqual(expected);
  });

  it('is what the version in force has, unless the words say otherwise', () => {
    const current = { type: 'methodology', access: 'admin' } as const;
    expect(guessScope('a new version', 'sop.md', current)).toEqual(current);
    expect(guessScope('now a policy', 'sop.md', current)).toEqual({ type: 'policy', access: 'admin' });
  });
});
