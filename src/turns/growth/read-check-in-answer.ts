import { readGrowthWords } from '../../coaching/growth/read-growth-words.ts';

/** The whole message: not now. */
const later =
  /^(?:(?:sorry|no|not?pe)[,.]?\s+)?(?:not (?:now|today|yet)|(?:maybe |ask me (?:again )?)?(?:later|tomorrow)|(?:ask|remind) me (?:again )?(?:later|tomorrow)|(?:i(?:'m| am) )?(?:busy|no time)(?: (?:now|today|right now))?)(?:[,.]? (?:please|thanks|thank you))?[.!]*$/i;
/** Whatever else stands in it, somebody wants something from the assistant. */
const asks =
  /\?|^(?:and |so |but |ok(?:ay)?[, ]+|please |hi[, ]+|hello[, ]+|hey[, ]+|threadcoach[, ]+)*(?:how (?:do|does|can|should|to|many|much|long|often)|what(?:'s| is| are| do| does| should| did| have| changed)|which|who|whom|whose|why|when (?:do|does|is|are|should|must|can|will)|where (?:do|does|is|are|can)|can|could|would|will you|should i|is there|are there|do you|does|show|list|find|search|look up|export|download|send|open|give me|tell me|coach me|help|explain|summari[sz]e|draft|schedule|remind|forget|delete|undo|cancel|stop|remember|let's|let us|i(?:'d| would) like (?:to|you)|i (?:want|need) (?:to (?:talk|ask|know|see|change|set|be coached|speak)|you|help|coaching|advice)|introduce|connect me|my (?:scores|goals|data|profile|action items|figures|next session))\b|^\//i;

/** What is looked up by its name alone: "sessions with Priya", "my open action items". */
const lookup =
  /^(?:(?:my|all|the|our|latest|last|recent|open|overdue|un-?approved|upcoming)\s+)*(?:sessions?|summar(?:y|ies)|workshops?|trainings?|1:1s?|one-on-ones?|notes?|action items?|templates?|entries|goals?|scores?|figures|data|profile|documents?|procedures?|sops?)\b(?!\s+(?:went|was|were|is|are|did|got)\b)/i;
/** Somebody tells: of themselves, of what was, or how it was. Search words do not. */
const telling =
  /\b(?:i|i'(?:m|ve|d|ll)|we|we'(?:ve|re)|me|my|it|it's|that|they|she|he|nothing|yes|yeah|no|not|went|did|didn't|was|wasn't|were|had|got|good|great|well|fine|bad|badly|better|worse|okay|ok|hard|easy|tough|done|finished|tried|made|asked|managed|failed|struggled|helped|felt|worked|closed|called|missed|practi[cs]ed|learn(?:t|ed)|nailed|skipped|so-so)\b/i;

const plain = (text: string): string => text.trim().replaceAll('’', "'");

/** Whether words put a check-in off. */
export const putsOff = (text: string): boolean => later.test(plain(text));

/**
 * Whether words tell what happened, and are no question and no wish to the assistant. In doubt they are none: an answer that
 * is not kept can be noted with a button, a question that is swallowed is lost.
 */
export function isAnswerToCheckIn(text: string): boolean {
  const words = plain(text);
  if (asks.test(words) || lookup.test(words)) return false;
  return telling.test(words) && readGrowthWords(words) === undefined;
}
