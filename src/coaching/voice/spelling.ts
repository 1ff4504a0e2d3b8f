export type Spelling = 'british' | 'american';

/** British beside American, by the beginning of the word; endings such as `-s`, `-ed`, `-ing` follow it unchanged. */
const stems: readonly (readonly [string, string])[] = [
  ['analys', 'analyz'],
  ['apologis', 'apologiz'],
  ['behaviour', 'behavior'],
  ['centr', 'center'],
  ['colour', 'color'],
  ['defence', 'defense'],
  ['emphasis', 'emphasiz'],
  ['endeavour', 'endeavor'],
  ['favour', 'favor'],
  ['finalis', 'finaliz'],
  ['fulfil', 'fulfill'],
  ['honour', 'honor'],
  ['humour', 'humor'],
  ['labour', 'labor'],
  ['maximis', 'maximiz'],
  ['memoris', 'memoriz'],
  ['minimis', 'minimiz'],
  ['neighbour', 'neighbor'],
  ['optimis', 'optimiz'],
  ['organis', 'organiz'],
  ['personalis', 'personaliz'],
  ['prioritis', 'prioritiz'],
  ['realis', 'realiz'],
  ['recognis', 'recogniz'],
  ['specialis', 'specializ'],
  ['summaris', 'summariz'],
  ['utilis', 'utiliz'],
  ['visualis', 'visualiz'],
];
/** Whole words with their endings: a stem would catch others (`optimist`, `fulfilled`, `emphasis`, `centred`). */
const endings: Readonly<Record<string, string>> = {
  centr: '(?:e|es|ed)',
  center: '(?:|s|ed)',
  fulfil: '(?:|s|ment)',
  fulfill: '(?:|s|ment)',
  defence: '(?:|s)',
  defense: '(?:|s)',
  analys: '(?:e|ed|ing|er)',
  analyz: '(?:e|es|ed|ing|er)',
  emphasis: '(?:e|ed|ing)',
  realis: '(?:e|es|ed|ing|ation)',
};
const verb = '(?:e|es|ed|ing|er|ers|ation|ations)';
const noun = '(?:|s|ed|ing|able|ful|ite|ites|al|er|ers|hood)';
const moreWords: readonly (readonly [string, string])[] = [
  ['travelled', 'traveled'],
  ['travelling', 'traveling'],
  ['cancelled', 'canceled'],
  ['cancelling', 'canceling'],
  ['labelled', 'labeled'],
  ['labelling', 'labeling'],
  ['modelled', 'modeled'],
  ['modelling', 'modeling'],
  ['practise', 'practice'],
  ['practised', 'practiced'],
  ['practising', 'practicing'],
  ['programme', 'program'],
  ['programmes', 'programs'],
  ['dialogue', 'dialog'],
  ['enquiry', 'inquiry'],
  ['enquiries', 'inquiries'],
  ['learnt', 'learned'],
  ['whilst', 'while'],
];
/** Both spellings stand for `practice` the noun, so only the other forms tell anything. */
const unclear = new Set([
  'practice',
  'practise',
  'program',
  'programs',
  'learned',
  'while',
  'dialog',
  'inquiry',
  'inquiries',
]);

const patternOf = (stem: string): string => {
  const ending = endings[stem] ?? (/(?:is|iz|ys|yz)$/.test(stem) ? verb : noun);
  return `(${stem})(${ending})`;
};
const rules = stems.map(([british, american]) => ({
  british: new RegExp(`^${patternOf(british)}$`, 'i'),
  american: new RegExp(`^${patternOf(american)}$`, 'i'),
  to: { british, american },
}));

/** How a word is spelt where the two differ; undefined for all other words. */
export function spellingOf(word: string): Spelling | undefined {
  const lower = word.toLowerCase();
  if (unclear.has(lower)) return undefined;
  const whole = moreWords.find((pair) => pair.includes(lower));
  if (whole !== undefined) return lower === whole[0] ? 'british' : 'american';
  for (const rule of rules) {
    if (rule.british.test(lower)) return 'british';
    if (rule.american.test(lower)) return 'american';
  }
  return undefined;
}

/** The word in this spelling; words that both share come back as they are. */
export function inSpelling(word: string, spelling: Spelling): string {
  const changed = respelt(word, spelling);
  return /^\p{Lu}/u.test(word) ? changed.charAt(0).toUpperCase() + changed.slice(1) : changed;
}

function respelt(word: string, spelling: Spelling): string {
  const other = spelling === 'british' ? 'american' : 'british';
  if (spellingOf(word) !== other) return word;
  const lower = word.toLowerCase();
  const whole = moreWords.find((pair) => pair.includes(lower));
  if (whole !== undefined) return spelling === 'british' ? whole[0] : whole[1];
  for (const rule of rules) {
    const match = rule[other].exec(word);
    if (match === null) continue;
    const ending = match[2] ?? '';
    // `centre`, `centred` beside `center`, `centered`; `analyse` beside `analyze` keeps its ending.
    if (rule.to.british === 'centr')
      return spelling === 'british'
        ? `centre${ending.replace(/^e/, '')}`
        : `center${ending.replace(/^e(?=s?$)/, '')}`;
    return `${rule.to[spelling]}${ending}`;
  }
  return word;
}
