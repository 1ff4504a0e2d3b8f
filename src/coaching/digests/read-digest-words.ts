export interface DigestWords {
  /** Whose team, as written; undefined: the asker's own. */
  leader?: string;
}

const politeness =
  /^(?:(?:hey|hi|hello|good morning|morning|ok|okay|so|and|now|then|please|thanks)[ ,!]+|(?:can|could|would|will) you (?:please )?|(?:may|can|could) i (?:please )?(?=see|have|get))+/i;
/** Words about procedures, mails and papers that are called digests, and about writing one. */
const general =
  /\b(?:procedures?|sops?|polic(?:y|ies)|guidelines?|handbook|knowledge base|e-?mail digests?|newsletters?|write|writing|read the|subscribe|unsubscribe|template|format|customers?|callers?|clients?|refunds?|complaints?|why|should|must|mean(?:s|ing)?|define|definition)\b|^(?:how (?:do|can|could|should|would|to|long|often)|what (?:do|does|if|would|can)|who (?:do|does|should|can|writes|gets|receives|sends)|when (?:do|does|is|are)|where)\b/i;
const time =
  '(?: (?:for )?(?:this|today|right now|now|the|this week|this morning|today’s|week|morning|day))*';
const noun =
  "(?:(?:my|our|the|a|an|me|today['’]?s|this week['’]?s) )*(?:(?:team|teams|manager|management|leader|leadership|weekly|daily|morning|organi[sz]ation|whole)(?:['’]s?)? )*digest";
const opener =
  "(?:(?:show|give|send|get|open|see|have|pull up|bring up|prepare|make|let me (?:see|have)|i(?:['’]d| would) like(?: to see)?|i (?:want|need)(?: to see)?|what(?:['’]s| is)(?: in)?)(?: me)? )?";
const digest = new RegExp(
  `^${opener}${noun}${time}(?: (?:for|of|about) (?<of>[^?.!]{1,80}?))?(?:,? please)?[?.!]*$`,
  'i',
);
const ofSomebody = new RegExp(
  `^${opener}(?<of>[^?.!]{1,80}?)['’]s? (?:team['’]?s? )?digest${time}(?:,? please)?[?.!]*$`,
  'i',
);
const attention = new RegExp(
  `^(?:who|what|which (?:people|agents|reps)|(?:is there )?any(?:body|one|thing)|(?:show|tell) me (?:who|what))(?: (?:in|on|from) my teams?)?(?: that| who)? (?:(?:most )?(?:urgently )?needs?|requires?|wants?|deserves?)(?: (?:most|my|our|some|urgent))* attention(?: (?:in|on|from) (?:my|the|our) (?:whole )?teams?)?${time}[?.!]*$`,
  'i',
);
/** "My team’s digest" is one's own. */
const own =
  /^(?:my|our|the|me|a|today|this week|yesterday|last week|(?:my|our|the) (?:(?:own|whole) )?(?:teams?|people|organi[sz]ation|week|day|morning))$/i;

/**
 * Reads by rule whether words ask for a leader's digest. Undefined for everything else: procedures, digests that are mails,
 * what needs attention in a case.
 */
export function readDigestWords(text: string): DigestWords | undefined {
  const words = text.trim().replace(/\s+/g, ' ').replace(politeness, '');
  if (words.length > 160 || general.test(words)) return undefined;
  if (attention.test(words)) return {};
  const found = digest.exec(words) ?? ofSomebody.exec(words);
  if (found === null) return undefined;
  const of = found.groups?.['of']
    ?.trim()
    .replace(/^@\s*/, '')
    .replace(/['’]s?(?: teams?)?$/i, '');
  return of === undefined || own.test(of) || of === '' ? {} : { leader: of };
}
