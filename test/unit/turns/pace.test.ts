import { jest } from '@jest/globals';
import { createPace } from '../../../src/turns/sessions/pace.ts';

describe('a pace', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const record = () => {
    const shown: string[] = [];
    const show = (value: string) => {
      shown.push(value);
      return Promise.resolve();
    };
    return { shown, pace: createPace(show, 1_500) };
  };

  it('shows the first at once, and then the newest when its time has come', async () => {
    const { shown, pace } = record();
    for (const value of ['a', 'b', 'c']) pace.offer(value);
    expect(shown).toEqual(['a']);
    await jest.advanceTimersByTimeAsync(1_499);
    expect(shown).toEqual(['a']);
    await jest.advanceTimersByTimeAsync(1);
    expect(shown).toEqual(['a', 'c']);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(shown).toEqual(['a', 'c']);
    pace.offer('d');
    expect(shown).toEqual(['a', 'c', 'd']);
  });

  it('shows nothing more once it is closed', async () => {
    const { shown, pace } = record();
    pace.offer('a');
    pace.offer('b');
    await pace.close();
    pace.offer('c');
    await jest.advanceTimersByTimeAsync(5_000);
    expect(shown).toEqual(['a']);
  });

  it('waits for one that is slow, with the next and with closing', async () => {
    const shown: string[] = [];
    let arrive: () => void = () => undefined;
    const pace = createPace(async (value: string) => {
      shown.push(value);
      await new Promise<void>((resolve) => {
        arrive = resolve;
      });
    }, 1_500);
    pace.offer('a');
    pace.offer('b');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(shown).toEqual(['a']);
    arrive();
    await jest.advanceTimersByTimeAsync(0);
    expect(shown).toEqual(['a', 'b']);
    let isClosed = false;
    const closing = pace.close().then(() => {
      isClosed = true;
    });
    await jest.advanceTimersByTimeAsync(10_000);
    expect(isClosed).toBe(false);
    arrive();
    await closing;
    expect(isClosed).toBe(true);
  });
});
