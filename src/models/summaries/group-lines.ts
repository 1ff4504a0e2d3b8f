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

/** Which lines say the same, compared by the base forms of the words that carry them. In the order of the lines. */
export function groupLines(lines: readonly Line[]): LineGroup[] {
  const groups = summarySections.flatMap((section) => {
    const leads: Lead[] = [];
    for (const [position, line] of lines.entries()) {
      if (line.section === section) place({ position, line, topic: contentWords(line.text) }, leads);
    }
    return leads;
  });
  return groups
    .toSorted((one, other) => one.position - other.position)
    .map(({ position, same, echoes }) => ({ lead: position, same, echoes }));
}

function place({ position, line, topic }: Pick<Lead, 'position' | 'line' | 'topic'>, leads: Lead[]): void {
  const related = leads.filter((lead) => !contradict(lead.line, line) && isRelated(lead, { line, topic }));
  const twin = related.find((lead) => isTwin(lead, { line, topic }));
  const [first] = related;
  if (twin !== undefined) twin.same.push(position);
  else if (first !== undefined) first.echoes.push(position);
  else if (isRecap(line, topic, leads)) mostShared(leads, topic)?.echoes.push(position);
  else leads.push({ position, line, topic, same: [], echoes: [] });
}

const isEqual = (one: Line, other: Line): boolean => one.text.toLowerCase() === other.text.toLowerCase();

const isRelated = (lead: Pick<Lead, 'line' | 'topic'>, other: Pick<Lead, 'line' | 'topic'>): boolean =>
  isEqual(lead.line, other.line) || shareTopic(lead.topic, other.topic);

const isTwin = (lead: Pick<Lead, 'line' | 'topic'>, other: Pick<Lead, 'line' | 'topic'>): boolean =>
  isEqual(lead.line, other.line) || alike(lead.topic, other.topic);

/** A closing "so you do this, that and that" repeats several promises at once: it is compared with all of them together. */
function isRecap(line: Line, topic: ReadonlySet<string>, leads: readonly Lead[]): boolean {
  if (line.section !== 'actions' || leads.length < 2) return false;
  return shareTopic(new Set(leads.flatMap((lead) => [...lead.topic])), topic);
}

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
