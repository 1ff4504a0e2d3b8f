import {
  formatForBoth,
  instantOf,
  suggestedTimes,
  wallTimeOf,
} from '../../../../src/coaching/follow-ups/wall-time.ts';

const at = (date: string, time: string, zone: string): string =>
  instantOf({ date, time }, zone).toISOString();

describe('a time in somebody’s zone', () => {
  it.each([
    ['Europe/Zurich', '2026-11-23', '09:00', '2026-11-23T08:00:00.000Z'],
    ['America/New_York', '2026-11-23', '09:00', '2026-11-23T14:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-23', '09:00', '2026-11-23T03:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-23', '09:00', '2026-11-22T19:00:00.000Z'],
    ['Nowhere/Land', '2026-11-23', '09:00', '2026-11-23T09:00:00.000Z'],
  ])('is one instant: %s %s %s', (zone, date, time, instant) => {
    expect(at(date, time, zone)).toBe(instant);
  });

  it('that never comes, because clocks jump, is the moment of the jump', () => {
    // 02:00 to 03:00 on 29 March; 23:59 to 01:00 does not exist in Zurich, but half an hour does in Lord Howe.
    expect(at('2026-03-29', '02:30', 'Europe/Zurich')).toBe('2026-03-29T01:00:00.000Z');
    expect(wallTimeOf(new Date('2026-03-29T01:00:00Z'), 'Europe/Zurich')).toEqual({
      date: '2026-03-29',
      time: '03:00',
    });
    expect(at('2026-10-04', '02:15', 'Australia/Lord_Howe')).toBe('2026-10-03T15:30:00.000Z');
  });

  it('that comes twice is the first of the two', () => {
    expect(at('2026-10-25', '02:30', 'Europe/Zurich')).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  });

  it('just before and after a jump stays what it is', () => {
    expect(at('2026-03-29', '01:59', 'Europe/Zurich')).toBe('2026-03-29T00:59:00.000Z');
    expect(at('2026-03-29', '03:00', 'Europe/Zurich')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('is told in both zones where their clocks differ', () => {
    const moment = new Date('2026-11-23T14:00:00Z');
    expect(formatForBoth(moment, 'America/New_York', 'Europe/Zurich')).toBe(
      'Mon 23 Nov 2026, 09:00 (America/New_York), for you Mon 23 Nov 2026, 15:00 (Europe/Zurich)',
    );
    expect(formatForBoth(moment, 'Europe/Berlin', 'Europe/Zurich')).toBe(
      'Mon 23 Nov 2026, 15:00 (Europe/Berlin)',
    );
  });

  it('is suggested for tomorrow and next Monday at nine, in the recipient’s zone', () => {
    const friday = new Date('2026-11-20T09:00:00Z');
    expect(
      suggestedTimes(friday, 'America/New_York').map(({ label, at: moment }) => [
        label,
        moment.toISOString(),
      ]),
    ).toEqual([
      ['tomorrow', '2026-11-21T14:00:00.000Z'],
      ['monday', '2026-11-23T14:00:00.000Z'],
    ]);
    // Sunday in New York is Monday in Auckland already.
    const sunday = new Date('2026-11-22T18:00:00Z');
    expect(suggestedTimes(sunday, 'America/New_York').map(({ label }) => label)).toEqual(['tomorrow']);
    expect(
      suggestedTimes(sunday, 'Pacific/Auckland').map(
        ({ at: moment }) => wallTimeOf(moment, 'Pacific/Auckland').date,
      ),
    ).toEqual(['2026-11-24', '2026-11-30']);
  });
});
