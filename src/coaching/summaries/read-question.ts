/** Verbs and comparatives of a change. */
const edit =
  '(?:add|append|insert|include|drop|remove|delete|cut|take|change|replace|rename|reword|rephrase|rewrite|shorten|soften|merge|combine|split|move|swap|put|set|assign|make|keep|give|turn|fix|capitali[sz]e|undo|redo|revert|restore|bring|approve|reopen|show|compare|translate|try)';
const wish = '(?:shorter|longer|warmer|softer|kinder|friendlier|clearer|simpler|crisper)';
const doing =
  '(?:adding|dropping|removing|deleting|moving|making|changing|shortening|merging|swapping|splitting|rewording)';

/** `can you make …?`, `could the first win be shorter?`, `why don't we drop it?`: questions in form, requests in meaning. */
const request = [
  String.raw`^(?:can|could|would|will) (?:you|we|i)\b(?: please| maybe| just| also)*(?: have| get)?\s+${edit}\b`,
  String.raw`^(?:can|could|should|may) (?:the|this|that|it|they|these|win|challenge|action)\b.*\b(?:be|become|get|sound) (?:a (?:bit|little) |much |even )?(?:${wish}|first|last|moved|removed|dropped|merged|shortened)\b`,
  String.raw`^(?:why (?:don['’]?t|not)|how about|what about|shall we|should we|would you mind|do you mind|is it possible to)\b.*\b(?:${edit}|${wish}|${doing})\b`,
].map((pattern) => new RegExp(pattern, 'i'));
/** How a question begins, also without a question mark. */
const opening =
  /^(?:and |but |so |ok,? |hm+,? )?(?:who|whom|whose|what|where|when|why|which|how|did|does|do|is|isn['’]?t|are|aren['’]?t|was|wasn['’]?t|were|has|hasn['’]?t|have|had|should|shouldn['’]?t|didn['’]?t|doesn['’]?t|could|can|would|will|says who)\b/i;

/**
 * Whether words ask something instead of asking for a change. Nothing is ever changed on a question; `can you make it
 * shorter?` and `drop the second win?` are requests with a question mark.
 */
export function isQuestion(words: string): boolean {
  const text = withoutGreeting(words);
  if (request.some((pattern) => pattern.test(text))) return false;
  if (/\bwhat if\b/i.test(text)) return true;
  if (opening.test(text)) return true;
  return (
    /\?\s*$/.test(text) && !new RegExp(String.raw`^(?:${edit}|${wish}|a (?:bit|little))\b`, 'i').test(text)
  );
}

const withoutGreeting = (words: string): string =>
  words
    .trim()
    .replace(/^(?:(?:hi|hey|hello|please|just|well|thanks|great)\b[\s,!.]*)+/i, '')
    .replace(
      /^@?(?!add\b|include\b|note\b|insert\b|append\b)\p{L}[\p{L}\p{M}'’.-]*(?: \p{L}[\p{L}\p{M}'’.-]*)?\s*:\s*/iu,
      '',
    );

const said =
  /\b(?:sa(?:y|id|ys)|saying|mention(?:ed|s)?|talk(?:ed)?(?: about)?|spoke|promis(?:e|ed|es)|agree(?:d|s)?|commit(?:ted)?|offer(?:ed)?|tell|told|ask(?:ed)?|quote[ds]?|transcript|recording|her words|his words|their words)\b/i;
const part =
  /\b(?:wins?|challenges?|action items?|actions?|recommendations?|summar(?:y|ies)|lines?|bullets?|owners?|evidence)\b/i;
const person =
  /^(?:and |but |so )?(?:did|does|do|was|were|has|have|is|are|will|would) (?:he|she|they|\p{Lu}[\p{L}'’-]+)\b/u;
const back = /\b(?:that|this|it)\b/i;
const meta =
  /\b(?:how do you know|says who|come from|based on|which quote|what is that|why (?:is|was|did|does))\b/i;
const procedure =
  /\b(?:procedure|sop|policy|policies|rules?|guideline|handbook|knowledge base|method)\b|^(?:how (?:do|should|can|long|many|much|quick|often) (?:i|we|you|one|people|agents|customers|a|an|the)\b|(?:can|may|should|do|am|must) (?:i|we|customers|agents|an?)\b)/i;

/** Whether a question in a session's thread is about the session or its summaries, and not one to the knowledge base. */
export function isAboutSession(words: string): boolean {
  const text = withoutGreeting(words);
  if (/\b(?:procedure|sop|policy|policies|handbook|knowledge base)\b/i.test(text)) return false;
  if (part.test(text) || meta.test(text)) return true;
  if (procedure.test(text)) return false;
  return said.test(text) || person.test(text) || (back.test(text) && text.split(/\s+/).length <= 8);
}

/** `why is that a win?`, `where did she say that?`: the words mean something that was talked about before. */
export const refersBack = (words: string): boolean =>
  /\b(?:say|said|says|mean|meant|promise|promised|mention|mentioned|is|was|isn['’]?t|about|like|for|of|from|with|why|where|when|know|do|did|done) (?:that|this|it)\b(?! (?:there|the|they|he|she|we|you|[a-z]+ (?:is|was|are|were)\b))/i.test(
    words,
  ) ||
  /\b(?:that|this) (?:line|win|challenge|action|recommendation|one|point|quote|part|change)\b/i.test(words) ||
  /^(?:where|why|when|who|says who|how come|really|how do you know)\??$/i.test(words.trim());

/** The participant's name in place of `she`, `he`, `they`: what is searched for knows no pronouns. */
export const withName = (words: string, name: string): string =>
  words
    .replace(/\b(?:she|he|they)\b/gi, () => name)
    .replace(/\b(?:her|him|them)\b(?=[^\p{L}]*$)/giu, () => name);

/** The line that a question names: `the second win`, `action 3`, `line 4`; undefined: none. */
export const lineNamedIn = (words: string): string | undefined =>
  /\b(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|top|only|\d{1,2}(?:st|nd|rd|th)) (?:win|challenge|action(?: item)?|recommendation|line)|(?:win|challenge|action(?: item)?|recommendation|line) (?:number |no\.? |#)?\d{1,2}|(?:win|challenge|action(?: item)?|recommendation|line|one) (?:about|on|with|mentioning) [^?]{3,60})\b/i.exec(
    words,
  )?.[0];

/** `who promised a date?`: the question needs neither a line nor a participant to make sense. */
export const isAboutAnybody = (words: string): boolean =>
  !refersBack(words) &&
  lineNamedIn(words) === undefined &&
  !/\b(?:she|he|they|her|him|them|his)\b/i.test(words);
