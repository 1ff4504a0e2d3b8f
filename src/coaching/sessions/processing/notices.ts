import type { StepRecord } from '../processing-ledger.ts';
import { verifiedResult } from './verify-summary.ts';

/**
 * What is to be said about a session's summaries as a whole, in plain sentences, each once: that the built-in rules stood in,
 * that lines found no room. It stays as long as the session does.
 */
export function noticesIn(records: readonly StepRecord[]): string[] {
  const results = records.flatMap(({ step, state, result }) => {
    const parsed = step === 'verify' && state === 'done' ? verifiedResult.safeParse(result) : undefined;
    return parsed?.success === true ? [parsed.data] : [];
  });
  const cut = results.reduce((sum, result) => sum + result.cut, 0);
  const notices = new Set(results.flatMap((result) => result.notices));
  if (cut > 0)
    notices.add(`To keep sections short I kept their best supported lines; ${cut} more found no room.`);
  return [...notices];
}
