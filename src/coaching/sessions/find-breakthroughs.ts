import { findChallenges } from './find-challenges.ts';
import { sentencesOf, type Sentence } from './sentences.ts';
import type { Insight, TranscriptSegment } from './session.ts';

const insight =
  /\bi(?:[’']ve)? (?:just |now |suddenly |finally |really |only now )*(?:reali[sz]ed?|figured (?:it )?out)\b|\bi[’']?m (?:just |now |only now |starting to |beginning to )*(?:reali[sz]ing|see(?:ing)? (?:that|how|why))\b|\b(?:it|that|something) (?:just |really |suddenly |finally )*(?:clicked|dawned on me|hit me|makes sense now|opened my eyes)\b|\bnow i (?:really |finally )?(?:see|get|understand|know why)\b|\bi (?:finally |really )?(?:see|get|understand) (?:it|that|why) now\b|\bi (?:had )?never (?:thought|looked|saw|seen|considered|noticed)\b.{0,60}\b(?:before|that way|like that|this way)\b|\b(?:aha|light ?bulb|eye[- ]opener)\b|\bthat changes (?:everything|how i)\b|\bi(?:[’']ve| have) been (?:the one|holding|telling myself|blaming)\b|\b(?:me (?:acabo de dar|di|he dado) cuenta|mir (?:ist|wird) (?:gerade |jetzt |plötzlich )*(?:klar|bewusst)|je (?:viens de réaliser|me (?:suis rendu|rends) compte))\b/i;
/** Somebody else's insight, none, or that the microphone is off. */
const noInsight =
  /\b(?:don[’']?t|didn[’']?t|do not|did not|haven[’']?t|never|if|when|until|did|do|will|would) (?:i|you|he|she|they|we) (?:\w+ )?(?:reali[sz]e|see|get)|\bi (?:don[’']?t|didn[’']?t|do not|did not) (?:\w+ )?reali[sz]e\b|reali[sz]ed? (?:that )?(?:i(?:[’']m| am| was)|you(?:[’']re| are)) (?:on )?mut|\b(?:mute[d]?|microphone|screen|link|calendar invite|wrong (?:meeting|file|link)|what time it is|late|my battery|we(?:[’']re| are) (?:out of|over) time)\b|\?\s*["”’']?$/i;

const mostMoments = 3;
const longestQuote = 300;

/**
 * Moments at which something opened, in a person's own words: an insight, or a commitment that answers what was hard before.
 * At most three, insights first, then in order of time.
 */
export function findBreakthroughs(segments: readonly TranscriptSegment[]): Insight['breakthroughs'] {
  const insights = sentencesOf(segments)
    .filter(({ text }) => insight.test(text) && !noInsight.test(text))
    .map((sentence) => toMoment(sentence, 'an insight in their own words'));
  const commitments = findChallenges(segments).flatMap(({ sentence, commitment }) =>
    commitment === undefined ? [] : [toMoment(commitment, `a commitment after “${cut(sentence.text, 80)}”`)],
  );
  const seen = new Set<string>();
  return [...insights, ...commitments]
    .filter(({ segment, quote }) => {
      const key = `${segment}:${quote}`;
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .slice(0, mostMoments)
    .sort((one, other) => one.segment - other.segment);
}

const toMoment = ({ segment, text }: Sentence, because: string): Insight['breakthroughs'][number] => ({
  segment: segment.index,
  startMs: segment.startMs ?? 0,
  // Cut inside the sentence, so that it still stands verbatim in the transcript.
  quote: text.length <= longestQuote ? text : text.slice(0, text.lastIndexOf(' ', longestQuote)),
  because,
});

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, text.lastIndexOf(' ', length))} …`;
