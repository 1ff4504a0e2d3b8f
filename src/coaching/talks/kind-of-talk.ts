import type { TalkKind } from './talk.ts';

const connection =
  /\b(?:who (?:could|can|might|would|else|in my team|on my team)\b.*\b(?:help|knows?|has|had|teach|show|support)|somebody who|someone who|a (?:mentor|buddy)|(?:my|a|our) (?:team ?mates?|colleagues?|team ?leader|boss|manager|coworkers?|co-workers?|buddy)\b|learn from (?:somebody|someone|others)|talk to (?:somebody|someone) who)/i;
const growth =
  /\b(?:my (?:goals?|growth|development|career|future|aspirations?)|growth plan|grow (?:as|into|in|towards)|to grow\b|develop (?:myself|as|into|my)|promot(?:ed|ion)|become an?\b|next role|long[- ]term|in (?:a|one|two|three|five) years?|get better at|improve (?:my|at|in)|learn (?:to|how)|plan my growth)/i;

/** The kind of talk that words show; undefined where they show none. */
export function kindOfTalk(words: string): TalkKind | undefined {
  if (connection.test(words)) return 'team_connection';
  return growth.test(words) ? 'growth_planning' : undefined;
}
