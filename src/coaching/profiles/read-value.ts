import { definitionOf, type ProfileFieldKey } from './field-catalogue.ts';
import { starStrengths, type ProfileValue, type StarStrength } from './profile.ts';

export type ReadValue = { kind: 'value'; value: ProfileValue } | { kind: 'fault'; fault: string };

const fault = (text: string): ReadValue => ({ kind: 'fault', fault: text });

/** Other words for a choice, as people say them. */
const sayings: Readonly<Record<string, RegExp>> = {
  visual: /\b(?:visual(?:ly|s)?|see|seeing|watch(?:ing)?|pictures?|diagrams?|videos?)\b/,
  auditory: /\b(?:auditory|aural|audio|listen(?:ing)?|hear(?:ing)?)\b/,
  kinesthetic:
    /\b(?:kin(?:a|e)?esthetic(?:ally)?|doing|do it (?:my|your)self|hands[- ]on|practi[cs](?:e|ing)|trying|try it)\b/,
  reading: /\b(?:read(?:ing)?|reading[ /-]writing)\b/,
  written: /\b(?:written|in writing|writing|e-?mail|chat|message)\b/,
  verbal: /\b(?:verbal(?:ly)?|talk(?:ing)?|spoken|orally|face to face|in person|call|conversation)\b/,
  demonstration: /\b(?:demonstrations?|demonstrated|demo|show(?:ing|n)?(?: me)?|examples?|role[- ]play)\b/,
  morning: /\b(?:mornings?|early|before lunch)\b/,
  afternoon: /\b(?:afternoons?|after lunch)\b/,
  'end of shift': /\b(?:end of (?:the |my )?(?:shift|day)|after (?:the |my )?shift|evenings?|last hour)\b/,
};

function readChoice(options: readonly string[], text: string): ReadValue {
  const said = text.toLowerCase();
  const meant = options.filter((option) => sayings[option]?.test(said) ?? said.includes(option));
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return { kind: 'value', value: only };
  return fault(`It is one of: ${options.join(', ')}.`);
}

const digits: Readonly<Record<string, string>> = {
  ...{ zero: '0', none: '0', one: '1', two: '2', three: '3', four: '4', five: '5' },
  ...{ six: '6', seven: '7', eight: '8', nine: '9', ten: '10' },
};
const withDigits = (text: string): string =>
  text.toLowerCase().replaceAll(/\b[a-z]+\b/g, (word) => digits[word] ?? word);

/** `thinking 3, planning 2, …` or `3 thinking …` in any order, or five numbers in the order of the card. */
function readStarCard(text: string): ReadValue {
  const said = withDigits(text);
  const how = 'Write it like “thinking 3, planning 2, acting 1, feeling 2, imagination 1”: nine dots in all.';
  const before = new Map<StarStrength, number>();
  const after = new Map<StarStrength, number>();
  for (const strength of starStrengths) {
    const word = strength === 'imagination' ? 'imagin(?:ation|ing|ative)' : strength;
    const behind = new RegExp(`\\b${word}\\b\\s*(?:is|has|:|=|-|–|\\()?\\s*(\\d+)`).exec(said)?.[1];
    const ahead = new RegExp(`(\\d+)\\s*(?:dots?\\s*)?(?:x|for|on|of|in|to)?\\s*${word}\\b`).exec(said)?.[1];
    if (behind !== undefined) after.set(strength, Number(behind));
    if (ahead !== undefined) before.set(strength, Number(ahead));
  }
  // "3 thinking, 2 planning" reads both ways: the one that the words begin with counts.
  const named =
    /^\D*\d+\s*(?:dots?\s*)?(?:x|for|on|of|in|to)?\s*[a-z]/.test(said) && /^\W*\d/.test(said)
      ? before
      : after;
  const plain = /^\D*(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\D+(\d+)\D*$/.exec(said)?.slice(1).map(Number);
  const dots =
    named.size > 0
      ? starStrengths.map((strength) => named.get(strength) ?? 0)
      : (plain ?? (/^\W*\d{5}\W*$/.test(said) ? said.replace(/\D/g, '').split('').map(Number) : undefined));
  if (dots === undefined) return fault(how);
  const sum = dots.reduce((all, one) => all + one, 0);
  if (sum !== 9)
    return fault(`That makes ${sum} ${sum === 1 ? 'dot' : 'dots'}; a Star Card has nine in all. ${how}`);
  const [thinking = 0, planning = 0, acting = 0, feeling = 0, imagination = 0] = dots;
  return { kind: 'value', value: { thinking, planning, acting, feeling, imagination } };
}

function readMinutes(text: string): ReadValue {
  const said = withDigits(text)
    .replace(/\bhalf an hour\b|\bhalf hour\b/, '30 minutes')
    .replace(/\ban hour\b/, '1 hour');
  const [, amount, unit = ''] = /(\d+(?:\.\d+)?)\s*(h\b|hours?|hrs?)?/.exec(said) ?? [];
  const minutes = amount === undefined ? Number.NaN : Math.round(Number(amount) * (unit === '' ? 1 : 60));
  if (minutes >= 5 && minutes <= 180) return { kind: 'value', value: minutes };
  return fault('Write how many minutes, from 5 to 180, such as “30”.');
}

function readWellbeing(text: string): ReadValue {
  const steps =
    withDigits(text)
      .replaceAll(/\b(?:of|out of|\/) ?10\b|\/10\b/g, '')
      .match(/\d+/g)
      ?.map(Number) ?? [];
  const [now, inAYear] = steps;
  if (now === undefined || steps.length > 2 || steps.some((step) => step > 10))
    return fault(
      'Write a number from 0 to 10, and if you like the one you hope for in a year: “6 now, 8 in a year”.',
    );
  return { kind: 'value', value: { now, ...(inAYear === undefined ? {} : { inAYear }) } };
}

/** Marks that part a list, strongest first; commas and "and" part only what has none of the others. */
function splitList(text: string, byCommas: boolean): string[] {
  const strong = /[;|\n]/.test(text);
  const parts = strong
    ? text.split(/[;|\n]/)
    : byCommas
      ? text.split(/,\s*(?:and\s+)?|\s+(?:and|&)\s+/i)
      : [text];
  const items = parts.map((part) =>
    part
      .trim()
      .replace(/^(?:[-*•]|\d+[.)])\s+/, '')
      .replace(/[.!]+$/, '')
      .trim(),
  );
  const seen = new Set<string>();
  return items.filter((item) => {
    const folded = item.toLowerCase();
    if (item === '' || seen.has(folded)) return false;
    seen.add(folded);
    return true;
  });
}

const unquoted = (text: string): string =>
  text
    .trim()
    .replace(/^["“”'‘’](.*)["“”'‘’]$/s, '$1')
    .trim();

/** What a person, a form or a file says of a field, as its value. Lists: by `;`, `|` or lines, else by commas and "and". */
export function readValue(field: ProfileFieldKey, said: string): ReadValue {
  const { kind, schema, options = [] } = definitionOf(field);
  const text = unquoted(said);
  const read = ((): ReadValue => {
    switch (kind) {
      case 'text':
        return { kind: 'value', value: text };
      case 'list':
        // What somebody did is told in sentences.
        return { kind: 'value', value: splitList(text, field !== 'experience') };
      case 'choice':
        return readChoice(options, text);
      case 'minutes':
        return readMinutes(text);
      case 'star-card':
        return readStarCard(text);
      case 'wellbeing':
        return readWellbeing(text);
    }
  })();
  if (read.kind === 'fault') return read;
  const checked = schema.safeParse(read.value);
  if (checked.success) return { kind: 'value', value: checked.data };
  if (text === '') return fault('It is empty.');
  return fault(
    kind === 'list'
      ? 'At most 20 items, each of at most 120 characters, and 1,200 characters in all.'
      : 'Please stay under 500 characters.',
  );
}
