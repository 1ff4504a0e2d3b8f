import { setImmediate } from 'node:timers/promises';
import { firstNameOf, foldName } from '../../coaching/sessions/names.ts';
import type { TranscriptSegment } from '../../coaching/sessions/session.ts';
import { splitSentences } from './language.ts';

/** A sentence of a turn, with the words of each segment that it is made of. */
export interface Sentence {
  /** Verbatim; where it runs over several segments, joined with a space. */
  text: string;
  speaker: string;
  /** Position of its turn in the dialogue. */
  turn: number;
  /** Position among all sentences. */
  order: number;
  /** Those whom it is said to; empty when that cannot be told. */
  addressees: readonly string[];
  evidence: readonly { segment: number; quote: string }[];
  /** The same, and the whole cue where a piece of a word or two says nothing by itself. */
  whole: readonly { segment: number; quote: string }[];
}

export interface Dialogue {
  sentences: readonly Sentence[];
  /** Sentences of each turn. */
  turns: readonly (readonly Sentence[])[];
}

interface Turn {
  speaker: string;
  segments: TranscriptSegment[];
}

/** Turns that are read before others get their turn on this thread. */
const turnsAtOnce = 50;

const known = new WeakMap<readonly TranscriptSegment[], { facilitator: string; dialogue: Dialogue }>();
const concerning = new WeakMap<Dialogue, Map<string, Sentence[]>>();

/**
 * A session's segments as turns of sentences. The same list is read once, though each participant's draft asks for it.
 * A day's talk takes a second or two; others get their turn on this thread meanwhile.
 *
 * @param facilitator name of the one who leads the talk; empty when nobody does
 */
export async function readDialogue(
  segments: readonly TranscriptSegment[],
  facilitator: string,
  signal?: AbortSignal,
): Promise<Dialogue> {
  const before = known.get(segments);
  if (before?.facilitator === facilitator) return before.dialogue;
  const turns: Turn[] = [];
  for (const segment of segments) {
    const last = turns.at(-1);
    if (last?.speaker === segment.speaker) last.segments.push(segment);
    else turns.push({ speaker: segment.speaker, segments: [segment] });
  }
  const vocatives = [...new Set(turns.map((turn) => turn.speaker))].map(vocativeOf);
  let order = 0;
  const read: Sentence[][] = [];
  for (const [index, turn] of turns.entries()) {
    if (index % turnsAtOnce === 0) {
      await setImmediate();
      signal?.throwIfAborted();
    }
    const others = vocatives.filter(({ name }) => name !== turn.speaker);
    let addressees = neighbours(turns, index, facilitator);
    const sentences = inPortions(turn.segments).flatMap(readSentences);
    read.push(
      sentences.map((sentence) => {
        addressees = addressed(sentence.text, others) ?? addressees;
        return { ...sentence, speaker: turn.speaker, turn: index, order: (order += 1), addressees };
      }),
    );
  }
  const dialogue = { turns: read, sentences: read.flat() };
  known.set(segments, { facilitator, dialogue });
  return dialogue;
}

/** What a person says and is told, in order. Everyone's is found in one pass over the dialogue. */
export function sentencesFor(dialogue: Dialogue, name: string): readonly Sentence[] {
  let byName = concerning.get(dialogue);
  if (byName === undefined) {
    byName = new Map();
    for (const sentence of dialogue.sentences) {
      for (const person of new Set([sentence.speaker, ...sentence.addressees])) {
        const sentences = byName.get(person);
        if (sentences === undefined) byName.set(person, [sentence]);
        else sentences.push(sentence);
      }
    }
    concerning.set(dialogue, byName);
  }
  return byName.get(name) ?? [];
}

/**
 * Without a name, words reply to the one who spoke before. The facilitator's are meant for whoever has the floor: of the one
 * before and the one who answers, who has spoken more often lately. Somebody else's remark in between does not change that.
 */
function neighbours(turns: readonly Turn[], index: number, facilitator: string): string[] {
  const before = turns[index - 1]?.speaker;
  const after = turns[index + 1]?.speaker;
  const leads = turns[index]?.speaker === facilitator;
  if (before === undefined || after === undefined || before === after || !leads) {
    const neighbour = before ?? after;
    return neighbour === undefined ? [] : [neighbour];
  }
  const near = turns.slice(Math.max(0, index - 7), index + 3);
  const count = (name: string) => near.filter((turn) => turn.speaker === name).length;
  return [count(after) > count(before) ? after : before];
}

const everybody =
  /\b(?:everyone|everybody|all of you|you all|you both|both of you|the (?:two|three|four|five|six|seven|eight) of you|each of you|team)\b/i;

/** Those whom a sentence addresses by name or all together; undefined: it names nobody. */
function addressed(text: string, others: readonly Vocative[]): string[] | undefined {
  if (everybody.test(text)) return others.map(({ name }) => name);
  const named = others.filter((other) => other.isIn(text)).map(({ name }) => name);
  return named.length > 0 ? named : undefined;
}

interface Vocative {
  name: string;
  isIn(text: string): boolean;
}

/** How a speaker is called, whole or by the first name: `Priya, how …`, `… of that, Priya?`, `Thanks, Priya.`; not `Samir with Aoife, Luca …`. */
function vocativeOf(name: string): Vocative {
  const forms = [...new Set([name, firstNameOf(name)])].filter((form) => foldName(form) !== '').map(escape);
  if (forms.length === 0) return { name, isIn: () => false };
  const any = forms.join('|');
  const inside = new RegExp(
    `(?:^|[,.!?–—-]\\s+|^(?:and|so|okay|ok|now|thanks|thank you|but|well)\\s+)(?:${any})\\s*[,.!?:–—]`,
    'iu',
  );
  const alone = new RegExp(`^(?:${any})[?!.]?$`, 'iu');
  return { name, isIn: (text) => inside.test(text) || alone.test(text.trim()) };
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Text that is analysed at once, in characters. One cue longer than that is no speech, and costs the analyser minutes. */
const portion = 20_000;

function inPortions(segments: readonly TranscriptSegment[]): TranscriptSegment[][] {
  const portions: TranscriptSegment[][] = [];
  let size = Infinity;
  for (const segment of segments) {
    if (segment.text.length > portion) continue;
    if (size + segment.text.length > portion) {
      portions.push([]);
      size = 0;
    }
    portions.at(-1)?.push(segment);
    size += segment.text.length;
  }
  return portions;
}

function readSentences(
  segments: readonly TranscriptSegment[],
): Pick<Sentence, 'text' | 'evidence' | 'whole'>[] {
  let text = '';
  const parts = segments.map((segment) => {
    if (text !== '') text += ' ';
    const start = text.length;
    text += segment.text;
    return { segment, start, end: text.length };
  });
  return splitSentences(text).map(({ start, end }) => {
    const pieces = parts.flatMap((part) => {
      const from = Math.max(start, part.start);
      const to = Math.min(end, part.end);
      return from < to ? [{ segment: part.segment, quote: text.slice(from, to).trim() }] : [];
    });
    // A word or two say nothing by themselves: then the whole cue is quoted, or the piece is left to the others.
    const isBearing = ({ quote }: { quote: string }) => quote.split(/\s+/).length >= 3;
    const whole = pieces.map((piece) =>
      isBearing(piece) ? piece : { ...piece, quote: piece.segment.text.trim() },
    );
    const bearing = pieces.filter(isBearing);
    const toEvidence = ({ segment, quote }: (typeof pieces)[number]) => ({ segment: segment.index, quote });
    return {
      text: text.slice(start, end),
      evidence: (bearing.length > 0 ? bearing : whole).map(toEvidence),
      whole: whole.map(toEvidence),
    };
  });
}
