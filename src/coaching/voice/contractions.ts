/** Full form beside short form; only those that cannot mean anything else (`'s` and `'d` can). */
const pairs: readonly (readonly [string, string])[] = [
  ['do not', "don't"],
  ['does not', "doesn't"],
  ['did not', "didn't"],
  ['is not', "isn't"],
  ['are not', "aren't"],
  ['was not', "wasn't"],
  ['were not', "weren't"],
  ['has not', "hasn't"],
  ['have not', "haven't"],
  ['had not', "hadn't"],
  ['cannot', "can't"],
  ['could not', "couldn't"],
  ['should not', "shouldn't"],
  ['would not', "wouldn't"],
  ['will not', "won't"],
  ['I am', "I'm"],
  ['I have', "I've"],
  ['I will', "I'll"],
  ['you are', "you're"],
  ['you have', "you've"],
  ['you will', "you'll"],
  ['we are', "we're"],
  ['we have', "we've"],
  ['we will', "we'll"],
  ['they are', "they're"],
  ['they have', "they've"],
  ['they will', "they'll"],
];

const pattern = (words: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}'’])${words.replace("'", "['’]")}(?![\p{L}\p{N}'’])`, 'giu');
/** `I have two calls` is no `I've`: a verb of possession stays; at the end of a sentence the full form stays too. */
const unsafeAfter = /^\s*(?:[.,;:!?]|$|(?:a|an|the|to|no|any|some|two|three|my|your|our|their)\b)/i;
const rules = pairs.map(([full, short]) => ({
  full,
  short,
  fullForm: pattern(full),
  shortForm: pattern(short),
}));

export const countShortForms = (text: string): number => count(text, 'shortForm');
export const countFullForms = (text: string): number => count(text, 'fullForm');

const count = (text: string, form: 'shortForm' | 'fullForm'): number =>
  rules.reduce((sum, rule) => sum + [...text.matchAll(rule[form])].length, 0);

const asBefore = (found: string, form: string): string =>
  /^\p{Lu}/u.test(found) ? form.charAt(0).toUpperCase() + form.slice(1) : form;

/** `do not` as `don't`. */
export function contract(text: string): string {
  return rules.reduce(
    (result, { full, short, fullForm }) =>
      result.replace(fullForm, (found, at: number, whole: string) => {
        const after = whole.slice(at + found.length);
        const risky = /(?:have|am|are|will)$/i.test(full) && unsafeAfter.test(after);
        return risky ? found : asBefore(found, short);
      }),
    text,
  );
}

/** `don't` as `do not`. */
export const expand = (text: string): string =>
  rules.reduce(
    (result, { full, shortForm }) => result.replace(shortForm, (found) => asBefore(found, full)),
    text,
  );
