import { withinOneEdit } from '../sessions/names.ts';
import type { SummaryLine, SummarySection } from './summary.ts';

/** Which lines some words mean. */
export type Targets =
  | {
      kind: 'lines';
      lines: readonly SummaryLine[];
      /** One line each was named, not a whole section. */ exact: boolean;
    }
  | { kind: 'unclear'; question: string }
  /** The words name no line. */
  | { kind: 'none' };

const sectionWords: Readonly<Record<string, SummarySection>> = Object.fromEntries(
  Object.entries({
    wins: 'win wins success successes achievement achievements highlight highlights',
    challenges:
      'challenge challenges difficulty difficulties struggle struggles obstacle obstacles problem problems',
    actions: 'action actions todo todos task tasks step steps commitment commitments',
    recommendations: 'recommendation recommendations recs rec advice suggestion suggestions tip tips',
  } satisfies Record<SummarySection, string>).flatMap(([section, words]) =>
    words.split(' ').map((word) => [word, section as SummarySection]),
  ),
);
const plural = /s$|^advice$/;

const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  last: -1,
  final: -1,
  bottom: -1,
  top: 1,
};
const numbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};
const everything = new Set(
  'all everything every each whole entire both rest them it summary lines'.split(' '),
);
const glue = new Set(
  'the a an of in on from for to and or item items line lines point points bullet bullets number no nr entry entries please pls my his her their this that these those section part one ones text list it'.split(
    ' ',
  ),
);

type Token =
  | { kind: 'ordinal' | 'number'; value: number; at: number }
  | { kind: 'range'; from: number; to: number }
  | { kind: 'section'; section: SummarySection; plural: boolean; at: number }
  | { kind: 'line' }
  | { kind: 'all'; word: string }
  | { kind: 'word'; word: string };

/** The section that a word names, spelled right or one letter off; long words only, so that `win` is not `in`. */
export function readSection(word: string): SummarySection | undefined {
  const exact = sectionWords[word];
  if (exact !== undefined || word.length < 6) return exact;
  return Object.entries(sectionWords).find(([known]) => known.length >= 6 && withinOneEdit(known, word))?.[1];
}

/**
 * Reads `the second win`, `action 3 and the 1st recommendation`, `wins 1-3`, `the first two challenges`, `all wins`,
 * `line 4`, `everything`, `the win about the greenhouse`, `“let him talk”`.
 *
 * @param lines in the order in which they are shown: by section
 */
export function readTargets(words: string, { lines }: { lines: readonly SummaryLine[] }): Targets {
  const quoted = /[“"']([^“”"']{3,})[”"']/.exec(words)?.[1];
  if (quoted !== undefined) return byWords(quoted, lines, true);
  const about =
    /^(.*?)\b(?:about|on|with|mentioning|regarding|that says|saying|where|containing|starting with)\s+(?:the\s+)?(.+)$/i.exec(
      words,
    );
  if (about?.[1] !== undefined && about[2] !== undefined) {
    const scope = readTokens(about[1]).find((token) => token.kind === 'section');
    const pointsAtLine =
      scope !== undefined || /\b(?:one|line|lines|item|point|bullet|thing|sentence)\b/i.test(about[1]);
    if (pointsAtLine) {
      return byWords(
        about[2],
        scope === undefined ? lines : lines.filter((line) => line.section === scope.section),
        false,
      );
    }
  }
  const tokens = readTokens(words);
  const rest = tokens.filter((token) => token.kind === 'word');
  const found = byNumber(tokens, lines);
  if (found.kind !== 'none' && rest.length === 0) return found;
  if (found.kind === 'lines' && rest.length > 0) {
    const within = byWords(rest.map((token) => token.word).join(' '), found.lines, false);
    return within.kind === 'lines' ? within : { kind: 'none' };
  }
  return rest.length === 0
    ? { kind: 'none' }
    : byWords(rest.map((token) => token.word).join(' '), lines, false);
}

function readTokens(words: string): Token[] {
  const tokens: Token[] = [];
  const plain = words
    .toLowerCase()
    .replace(/to-dos?/g, 'todos')
    .replace(/next steps?/g, (step) => step.slice(5))
    .replace(/[“”"'.,;:!?()]/g, ' ');
  for (const [at, word] of plain.split(/\s+/).filter(Boolean).entries()) {
    const range = /^#?(\d{1,2})(?:-|–|to)(\d{1,2})$/.exec(word);
    const ordinal = ordinals[word] ?? numeric(/^(\d{1,2})(?:st|nd|rd|th)$/.exec(word)?.[1]);
    const number = numbers[word] ?? numeric(/^#?(\d{1,2})$/.exec(word)?.[1]);
    const section = readSection(word);
    if (range?.[1] !== undefined && range[2] !== undefined) {
      tokens.push({ kind: 'range', from: Number(range[1]), to: Number(range[2]) });
    } else if (ordinal !== undefined) tokens.push({ kind: 'ordinal', value: ordinal, at });
    else if (section !== undefined) tokens.push({ kind: 'section', section, plural: plural.test(word), at });
    else if (word === 'one' && tokens.at(-1)?.kind === 'ordinal') continue;
    else if (number !== undefined && !(word === 'one' && tokens.at(-1)?.kind !== 'section')) {
      tokens.push({ kind: 'number', value: number, at });
    } else if (/^(?:lines?|bullets?|points?)$/.test(word)) tokens.push({ kind: 'line' });
    else if (everything.has(word)) tokens.push({ kind: 'all', word });
    else if (!glue.has(word)) tokens.push({ kind: 'word', word });
  }
  return tokens;
}

const numeric = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits);

function byNumber(tokens: readonly Token[], lines: readonly SummaryLine[]): Targets {
  const found: SummaryLine[] = [];
  let exact = true;
  let pending: number[] = [];
  let section: SummarySection | undefined;
  let named = false;
  const scopeOf = (name: SummarySection | undefined) =>
    name === undefined ? lines : lines.filter((line) => line.section === name);
  const take = (name: SummarySection | undefined, positions: readonly number[]): Targets | undefined => {
    const scope = scopeOf(name);
    for (const position of positions) {
      const line = scope.at(position < 0 ? position : position - 1);
      if (line === undefined) return { kind: 'unclear', question: missing(name, position, scope.length) };
      if (!found.includes(line)) found.push(line);
    }
    return undefined;
  };
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'ordinal') {
      pending.push(token.value);
      named = true;
    } else if (token.kind === 'number' || token.kind === 'range') {
      named = true;
      const [first] = pending;
      const numbersHere = token.kind === 'range' ? span(token.from, token.to) : [token.value];
      // `the first two wins`, `the last two wins`
      if (
        token.kind === 'number' &&
        pending.length === 1 &&
        first !== undefined &&
        tokens[index + 1]?.kind === 'section'
      ) {
        pending = first < 0 ? span(-token.value, -1) : span(first, first + token.value - 1);
      } else if (section !== undefined) {
        const fault = take(section, numbersHere);
        if (fault !== undefined) return fault;
      } else pending.push(...numbersHere);
    } else if (token.kind === 'section' || token.kind === 'line') {
      named = true;
      section = token.kind === 'section' ? token.section : undefined;
      const next = tokens[index + 1]?.kind;
      if (pending.length > 0) {
        const fault = take(section, pending);
        if (fault !== undefined) return fault;
        pending = [];
        section = undefined;
      } else if (next === 'number' || next === 'range') {
        if (token.kind === 'line') section = undefined;
      } else if (token.kind === 'section') {
        const scope = scopeOf(token.section);
        const many = token.plural || tokens[index - 1]?.kind === 'all';
        if (scope.length === 0) return { kind: 'unclear', question: missing(token.section, 1, 0) };
        if (!many && scope.length > 1) return { kind: 'unclear', question: whichOf(token.section, scope) };
        if (many) exact = false;
        found.push(...scope.filter((line) => !found.includes(line)));
        section = undefined;
      }
    }
  }
  if (pending.length > 0) {
    const usesLines = tokens.some((token) => token.kind === 'line');
    if (usesLines) {
      const fault = take(undefined, pending);
      if (fault !== undefined) return fault;
    } else if (found.length === 0) {
      return {
        kind: 'unclear',
        question: 'Of which section: wins, challenges, action items or recommendations?',
      };
    }
  }
  if (found.length > 0) return { kind: 'lines', lines: found, exact };
  if (!named && tokens.length > 0 && tokens.every((token) => token.kind === 'all' || token.kind === 'line')) {
    return { kind: 'lines', lines, exact: false };
  }
  return { kind: 'none' };
}

const span = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, Math.min(to - from + 1, 50)) }, (_unused, index) => from + index);

const singular: Readonly<Record<SummarySection, string>> = {
  wins: 'win',
  challenges: 'challenge',
  actions: 'action item',
  recommendations: 'recommendation',
};

function missing(section: SummarySection | undefined, position: number, count: number): string {
  const name = section === undefined ? 'line' : singular[section];
  if (count === 0) return `There is no ${name} in this summary. Which line do you mean?`;
  const number = position < 0 ? `${-position} from the end` : String(position);
  return `There ${count === 1 ? 'is only one' : `are only ${count}`} ${name}${count === 1 ? '' : 's'}, so I find no number ${number}. Which one do you mean?`;
}

function whichOf(section: SummarySection, lines: readonly SummaryLine[]): string {
  return `Which ${singular[section]} do you mean? ${lines.map((line, index) => `${index + 1}. ${line.text}`).join(' ')}`;
}

/** The line that has the most of these words; all of them when `all`. A tie asks. */
function byWords(words: string, lines: readonly SummaryLine[], all: boolean): Targets {
  const wanted = wordsOf(words).filter((word) => word.length > 2 && !glue.has(word) && !everything.has(word));
  if (wanted.length === 0) return { kind: 'none' };
  const scored = lines
    .map((line) => {
      const has = new Set(wordsOf(line.text));
      return { line, score: wanted.filter((word) => has.has(word)).length };
    })
    .filter(({ score }) => score >= (all ? wanted.length : Math.max(1, Math.ceil(wanted.length * 0.6))));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const top = scored.filter(({ score }) => score === best).map(({ line }) => line);
  if (top.length === 0) return { kind: 'none' };
  if (top.length > 1) {
    return {
      kind: 'unclear',
      question: `Which line do you mean? ${top.map((line) => `“${line.text}”`).join(' or ')}`,
    };
  }
  return { kind: 'lines', lines: top, exact: true };
}

/** Words without their ending, so that `seedlings` finds `seedling`. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word,
  );
}
