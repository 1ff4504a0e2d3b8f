import { engagementLevels, type EngagementLevel } from '../sessions/session.ts';

/**
 * One figure for how engaged somebody was over their sessions: the mean of their levels, from 0 (always silent) to 1 (always
 * high). Undefined before the first session that was measured.
 */
export function engagementScore(sessions: ReadonlyMap<EngagementLevel, number>): number | undefined {
  const worst = engagementLevels.length - 1;
  let [sum, count] = [0, 0];
  for (const [at, level] of engagementLevels.entries()) {
    const times = sessions.get(level) ?? 0;
    sum += times * (1 - at / worst);
    count += times;
  }
  return count === 0 ? undefined : sum / count;
}
