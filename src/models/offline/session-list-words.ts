/**
 * Whether words ask for a list of sessions (by who, when, kind and state) and not for what was said in them, which is looked
 * for in records: "sessions with Priya last month" against "sessions about refunds".
 */

const things =
  '(?:sessions?|workshops?|trainings?|1:1s?|one-(?:on|to)-ones?|summar(?:y|ies)|coachings?|pip checks?|follow-ups)';
/** At most three words such as `latest`, `unapproved coaching`, `of my` between the request and the thing. */
const asked = new RegExp(
  `^(?:(?:please|hey|hi|and|so|can you|could you|would you|i(?:['’]d| would) like to|i want to|let me) )*(?:(?:show|list|give|open|see|get|find)(?: me)?|which|what|how many|any|all|my|our|the|last|latest|recent|open|un-?approved|approved|failed|upcoming|scheduled|cancelled|are there|do i have|did i have|have i)(?: [\\w'’-]+){0,3}? ${things}\\b|^${things} (?:with|in|from|since|last|this|of|by|led|to approve|not|that (?:failed|are|wait|need)|between|before|after|yesterday|today|for)\\b|^(?:my |our |all )?${things}[.?!]*$|\\b${things} (?:did|have|had) (?:i|we)\\b|\\b(?:what|which) (?:do|must|should) i (?:still )?(?:have to )?approve\\b`,
  'i',
);
/** What was talked about, or how somebody did, stands in summaries and transcripts. */
const topical =
  /\babout\b|\bwhere\b|\bin which\b|\bmention\w*|\btalk(?:ed|s)? (?:about|of)\b|\bstruggl\w*|\blike (?:this|that)\b|\bsimilar\b|\brelated\b|\bsa(?:id|y|ys)\b|\bregarding\b|\bconcerning\b/i;
/** How long a session takes, or how one is held, is a procedure's business. */
const procedural =
  /\b(?:procedure|sop|policy|policies|guideline|handbook|knowledge base)\b|^how (?:long|do|does|should|can|often)\b|^what (?:is|are) (?:an?|the purpose|coaching)\b|\b(?:should|must|may|can) (?:we|you|agents?|a coach)\b/i;
/** In a thread, words about "the summary" mean the one that is talked about there. */
const further =
  /\b(?:sessions|workshops|trainings|1:1s|one-(?:on|to)-ones|summaries)\b.*\b(?:with|in|from|since|last|this|yesterday|between|before|after)\b|\b(?:my|all|other|which|what|any|how many)\b.*\b(?:sessions|workshops|trainings|1:1s|one-(?:on|to)-ones)\b|\bun-?approved summaries\b/i;
/** Verbs that change the summary of a thread, or make a file: no request for a list. */
const doing =
  /^(?:please |now |and |also )*(?:add|append|insert|drop|remove|delete|change|replace|rename|make|move|swap|set|assign|put|merge|shorten|rephrase|reword|rewrite|undo|approve|export|download|send)\b|^@?\p{L}[\p{L}\p{M} .'’-]{0,40}:/iu;

export function asksForSessionList(text: string, inThread: boolean): boolean {
  const words = text.trim();
  if (doing.test(words) || topical.test(words) || procedural.test(words)) return false;
  return asked.test(words) && (!inThread || further.test(words));
}
