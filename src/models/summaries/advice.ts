import { readWords } from './language.ts';

/** Openings of advice, with what is left of the sentence after them, and the form in which that begins. */
const openings: readonly (readonly [RegExp, 'verb' | 'gerund' | 'either'])[] = [
  [
    /\b(?:I'd|I would|I'd also|I would also|I)\s+(?:also\s+|really\s+|strongly\s+)?(?:suggest|recommend|advise)\s+(?:that\s+)?(?:you\s+(?:to\s+)?(?=\w))/i,
    'verb',
  ],
  [
    /\b(?:I'd|I would|I can only|I)\s+(?:also\s+|really\s+|strongly\s+)?(?:suggest|recommend|advise|encourage)\s+(?!you\b)/i,
    'either',
  ],
  [/\b(?:I'd|I would|I)\s+(?:also\s+|really\s+)?(?:encourage|advise|invite)\s+you\s+to\s+/i, 'verb'],
  [
    /\b(?:my|one|another|a)\s+(?:\w+\s)?(?:suggestion|advice|recommendation|tip|idea)\s+(?:\w+\s)?(?:would be|is|was)(?:,)?\s+(?:that\s+you\s+|to\s+)?/i,
    'either',
  ],
  [/\bwhy (?:don't|not)\s+(?:you\s+)?(?:just\s+)?(?:maybe\s+)?/i, 'verb'],
  [/\b(?:how|what) about\s+(?:you\s+)?(?=\w+ing\b)/i, 'gerund'],
  [/\bwhat if you\s+/i, 'verb'],
  [
    /\b(?:it|that|what)\s+(?:might|would|could|may|can|often|really)\s+(?:really\s+|also\s+)?helps?\s+(?:you\s+|a lot\s+)?(?:if you|to|is to|is)\s+/i,
    'verb',
  ],
  [
    /\byou (?:could|might|may|should|ought to)\s+(?:also\s+|always\s+|maybe\s+|perhaps\s+|just\s+|even\s+|want to\s+|like to\s+|need to\s+)*/i,
    'verb',
  ],
  [
    /(?:^|[,.;]\s+|\b(?:maybe|perhaps|just|next time)\s*,?\s+)(?=(?:try|consider|remember to|make sure|don't forget to|practi[sc]e|avoid|focus on|experiment with|think about \w+ing)\s+\w)/i,
    'verb',
  ],
  [/\bnext time,?\s+(?=\w+)/i, 'verb'],
];

/** Talk about the talk, and memories. */
const idle =
  /^(?:see|hear|tell (?:me|us)|say (?:that|more|something|it)|imagine|remember (?:that|when|how|the)|have (?:seen|heard|been|said|done)|feel free|go (?:on|first|ahead)|start|begin|pass|be (?:right|proud|happy|sure)|mention|think of (?:it|that)|guess|believe|understand|know|probably|argue|notice(?:d)?|call (?:it|that)|want|like)\b/i;

export interface Advice {
  text: string;
  /** 3: said as advice; 2: only shaped like it (`you could …`). */
  weight: number;
}

/** Advice in a clean sentence, as an instruction: `I'd recommend writing the promise first` gives `write the promise first`. */
export function findAdvice(text: string): Advice | undefined {
  if (/\?["”']?$/.test(text) && !/\b(?:why don't you|why not|how about|what about|what if you)\b/i.test(text))
    return undefined;
  for (const [index, [pattern, form]] of openings.entries()) {
    const match = pattern.exec(text);
    if (match === null || match.index > 60) continue;
    const rest = text
      .slice(match.index + match[0].length)
      .replace(/\?$/, '')
      .trim();
    if (
      rest.split(/\s+/).length < 3 ||
      idle.test(rest) ||
      /\b(?:said|says|told|thought)\b/i.test(text.slice(0, match.index))
    ) {
      return undefined;
    }
    // A condition that stood before the opening belongs to the advice: `If it gets loud, you could …`.
    const before = text.slice(0, match.index).replace(/[\s,]+$/, '');
    const condition = /\b(?:if|when|before|after|once|next time|instead of)\b/i.test(before)
      ? `${before}, `
      : '';
    const instruction = form === 'verb' ? rest : fromGerund(rest);
    return { text: `${condition}${instruction}`, weight: index < 8 || index === 9 ? 3 : 2 };
  }
  return undefined;
}

/** `writing the promise first` as `write the promise first`; anything else stays. */
function fromGerund(text: string): string {
  const word = /^([a-z]+ing)\b/i.exec(text)?.[1];
  if (word === undefined) return text;
  const read = readWords(`I like ${text}`)[2];
  if (read === undefined || read.lemma === word.toLowerCase() || !['VERB', 'NOUN'].includes(read.pos))
    return text;
  return read.lemma + text.slice(word.length);
}
