import { groupLines } from '../../../../src/models/summaries/group-lines.ts';

const action = (text: string, more: { owner?: string; due?: string } = {}) => ({
  section: 'actions' as const,
  text,
  ...more,
});
const win = (text: string) => ({ section: 'wins' as const, text });

describe('lines that repeat one another', () => {
  it('are found in other words, in any form of them', () => {
    expect(
      groupLines([
        action('Calls the client about the invoice.'),
        win('Closed the backlog.'),
        action('Call the client back about the invoice by Friday.', { due: '2026-03-13' }),
      ]),
    ).toEqual([
      { lead: 0, same: [2], echoes: [] },
      { lead: 1, same: [], echoes: [] },
    ]);
  });

  it('keep those that contradict one another', () => {
    const pairs = [
      [action('Call the client.', { due: '2026-03-13' }), action('Call the client.', { due: '2026-03-16' })],
      [
        action('Send the offer to Dana.', { owner: 'Priya' }),
        action('Send the offer to Dana.', { owner: 'Daniel' }),
      ],
      [win('Explained the refund calmly.'), win("Didn't explain the refund calmly.")],
    ];
    for (const pair of pairs) expect(groupLines(pair)).toHaveLength(2);
  });

  it('know a closing that repeats several promises at once, and give its words to one of them', () => {
    const groups = groupLines([
      action('Call the client about the invoice.'),
      action('Write the checklist for refunds.'),
      action('Write the checklist and call the client.'),
    ]);
    expect(groups).toHaveLength(2);
    expect(groups.flatMap(({ echoes }) => echoes)).toEqual([2]);
  });

  it('stay in their section', () => {
    expect(groupLines([win('Closed the backlog early.'), action('Closed the backlog early.')])).toHaveLength(
      2,
    );
  });
});
