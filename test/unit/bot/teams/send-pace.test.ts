import fc from 'fast-check';
import { sendRates } from '../../../../src/bot/teams/limits.ts';
import { SendPace } from '../../../../src/bot/teams/send-pace.ts';

function clockAt(ms: number) {
  const clock = { ms, now: () => new Date(clock.ms) };
  return clock;
}

describe('the pace of messages into one conversation', () => {
  it('lets seven go at once, then spreads the rest', () => {
    const pace = new SendPace(clockAt(1_000_000));
    const waits = Array.from({ length: 10 }, () => pace.reserve('a', 3_600_000));
    expect(waits).toEqual([0, 0, 0, 0, 0, 0, 0, 1_000, 2_000, 2_000]);
  });

  it('keeps conversations apart', () => {
    const pace = new SendPace(clockAt(1_000_000));
    for (let i = 0; i < 7; i += 1) pace.reserve('a', 3_600_000);
    expect(pace.reserve('b', 3_600_000)).toBe(0);
  });

  it('reserves nothing when the wait is too long', () => {
    const clock = clockAt(1_000_000);
    const pace = new SendPace(clock);
    for (let i = 0; i < 8; i += 1) pace.reserve('a', 1_000);
    expect([pace.reserve('a', 1_000), pace.reserve('a', 1_000)]).toEqual([2_000, 2_000]);
    clock.ms += 2_000;
    expect(pace.reserve('a', 1_000)).toBe(0);
  });

  it('never lets more through in any window than Teams takes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 150 }), (gaps) => {
        const clock = clockAt(1_000_000);
        const pace = new SendPace(clock);
        const sent = gaps.map((gap) => {
          clock.ms += gap;
          return clock.ms + pace.reserve('a', 3_600_000);
        });
        for (const { windowMs, count } of sendRates)
          for (const start of sent)
            expect(sent.filter((at) => at >= start && at < start + windowMs).length).toBeLessThanOrEqual(
              count,
            );
      }),
    );
  });
});
