import { searchTerms } from './search-terms.ts';
import { sentencesOf, type Sentence } from './sentences.ts';
import type { TranscriptSegment } from './session.ts';

const challenge =
  /\b(?:struggl\w+|(?:is|was|it[’']s|that[’']s|find it|found it|so|really|very|too|quite|still) (?:\w+ )?(?:hard|difficult|tough|challenging|frustrating|stressful)|stuck|afraid|scared|worried|nervous|anxious|overwhelm\w*|frustrated|i (?:still )?(?:can[’']?t|cannot|couldn[’']?t|don[’']?t know how)|(?:my|the) (?:biggest |main )?(?:problem|challenge|difficulty) (?:is|was)|i keep (?:\w+ing|forgetting)|i (?:always|often) (?:forget|lose|freeze|panic)|hardest part)\b/i;
/** First person, and not said of somebody else's doing. */
const noOwn =
  /\b(?:not|never|isn[’']t|wasn[’']t|no longer|used to) (?:\w+ )?(?:hard|difficult|tough|a problem|stuck|afraid|worried)\b|\?\s*["”’']?$/i;

const decided =
  /\b(?:from now on|starting (?:today|tomorrow|now|this week|next week|monday|tuesday|wednesday|thursday|friday)|i(?:[’']m| am) going to|i(?:[’']ve| have) decided|i (?:commit|promise|decided)|my (?:next step|plan|goal) is|what i[’']ll do|ab (?:morgen|jetzt|heute)|a partir de (?:hoy|mañana|ahora)|à partir de (?:demain|maintenant))\b/i;
const will = /\b(?:i[’']ll|i will|ich werde|voy a|je vais)\b/i;
const noCommitment =
  /\b(?:i[’']ll|i will) (?:see|think about|be (?:late|back|right back)|have to|try to remember|let you|send you|never)\b|\?\s*["”’']?$/i;

/** Own turns after a challenge in which a commitment answers it. */
const turnsAfter = 6;

export interface Challenge {
  sentence: Sentence;
  /** A commitment of the same person follows soon, about the same thing or plainly a decision. */
  isAnswered: boolean;
  commitment?: Sentence;
}

/** What a speaker finds hard, and whether the same speaker commits to something about it. */
export function findChallenges(segments: readonly TranscriptSegment[]): Challenge[] {
  const sentences = sentencesOf(segments);
  return sentences.flatMap((sentence, at) => {
    if (!challenge.test(sentence.text) || noOwn.test(sentence.text)) return [];
    const about = new Set(searchTerms(sentence.text));
    const commitment = sentences
      .slice(at + 1)
      .find((later) => later.turn <= sentence.turn + turnsAfter && isCommitment(later.text, about));
    return [
      { sentence, isAnswered: commitment !== undefined, ...(commitment === undefined ? {} : { commitment }) },
    ];
  });
}

/** A decision in so many words; `I'll …` alone is said all day, and counts when it is about the same thing. */
function isCommitment(text: string, about: ReadonlySet<string>): boolean {
  if (noCommitment.test(text)) return false;
  return decided.test(text) || (will.test(text) && searchTerms(text).some((term) => about.has(term)));
}
