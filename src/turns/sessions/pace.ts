export interface Pace<T> {
  /** Shows this as soon as the pace allows; what is newer by then takes its place. Never throws, never waits. */
  offer(value: T): void;
  /** Shows nothing more. Resolves when what is on its way has arrived, so that nothing old comes after what is shown next. */
  close(): Promise<void>;
}

/**
 * Shows the newest of many values, at most one every `everyMs`, the first at once. Each is shown after the one before is
 * through: a slow chat never holds up the work that it hears about.
 *
 * @param show must not throw
 */
export function createPace<T>(show: (value: T) => Promise<void>, everyMs: number): Pace<T> {
  let waiting: { value: T } | undefined;
  let underWay: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const next = (): void => {
    if (isClosed || waiting === undefined || underWay !== undefined || timer !== undefined) return;
    const { value } = waiting;
    waiting = undefined;
    timer = setTimeout(() => {
      timer = undefined;
      next();
    }, everyMs);
    underWay = show(value).finally(() => {
      underWay = undefined;
      next();
    });
  };
  return {
    offer(value) {
      waiting = { value };
      next();
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
