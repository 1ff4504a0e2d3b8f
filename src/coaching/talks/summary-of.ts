import { spokenDay } from './spoken-day.ts';
import type { Talk } from './talk.ts';

/** What a talk came to, made of the person's own words alone. */
export function summaryOf({
  topic,
  nextStep,
  nextStepOn,
}: Pick<Talk, 'topic' | 'nextStep' | 'nextStepOn'>): string {
  const step =
    nextStep === undefined
      ? 'no step chosen'
      : `next step: ${nextStep}${nextStepOn === undefined ? '' : ` (${spokenDay(nextStepOn)})`}`;
  return topic === undefined ? step : `${topic} – ${step}`;
}
