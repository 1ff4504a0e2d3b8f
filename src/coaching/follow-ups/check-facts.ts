/** Words that carry no fact: courtesy, function words, and what sentences of a mail begin with. */
const ordinary = new Set(
  (
    'a about above after again all also always am an and any anything are as at away back be because been before being below best better ' +
    'between both bring but by came can check come could day dear did do does doing done down during each either else enjoy enjoyed ' +
    'even every everything feel few find first for forward free friendly from further gave get give glad go going good great had has ' +
    'have having he hear heard hello her here hey hi him his hope how i if in into is it its just keep kind know last let like little ' +
    'look looking lot made make many may me meet met might more most much must my near need never next nice no not note nothing now of ' +
    'off on once one only open or other our out over own part please proud question questions quick really regards remember remind ' +
    'reminder reply said same say see send sent session shall share she should since sincerely small so some soon speak spoke still such ' +
    'support take taking talk talked tell than thank thanks that the their them then there these they thing things think this those ' +
    'through time to together told too took touch up upon us very want warm warmly was way we welcome well went were what when where ' +
    'which while who why will wish wishing with work worked would write yes yet you your yours conversation summary congratulations ' +
    'agreed agreement points step steps list stand stood moment week days progress reach help happy ahead luck cheers evening morning afternoon'
  ).split(' '),
);

const numberWords =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|thousand|million|half|quarter|twice|double|triple)\b/giu;
/** Days and months, short or long: their first three letters tell them apart. "may" is mostly a verb. */
const dayWords =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?\b|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b|\b(?:today|tomorrow|yesterday|tonight)\b/giu;
const dayOf = (text: string): string => text.slice(0, 3).toLowerCase();
const isDay = (text: string): boolean => text.replace(dayWords, '') === '';
const numbers = /\d+(?:[.,:]\d+)*/gu;
const word = /\p{L}[\p{L}\p{M}'’-]*/gu;

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
/** Enough of a word to know its other forms by: "calling" and "called". */
const stem = (text: string): string =>
  fold(text)
    .replace(/['’].*$/u, '')
    .slice(0, 5);

const wordsOf = (text: string): string[] => [...text.matchAll(word)].map(([found]) => found);

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?:;])\s+|\n+/u)
    .map((sentence) => sentence.replace(/^[-*•\s“"'‘(]+/u, '').trim())
    .filter((sentence) => sentence !== '');

/** Of three content words that a sentence has, so many must stand in what it may say. */
const supportedShare = 1 / 3;

/**
 * Whether a text says nothing that its sources don't: every number, day and name in it stands in one of them, and every
 * sentence shares words with them. It errs on the side of no: a lost nicety is cheap, an invented promise is not.
 */
export function saysNothingNew(text: string, sources: readonly string[]): boolean {
  const source = sources.join('\n');
  const known = new Set(wordsOf(source).map(fold));
  const stems = new Set(wordsOf(source).map(stem));
  const knownNumbers = new Set(source.match(numbers) ?? []);
  if ((text.match(numbers) ?? []).some((number) => !knownNumbers.has(number))) return false;
  if ((text.match(numberWords) ?? []).some((found) => !stems.has(stem(found)))) return false;
  const knownDays = new Set((source.match(dayWords) ?? []).map(dayOf));
  if ((text.match(dayWords) ?? []).some((found) => !knownDays.has(dayOf(found)))) return false;
  return sentencesOf(text).every((sentence) => {
    const said = wordsOf(sentence);
    const isKnown = (one: string): boolean =>
      isDay(one) ||
      known.has(fold(one)) ||
      stems.has(stem(one)) ||
      ordinary.has(stem(one)) ||
      ordinary.has(fold(one.replace(/['’].*$/u, '')));
    // A capital names somebody or something, at the beginning of a sentence too.
    if (said.some((one) => /^\p{Lu}/u.test(one) && !isKnown(one))) return false;
    const content = said.filter((one) => one.length > 3 && !ordinary.has(fold(one.replace(/['’].*$/u, ''))));
    const supported = content.filter((one) => stems.has(stem(one)));
    return content.length < 3 || supported.length >= content.length * supportedShare;
  });
}
