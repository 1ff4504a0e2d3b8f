import { CircuitBreaker } from '../../../src/shared/circuit-breaker.ts';
import { TestClock } from '../../support/agent-scene.ts';

function failTimes(breaker: CircuitBreaker, times: number): void {
  for (let at = 0; at < times; at += 1) breaker.enter()?.failed();
}

describe('the breaker', () => {
  it('opens after five failures in a row, not after five in all', () => {
    const breaker = new CircuitBreaker({ clock: new TestClock() });
    failTimes(breaker, 4);
    breaker.enter()?.succeeded();
    failTimes(breaker, 4);
    expect(breaker.state).toBe('closed');
    failTimes(breaker, 1);
    expect(breaker.enter()).toBeUndefined();
  });

  it('lets one call try after 30 s, and only one at a time', () => {
    const clock = new TestClock();
    const breaker = new CircuitBreaker({ clock });
    failTimes(breaker, 5);
    clock.advance(29_999);
    expect(breaker.enter()).toBeUndefined();
    clock.advance(1);
    const trial = breaker.enter();
    expect(trial).toBeDefined();
    expect(breaker.enter()).toBeUndefined();
    trial?.failed();
    expect(breaker.state).toBe('open');
    clock.advance(30_000);
    breaker.enter()?.succeeded();
    expect(breaker.state).toBe('closed');
  });

  it('counts a withdrawn call as nothing: the next may try at once', () => {
    const clock = new TestClock();
    const breaker = new CircuitBreaker({ clock });
    failTimes(breaker, 4);
    breaker.enter()?.withdrawn();
    failTimes(breaker, 1);
    expect(breaker.state).toBe('open');
    clock.advance(30_000);
    breaker.enter()?.withdrawn();
    expect(breaker.enter()).toBeDefined();
  });

  it('opens at once for a failure that leaves no hope', () => {
    const breaker = new CircuitBreaker({ clock: new TestClock() });
    breaker.enter()?.failed({ hopeless: true });
    expect(breaker.state).toBe('open');
  });
});
