/**
 * Whether words ask about coaching records (who struggled, what was noted, which sessions) and not about how something is
 * done. What people did stands in the past or with a name; what people do, may or should is a procedure's business:
 * "who struggled with refunds?" against "who do I escalate a refund to?".
 */

const did =
  '(?:struggl(?:e[sd]?|ing)|ha[ds] (?:trouble|difficult|problems|issues|a hard time)|(?:find|found|finds) .*\\b(?:hard|difficult|tricky)|did (?:really |very )?(?:well|badly|poorly)|(?:is|are|was|were|been|has been) (?:doing|good|great|strong|behind|struggling|late)|do(?:es|ing) (?:really |very )?(?:well|badly|poorly)|improved?|got better|succeeded|excell?ed|promised|committed|agreed to|owes?|needs? (?:help|support|practice|coaching)|needed|mentioned|talked about|spoke about|brought up|missed|forgot|was praised|worked on)';
const period =
  /\b(?:(?:last|past|this|previous) (?:\w+ )?(?:days?|weeks?|months?|quarters?|years?)|yesterday|recently|lately|since (?:\w+day|last|the|\p{Lu})|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b/iu;

/** Which of the people. */
const whoDid = new RegExp(
  `^(?:and |so |but )?(?:who|whom|which (?:of )?(?:(?:my|our|the) )?(?:agents?|people|persons?|reps?|colleagues?|team ?mates?)|(?:has|did|is|was|have) any(?:one|body)|any(?:one|body))\\b.*\\b${did}`,
  'i',
);
/** A person by name (only a name has its capital inside a sentence), or the asker. */
const namedDid = new RegExp(
  `\\b(?:[Ww]hat|[Hh]ow|[Ww]here|[Ww]hen|[Dd]id|[Hh]as|[Ii]s|[Dd]oes)\\b(?: (?:did|has|is|does|was|went well (?:for|with)|has been))? (?:I|we|@?\\p{Lu}[\\p{L}’'-]+(?: \\p{Lu}[\\p{L}’'-]+)?(?:['’]s)?) .*\\b(?:struggl\\w+|do (?:last|this|in|since)|doing|promised?|improved?|work(?:ed|ing)? on|action items?|wins?|challenges?)\\b`,
  'u',
);
const notes =
  /\b(?:did|have|had) (?:I|we|you|@?\p{Lu}[\p{L}’'-]+) (?:ever )?(?:not(?:e|ed)|writ(?:e|ten)(?: down)?|jot(?:ted)?(?: down)?)\b|\b(?:my|your|show|find|list|all|any|search|read)\b(?: \w+){0,2} notes\b|\bnotes? (?:about|on|of|by|from) (?:@|\p{Lu}|last|this|yesterday)|^notes\b/u;
const sessions =
  /\b(?:which|what|find|show|list|any|other|earlier|all|search|my|our) (?:\w+ ){0,3}?(?:coaching )?(?:sessions?|1:1s?|one-on-ones?|workshops?|summar(?:y|ies))\b(?! (?:take|last|should|must|need))|\bsessions? (?:about|with|on|where|in which)\b|^(?:sessions|summaries)\b/iu;
const actions =
  /\b(?:overdue|open|outstanding) (?:action items?|to-?dos?|promises)\b|\baction items? (?:for|of|from|since|last|this|are|about)\b|^action items\b|\bwhat (?:did|have) (?:I|we) (?:promised?|commit(?:ted)?|agreed?)\b|\bwhat went (?:well|badly)\b|\bhow (?:did|was|is) (?:my|the|our) (?:team|agents)\b/i;
/** A procedure is asked for, whatever else is said. */
const procedure =
  /\b(?:procedure|sop|policy|policies|guideline|handbook|knowledge base)\b|\b(?:should|must|may|can|do) (?:I|we|you|agents?)\b(?! (?:ever )?(?:struggl|promis))/i;
const alike =
  /\b(?:sessions?|talks?|1:1s?|workshops?|meetings?)\b[^.?!]{0,30}\b(?:like|similar to|such as) (?:this|that|it|these)\b|\b(?:similar|related|comparable) (?:coaching )?(?:sessions?|talks?|1:1s?|workshops?)\b/i;
/** Verbs that change the summary of a thread: their words are its text, and no question. */
const change =
  /^(?:please |now |and |also )*(?:add|append|insert|drop|remove|delete|change|replace|rename|make|move|swap|set|assign|put|merge|shorten|rephrase|reword|rewrite|undo)\b|^@?\p{L}[\p{L}\p{M} .'’-]{0,40}:/iu;

/** Whether earlier sessions like the one at hand are asked for. */
export const asksForSimilarSessions = (text: string): boolean =>
  alike.test(text) && !change.test(text.trim());

/**
 * @param inThread in a session's thread what is said is about that session, unless it plainly looks further: at all people
 *   of a time, at notes, at other sessions
 */
export function asksForRecords(text: string, inThread: boolean): boolean {
  const words = text.trim();
  if (change.test(words) || procedure.test(words)) return false;
  if (notes.test(words)) return true;
  const looksFurther = !inThread || period.test(words);
  if (whoDid.test(words)) return looksFurther;
  if (sessions.test(words))
    return !inThread || period.test(words) || /\b(?:other|earlier|all|which)\b/i.test(words);
  if (actions.test(words) || namedDid.test(words)) return looksFurther;
  return /^(?:who|which people|anyone|anybody)\b/i.test(words) && period.test(words);
}
