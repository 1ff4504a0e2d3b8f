/**
 * How questions and advice are told apart, in words. English is judged closely; German, French and Spanish by their question
 * words and their plainest forms of advice. A question in any other language counts as closed: it cannot be judged.
 */

const marks = /[?？؟]+/g;
const sentenceEnd = /(?<=[.!?…？؟])\s+|\n+/;
const letterAfter = '(?!\\p{L})';
const anyOf = (words: string, flags = 'iu'): RegExp => new RegExp(`^(?:${words})${letterAfter}`, flags);

/** Words of others, and procedures: a question mark or an advice in them is not ours. */
const withoutQuoted = (text: string): string =>
  text
    .replace(/[“„][^“”„]*[”“]|«[^»]*»|"[^"]*"/g, '“”')
    .replace(/^\s*>.*$/gm, '')
    .replaceAll('’', "'");

const sentencesOf = (text: string): string[] =>
  withoutQuoted(text)
    .split(sentenceEnd)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');

/** Asks without a question mark. */
const invites = anyOf(
  '(?:please |so, |and )?(?:tell me|(?:take|walk|talk) me through|describe|say (?:a little )?more|show me|erzähl\\p{L}*|beschreib\\p{L}*|cuéntame|raconte\\p{L}*)',
);

/** A second question inside one sentence. */
const joined =
  /(?:[,;:–—]\s*(?:and |or |then )?|\s(?:and|or)\s+)(?:what|how|when|who|which|where|why)(?![a-z])/gi;
const joinedClosed =
  /\s(?:and|or)\s+(?:do|does|did|is|are|was|were|will|would|can|could|have|has)\s+(?:you|it|they|he|she|that|this|there)\b/gi;

/** How many questions the words ask, quoted ones left out. */
export const countQuestions = (text: string): number =>
  sentencesOf(text).reduce((sum, sentence) => {
    const asked = sentence.match(marks)?.length ?? 0;
    return sum + (asked === 0 && invites.test(sentence) ? 1 : asked);
  }, 0);

/** Of how many parts the longest question is made: `What happened, and how did you feel?` has two. */
export const partsOfQuestion = (text: string): number =>
  Math.max(
    0,
    ...sentencesOf(text)
      .filter((sentence) => /[?？؟]/.test(sentence) || invites.test(sentence))
      .map((sentence) => {
        // `If it went well, what would you see?` begins with a condition: its question word is the first.
        const startsOpen = open.test(withoutOpening(sentence));
        const more = sentence.match(joined)?.length ?? 0;
        // A closed part is never welcome: it counts as much as any method allows.
        return (sentence.match(joinedClosed)?.length ?? 0) * 4 + more + (startsOpen || more === 0 ? 1 : 0);
      }),
  );

const open = anyOf(
  [
    "what|how|when|whom|whose|who|which|where|(?:what|who|how|where|when)'s",
    '(?:on|at|in|by|for|with|from|to|until|about|during|of|under) (?:what|which|whom|where|when|how)',
    'was|wie|wann|wer|wen|wem|welche\\p{L}*|wo\\p{L}*|woran|womit|an welchem|in welche[rmn]',
    'qué|cómo|cuándo|quién\\p{L}*|cuál\\p{L}*|dónde|en qué|con quién',
    "que|qu'est-ce|quoi|comment|quand|qui|quel\\p{L}*|où|à quel\\p{L}*|avec qui",
  ].join('|'),
);
/** `was` is a German question word, and an English verb. */
const closedInEnglish = /^was (?:it|that|there|this|he|she|your|the|anything|any|something)\b/i;
const leadIn = /^(?:¿|(?:so|and|now|then|ok|okay|well|but|great|good|thanks|thank you|und|y|et)[,:]?\s+)/i;
const auxiliary =
  "(?:do|does|did|is|are|was|were|am|can|could|would|will|should|shall|may|might|must|have|has|had)(?:n't)?";
const closedTail = new RegExp(
  `[,;:–—]\\s*(?:and |or |but )?${auxiliary}\\s+(?:you|it|they|he|she|we|i|that|this|there|your|the)\\b(?!\\s+(?:think|say|reckon|feel|suppose|guess|believe)(?:[,?]|\\s+that\\b))`,
  'i',
);

const withoutOpening = (sentence: string): string => sentence.replace(leadIn, '').replace(leadIn, '').trim();

/** Whether every question in the words needs more than a yes or no. Without a question: false. */
export function isOpen(text: string): boolean {
  const questions = sentencesOf(text).filter((sentence) => /[?？؟]/.test(sentence) || invites.test(sentence));
  return questions.length > 0 && questions.every((sentence) => isOpenSentence(sentence));
}

function isOpenSentence(sentence: string): boolean {
  if (invites.test(sentence)) return true;
  const asked = withoutOpening(sentence);
  // `When you call her, will you say sorry?`
  if (closedTail.test(asked) || closedInEnglish.test(asked)) return false;
  if (open.test(asked)) return true;
  if (new RegExp(`^${auxiliary}\\b`, 'i').test(asked)) return false;
  // `Of your two ideas, which one will you try?`
  const [, ...clauses] = asked.split(/[,:;–—]\s+/);
  return clauses.some((clause) => open.test(withoutOpening(clause)) && !closedInEnglish.test(clause));
}

const doing =
  'try|call|ask|use|start|stop|begin|make|take|write|set|tell|talk|speak|give|let|keep|go|look|offer|practi[sc]e|schedule|plan|focus|avoid|remember|consider|apologi[sz]e|listen|learn|read|send|get|put|say|explain|check|block|join|sit|wait|breathe|repeat|note|count';

const advising: readonly RegExp[] = [
  /\b(?:i|we|i'd|we'd)(?: would| can| could| might)? (?:suggest|recommend|advise|propose|urge|encourage)\b/i,
  /\bmy (?:advice|suggestion|recommendation|tip)\b/i,
  /\bif i were you\b/i,
  /\bit helps (?:if|to|when)\b/i,
  /\bit (?:would|might|could|may|will|always|often|usually) ?(?:really )?(?:help|helps|be (?:good|better|wise|best|useful|helpful|worth|great|an idea)) (?:if you|to|for you to|\w+ing)/i,
  /\b(?:it's|it is) (?:best|better|important|wise|useful|helpful|worth|worthwhile|a good idea)(?: to| if| \w+ing)\b/i,
  /\b(?:wouldn't|would|won't|might) it (?:help|be (?:better|easier|good|best|useful)|make sense)\b/i,
  /\b(?:shouldn't|couldn't|can't|won't|why don't|why do not|why not) you\b/i,
  /^(?:so |and |well,? )?why not\b/i,
  /\bwhat if (?:you|we)\b/i,
  /\bhave you (?:ever )?(?:thought|considered|tried)\b/i,
  /\b(?:what|how) about (?:you )?(?:just |simply )?(?!being\b|feeling\b)\w{2,}ing\b/i,
  // `What could you try?` asks; without a question word it proposes.
  new RegExp(
    `(?:^|[,;:–—]\\s*)(?:so |and |but |then )?(?:could|can|would|might|will)(?:n't)? you (?:just |simply |maybe |perhaps |also )*(?:${doing})\\b`,
    'i',
  ),
  /\b(?:the best (?:thing|way)|the (?:key|trick|secret)|a good (?:way|idea|step)|one (?:way|option|idea|tip)) (?:is|would be|might be|could be|to)\b/i,
  /\b(?:make sure|be sure to|remember to|don't forget|keep in mind)\b/i,
  // Once something is up for advice, other languages are at least not silent about it.
  /\b(?:du solltest|du musst|sie sollten|an deiner stelle|mein (?:rat|tipp)|ich (?:rate|empfehle|schlage)|versuche? |probiere? )/i,
  /\b(?:deberías|tienes que|te (?:aconsejo|recomiendo|sugiero)|mi consejo|intenta |prueba )/i,
  /\b(?:tu devrais|vous devriez|je (?:te|vous) (?:conseille|suggère|recommande)|mon conseil|essaie|essayez)/i,
];
const duty =
  /\byou(?:'d)? (?:(should|ought|need|must|have|better|could)(?: to)?|had (better)|(?:might|may) (want) to)\b/i;
const couldDo = new RegExp(
  `\\byou could (?:always |also |just |simply |maybe |perhaps )*(?:${doing}|be|do)\\b`,
  'i',
);
const imperative = new RegExp(
  `^(?:(?:please|just|first|next|then|now|instead|maybe|perhaps|also|so|and|always|never|simply|today|tomorrow),?\\s+)*(?:don't|do not|never|${doing})\\b(?! me\\b| us about\\b| (?:a )?(?:little )?more about\\b| a moment\\b| your time\\b| waiting\\b| times?\\b| back (?:to|on|at)\\b|,)\\s+\\w`,
  'i',
);

/**
 * Whether the words tell somebody what to do, as a sentence, an instruction or a suggestion with a question mark.
 * @param said what the person said: a duty they named themselves is theirs when it is given back
 */
export function advises(text: string, said = ''): boolean {
  return sentencesOf(text).some(
    (sentence) =>
      advising.some((pattern) => pattern.test(sentence)) ||
      (!invites.test(sentence) && imperative.test(sentence)) ||
      tellsDuty(sentence, said),
  );
}

/** `You have to …`; a duty or a wish that the person spoke of themselves may be given back to them. */
function tellsDuty(sentence: string, said: string): boolean {
  const [own] = duty.exec(sentence)?.slice(1).filter(Boolean) ?? [];
  if (own === undefined || new RegExp(`\\b${own}\\b`, 'i').test(said)) return false;
  const isBare = /^(?:have|need)$/i.test(own) && !new RegExp(`\\b${own} to\\b`, 'i').test(sentence);
  return /^could$/i.test(own) ? couldDo.test(sentence) : !isBare;
}
