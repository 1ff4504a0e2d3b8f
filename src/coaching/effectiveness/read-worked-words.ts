import { definitionOf, type MetricKey } from '../performance/metric.ts';
import { metricIn } from '../performance/read-request.ts';
import type { WhichPeople } from './what-worked.ts';

export interface WorkedQuestion {
  issue: MetricKey;
  which: WhichPeople;
}

const politeness =
  /^(?:(?:hey|hi|hello|ok|okay|so|and|now|then|please|thanks)[ ,]+|(?:can|could) you (?:please )?(?:tell|show) me )+/i;
const worked =
  /^(?:tell me |show me )?(?:what|which (?:coaching )?(?:methods?|coaching|approach(?:es)?|interventions?|techniques?))(?:['’]s| has| have)?(?: coaching)? (?:ever |best |really |actually )?(?:worked|helped|made a difference|moved|improved)(?: best| most)?\b|^(?:what|which) coaching (?:methods? )?(?:works|has worked|helps)\b|^which (?:coaching )?(?:methods?|approach(?:es)?|interventions?|techniques?) (?:works?|helps?)\b|^did (?:the )?coaching help\b|^how (?:well|effective) (?:did|does|has|is|was) (?:our |the |my )?coaching\b/i;
/** "What works for handle time here?" is about people only where it says so. */
const presentHere =
  /^what(?: usually)? (?:works|helps)(?: best)? (?:for|with|on|against)\b.*\b(?:in|for|of|across) (?:my|this|our|the) (?:team|line|people|department)\b/i;
const general =
  /\b(?:procedure|sop|policy|handbook|knowledge base|guideline|customers? (?:who|that)|caller)\b/i;

/** The figure that words name, where it can get better. */
export function issueIn(words: string): MetricKey | undefined {
  const { metric } = metricIn(words);
  return metric === undefined || definitionOf(metric).better === undefined ? undefined : metric;
}

export const whichIn = (words: string): WhichPeople =>
  /\b(?:line|department|organi[sz]ation|company|everyone|everybody|all teams)\b/i.test(words)
    ? 'line'
    : 'team';

/**
 * Reads "what has worked for handle time in this team?". Undefined for everything else: without a figure there is nothing to
 * count, and what works in general is the knowledge base's.
 */
export function readWorkedQuestion(text: string): WorkedQuestion | undefined {
  const words = text.trim().replace(/\s+/g, ' ').replace(politeness, '');
  if (words.length > 200 || general.test(words)) return undefined;
  if (!worked.test(words) && !presentHere.test(words)) return undefined;
  const issue = issueIn(words);
  return issue === undefined ? undefined : { issue, which: whichIn(words) };
}
