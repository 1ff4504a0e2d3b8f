import type { LineGroup } from '../../coaching/summaries/ports.ts';
import { summarySections, unassigned, type SummaryLine } from '../../coaching/summaries/summary.ts';
import { alike, contentWords, shareTopic } from './same-topic.ts';

type Line = Pick<SummaryLine, 'section' | 'text' | 'owner' | 'due'>;

interface Lead {
  position: number;
  line: Line;
  topic: ReadonlySet<string>;
  same: number[];
  echoes: number[];
}

/** The leads of a section so far, found by their words: a day's talk has thousands of lines. */
class Section {
  readonly leads: Lead[] = [];
  /** Every word of a lead. */
  readonly #words = new Set<string>();
  readonly #byWord = new Map<string, Lead[]>();
  readonly #byText = new Map<string, Lead[]>();

  place({ position, line, topic }: Pick<Lead, 'position' | 'line' | 'topic'>): void {
    const close = this.#sharing(line, topic);
    const related = close.filter((lead) => !contradict(lead.line, line) && isRelated(lead, { line, topic }));
    const twin = related.find((lead) => isTwin(lead, { line, topic }));
    const [first] = related;
    if (twin !== undefined) twin.same.push(position);
    else if (first !== undefined) first.echoes.push(position);
    else if (this.#isRecap(line, topic)) mostShared(close, topic)?.echoes.push(position);
    else this.#add({ position, line, topic, same: [], echoes: [] });
  }

  /** Those that have a word or the text in common with a line, in the order of the lines. */
  #sharing(line: Line, topic: ReadonlySet<string>): Lead[] {
    const found = new Set(this.#byText.get(line.text.toLowerCase()));
    for (const word of topic) for (const lead of this.#byWord.get(word) ?? []) found.add(lead);
    return [...found].sort((one, other) => one.position - other.position);
  }

  /** A closing "so you do this, that and that" repeats several promises at once: it is compared with all of them together. */
  #isRecap(line: Line, topic: ReadonlySet<string>): boolean {
    return line.section === 'actions' && this.leads.length > 1 && shareTopic(this.#words, topic);
  }

  #add(lead: Lead): void {
    this.leads.push(lead);
    append(this.#byText, lead.line.text.toLowerCase(), lead);
    for (const word of lead.topic) {
      this.#words.add(word);
      append(this.#byWord, word, lead);
    }
  }
}

function append(map: Map<string, Lead[]>, key: string, lead: Lead): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [lead]);
  else there.push(lead);
}

/** Which lines say the same, compared by the base forms of the words that carry them. In the order of the lines. */
export function groupLines(lines: readonly Line[]): LineGroup[] {
  const sections = new Map(summarySections.map((section) => [section, new Section()]));
  for (const [position, line] of lines.entries()) {
    sections.get(line.section)?.place({ position, line, topic: contentWords(line.text) });
  }
  return [...sections.values()]
    .flatMap(({ leads }) => leads)
    .sort((one, other) => one.position - other.position)
    .map(({ position, same, echoes }) => ({ lead: position, same, echoes }));
}

const isEqual = (one: Line, other: Line): boolean => one.text.toLowerCase() === other.text.toLowerCase();

const isRelated = (lead: Pick<Lead, 'line' | 'topic'>, other: Pick<Lead, 'line' | 'topic'>): boolean =>
  isEqual(lead.line, other.line) || shareTopic(lead.topic, other.topic);

const isTwin = (lead: Pick<Lead, 'line' | 'topic'>, other: Pick<Lead, 'line' | 'topic'>): boolean =>
  isEqual(lead.line, other.line) || alike(lead.topic, other.topic);

function mostShared(leads: readonly Lead[], topic: ReadonlySet<string>): Lead | undefined {
  const shared = (lead: Lead) => [...topic].filter((word) => lead.topic.has(word)).length;
  return leads.toSorted((one, other) => shared(other) - shared(one))[0];
}

const negation = /\b(?:not|never|no longer|nobody|without|cannot|stopp?(?:ed|s)?)\b|n[’']t\b/i;

/** Another day, another owner, or a "not": whatever else they share, both stay. */
function contradict(one: Line, other: Line): boolean {
  const differ = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && b !== undefined && a !== unassigned && b !== unassigned && a !== b;
  return (
    differ(one.owner, other.owner) ||
    differ(one.due, other.due) ||
    negation.test(one.text) !== negation.test(other.text)
  );
}
