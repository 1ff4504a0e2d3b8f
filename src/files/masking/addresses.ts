import { spansOf, type MaskedSpan } from './masked-span.ts';

const email = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu;
/** `priya dot raman at example dot com`: the word for the dot, and the endings that are said with it. */
const spokenEmails = [
  ['dot|underscore|dash', 'at|@', 'com|org|net|io|co|edu|gov|info|de|uk|ch|at|fr|es|eu|ca|in|au|mx'],
  ['punkt', 'at|ät|@', 'com|org|net|de|ch|at|eu'],
  ['punto', 'at|arroba|@', 'com|org|net|es|mx|eu'],
  // `at this point in time` is no address.
  ['point', 'at|arobase|@', 'com|org|net|fr|ch|eu'],
].map(([dot = '', at = '', endings = '']) => {
  const word = String.raw`[\p{L}\p{N}_-]{1,40}`;
  const more = String.raw`(?:\s+(?:${dot})\s+${word})`;
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}])[\p{L}\p{N}_.-]{1,40}${more}{0,4}\s+(?:${at})\s+${word}${more}{0,3}(?:\s+(?:${dot})\s+|\.)(?:${endings})(?![\p{L}\p{N}])`,
    'giu',
  );
});

const streetType = String.raw`(?:street|avenue|road|boulevard|lane|drive|court|place|square|terrace|highway|parkway|crescent|alley|circle|trail)`;
const shortType = String.raw`(?:St|Ave|Rd|Blvd|Ln|Dr|Ct|Pl|Sq|Ter|Hwy|Pkwy|Way|Close|Row|Walk|Mews|Grove|Gardens|Broadway)`;
const houseNumber = String.raw`(?<![\p{L}\p{N}.,:$€£-])\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?,?`;
/** What may follow: flat, town, state and code. */
const rest = String.raw`\.?(?:,?\s+(?:[Aa]pt|[Aa]partment|[Ss]uite|[Uu]nit|[Ff]lat|[Ff]loor|#)\.?\s*#?\s?[\p{L}\p{N}]{1,5})?(?:,\s+\p{Lu}[\p{L}'’.-]+(?:\s\p{Lu}[\p{L}'’.-]+){0,2})?(?:,?\s+[A-Z]{2})?(?:,?\s+\d{5}(?:-\d{4})?(?![\p{N}]))?`;
const capitalWords = String.raw`(?:\s+(?:[NSEW]\.?|\p{Lu}[\p{L}'’.-]{0,30}|\d{1,3}(?:st|nd|rd|th))){1,4}`;
/** Speech to text writes streets in small letters; words that no street is called by stay out. */
const smallWords = String.raw`(?:\s+(?!(?:a|an|the|on|of|in|down|up|across|my|your|our|his|her|their|this|that|these|people|guys|years?|days?|weeks?|hours?|minutes?|percent|per|at|to|from|for|and|or|is|are|was|were|blocks?|miles?|times?|more|other|different|main\s+points?|calls?|cars?|houses?|lane|place|drive|court|square|circle|each|every|first|second|third|last|next|right|same|market)\b)[\p{L}'’-]{3,20}){1,2}`;
const english = new RegExp(
  String.raw`${houseNumber}(?:${capitalWords}\s+(?:${streetType}|${shortType})(?![\p{L}])|${smallWords}\s+(?:street|avenue|road|boulevard|highway|parkway|crescent)(?![\p{L}]))${rest}`,
  'gu',
);
/** As above with the type in capitals, `42 Maple Street`. */
const englishCapital = new RegExp(
  String.raw`${houseNumber}${capitalWords}\s+(?:${['Street', 'Avenue', 'Road', 'Boulevard', 'Lane', 'Drive', 'Court', 'Place', 'Square', 'Terrace', 'Highway', 'Parkway', 'Crescent', 'Alley', 'Circle', 'Trail'].join('|')}|${shortType})(?![\p{L}])${rest}`,
  'gu',
);
/** `Twelve Oak Street`. */
const spelt = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|\p{L}{3,6}teen)(?:[- ][a-z]{3,5})?${capitalWords}\s+(?:Street|Avenue|Road|Lane|Drive)(?![\p{L}])${rest}`,
  'gu',
);
const german =
  /(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}.-]{1,30}\s)?\p{Lu}?[\p{L}.-]{1,40}(?:straße|strasse|str\.|weg|platz|gasse|allee|damm|ufer|(?<=[\s-])Straße|(?<=[\s-])Strasse)\s+\d{1,4}\s?[a-z]?(?![\p{L}\p{N}])(?:,?\s+(?:D-|CH-|A-)?\d{4,5}\s+\p{Lu}[\p{L}.-]+)?/gu;
const spanish =
  /(?<![\p{L}\p{N}])(?:calle|c\/|avenida|avda\.?|plaza|paseo|carrer|camino)\s+(?:(?:de|del|la|las|los|el)\s+){0,3}\p{Lu}[\p{L}.'’-]+(?:\s+(?:(?:de|del|la)\s+){0,2}\p{Lu}[\p{L}.'’-]+){0,3},?\s+(?:n[úuº°o]?\.?(?:mero)?\s*)?\d{1,4}(?![\p{N}])/giu;
const french =
  /(?<![\p{L}\p{N}])\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?:rue|avenue|boulevard|bd|place|chemin|allée|impasse|quai|route)\s+(?:(?:de|du|des|la|le|les|l[’'])\s*){0,3}[\p{L}'’.-]+(?:\s+\p{Lu}[\p{L}'’.-]+){0,3}(?:,?\s+\d{5}\s+\p{Lu}[\p{L}-]+)?/giu;
const box = /\bP\.?\s?O\.?\s+Box\s+\d{1,6}/giu;
const britishCode = /(?<![\p{L}\p{N}])(?:[A-Z]{1,2}\d{1,2}[A-Z]?)\s\d[ABD-HJLNP-UW-Z]{2}(?![\p{L}\p{N}])/gu;

/** E-mail addresses, written and spoken, and street addresses of the languages that the product knows. */
export function findAddresses(text: string): MaskedSpan[] {
  const spans: MaskedSpan[] = [];
  if (text.includes('@')) spans.push(...spansOf(text, email, '[e-mail address]'));
  if (/\b(?:dot|punkt|punto|point)\b|\bat\b.{0,60}\.\w/iu.test(text)) {
    for (const pattern of spokenEmails) spans.push(...spansOf(text, pattern, '[e-mail address]'));
  }
  if (/\b(?:Street|Avenue|Road|Lane|Drive)\b/.test(text)) spans.push(...spansOf(text, spelt, '[address]'));
  if (!/\d/.test(text)) return spans;
  for (const pattern of [english, englishCapital, german, spanish, french, box, britishCode]) {
    spans.push(...spansOf(text, pattern, '[address]'));
  }
  return spans;
}
