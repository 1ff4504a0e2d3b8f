import { ensureBuilt } from './ensure-built.ts';
import { startTestServices } from './postgres.ts';

/** Lets the teardown, which is another module, find what to stop. */
export const servicesKey = Symbol.for('threadcoach.test-services');

/** True when every path that was asked for lies in test/unit, where no test needs a service. */
function onlyUnitTests(patterns: readonly string[]): boolean {
  return (
    patterns.length > 0 &&
    patterns.every((pattern) => /^(?:\.?\/|.*\/)?test\/unit(?:\/[^|]*)?$/.test(pattern))
  );
}

export default async function globalSetup(config: {
  testPathPatterns: { patterns: readonly string[] };
}): Promise<void> {
  const { patterns } = config.testPathPatterns;
  if (process.env.TC_UNIT === '1' || onlyUnitTests(patterns)) return;
  if (patterns.length === 0 || patterns.some((pattern) => pattern.includes('e2e'))) ensureBuilt();
  Reflect.set(globalThis, servicesKey, await startTestServices());
}
