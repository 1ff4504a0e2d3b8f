/**
 * Whether words ask how something is done, or for a fact: the knowledge base's business, also inside a talk. Questions at
 * work come without question marks ("lamp turned up smashed, what pics do we need"), so the order of words decides, clause
 * by clause. "What helped was the pause" and "when I am tired" ask nothing.
 */
export function asksFact(words: string): boolean {
  const text = words.trim();
  if (namesProcedure.test(text) || endsAsking.test(text)) return true;
  const clauses = text.split(/[.,;:!?\n–]+\s*/).map((clause) => clause.replace(opening, ''));
  const [first = ''] = clauses;
  const last = clauses.findLast((clause) => clause !== '') ?? '';
  if (opensAsking.test(first)) return true;
  if (text.endsWith('?') && (asksOpenly.test(first) || asksOpenly.test(last))) return true;
  return clauses.some((clause) => inverted.some((pattern) => pattern.test(clause)));
}

const opening =
  /^(?:(?:hi|hey|hello|ok|okay|so|and|but|or|please|quick question|one question|by the way|btw)\s+)*/i;
const namesProcedure =
  /\b(?:procedures?|sop|polic(?:y|ies)|guidelines?|handbook|knowledge base|refund (?:form|limit|window))\b/i;
const endsAsking = /\b(?:what (?:now|next|then)|now what)[?!. ]*$|[,.] ?help[!. ]*$/i;
const asksOpenly =
  /^(?:how|what|when|where|who|which|whose|why|can|could|may|do|does|did|is|are|am|should|shall|must|will|would|has|have)\b/i;
const opensAsking =
  /^(?:who (?!i\b|we\b|they\b|you\b)\w+|which (?!is\b|was\b|makes?\b|made\b|means?\b|helps?\b|helped\b)\w+ \w+|what(?:[’']?s| is| are) (?:the|an?|our)\b)/i;
/** No subject between: "how I can stay calm" is no question. */
const gap = '(?:\\s+(?!i\\b|you\\b|we\\b|they\\b|he\\b|she\\b|it\\b|that\\b|the\\b|my\\b)\\S+){0,6}?';
const subject =
  '(?:i|we|you|they|he|she|it|there|an?|the|one|this|that|these|those|my|our|their|his|her|some\\w+|any\\w+|people|customers?|callers?|clients?)';
const inverted: readonly RegExp[] = [
  new RegExp(
    `^(?:how|what|when|where|which|whom?|whose|why)${gap}\\s+(?:do|does|did|can|could|may|should|must|will|would|am)\\s+\\w+`,
    'i',
  ),
  new RegExp(`^(?:what|who|where|when|why|how(?:\\s+\\w+)?)\\s+(?:is|are|has|have)\\s+${subject}\\b`, 'i'),
  new RegExp(`^(?:does|did|is|are|am|can|could|may|should|must|will|would|has)\\s+${subject}\\b`, 'i'),
  /^(?:do|have)\s+(?:i|we|you|they|customers?|callers?|people)\b/i,
];
