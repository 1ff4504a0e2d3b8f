import { engagementScore } from '../../../../src/coaching/clients/engagement-score.ts';

describe('how engaged a client was', () => {
  it.each([
    [[['high', 3]], 1],
    [[['silent', 2]], 0],
    [
      [
        ['high', 1],
        ['silent', 1],
      ],
      0.5,
    ],
  ] as const)('of %j is %d', (levels, score) => expect(engagementScore(new Map(levels))).toBe(score));

  it('is not known before a session was measured', () => expect(engagementScore(new Map())).toBeUndefined());
});
