/** Longer clauses are quoted in part. Characters. */
const clauseAtMost = 140;
/** What cannot be given back as "you" without a risk of saying something else. */
const unsafe = /\b(?:you|your|yours|yourself|we|us|our|ours|let['’]?s)\b|["“”]|\bi\.e\b/i;
const own = /\b(?:i|me|my|mine|myself)\b/i;

/** Openings that carry nothing. */
const filler =
  /^(?:(?:well|so|ok|okay|hmm+|um+|uh|oh|yes|yeah|yep|no|hi|hey|hello|honestly|actually|and|but|because|thanks|please|it[’']s (?:just )?that)\b[,.!:… -]*)+/i;

/** The clause that says most, as it was written. '' where nothing was said. */
export function keyClause(words: string): string {
  const sentences = (words.match(/[^.!?\n]+(?:[.!?]+|\n|$)/g) ?? []).map((sentence) => sentence.trim());
  const told = sentences.filter((sentence) => sentence !== '' && !sentence.endsWith('?'));
  const chosen = told.find((sentence) => own.test(sentence) && sentence.length > 12) ?? told[0] ?? '';
  const plain = chosen.replace(filler, '').replace(/[\s.!,;:…]+$/, '');
  if (plain.length <= clauseAtMost) return plain;
  const clauses = plain.split(/,? (?=(?:but|because|and then|so that|although|while)\b)|[,;:] /);
  return clauses.find((clause) => own.test(clause)) ?? clauses[0] ?? plain;
}

/**
 * Gives back what somebody said: as "you …" where that is certain to mean the same, else word for word in quotation marks.
 * @param lead e.g. `So` or ``; used only where the sentence can follow it
 */
export function reflect(words: string, lead = ''): string {
  const clause = keyClause(words);
  if (!/\p{L}/u.test(clause)) return '';
  const turned = toYou(clause);
  if (turned === undefined) return `You said “${cut(clause)}”.`;
  const follows = lead !== '' && /^you(?:r|’re|’ve|’d|’ll)?\b/i.test(turned);
  const sentence = follows ? `${lead} ${lowerFirst(turned)}` : upperFirst(turned);
  return `${sentence}.`;
}

/** The clause with I → you; undefined where that is not safe. */
export function toYou(clause: string): string | undefined {
  if (!own.test(clause) || unsafe.test(clause) || clause.includes('?') || clause.length > clauseAtMost)
    return undefined;
  // Only a clause that tells of the person reads well as "you …"; in others the subject is somebody else.
  const turned = clause
    .replaceAll("'", '’')
    .replace(
      /\bI((?: (?:really|just|still|also|always|often|never|usually|only|even|\w+ly))*) (was|am)\b/gi,
      (_, between: string, verb: string) => `you${between} ${verb.toLowerCase() === 'was' ? 'were' : 'are'}`,
    )
    .replace(/\bI wasn’t\b/gi, 'you weren’t')
    .replace(/\b(?:I’m|Im)\b/gi, 'you’re')
    .replace(/\bI’(ve|d|ll)\b/gi, 'you’$1')
    .replace(/\bmyself\b/gi, 'yourself')
    .replace(/\bmine\b/gi, 'yours')
    .replace(/\bmy\b/gi, 'your')
    .replace(/\bme\b/gi, 'you')
    .replace(/\bI\b/gi, 'you');
  // A verb whose subject was left out: "I was late and was tired".
  const isUnsure = /\bam\b|(?:\b(?:and|but|or|then|you|\w+ly|just|also|still)|,) (?:was|wasn’t)\b/i.test(
    turned,
  );
  return isUnsure ? undefined : turned;
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** At a word's end. */
function cut(clause: string): string {
  const plain = clause.replaceAll(/["“”]/g, '’');
  if (plain.length <= clauseAtMost) return plain;
  return `${plain.slice(0, clauseAtMost).replace(/\s+\S*$/, '')}…`;
}
