import { summarySections, type SummarySection } from '../summaries/summary.ts';
import { fillTemplate, type TemplateValues } from './fill-template.ts';
import { nearestName } from './nearest-name.ts';
import type { Template } from './template.ts';
import { templateFaulty } from './template-errors.ts';

export const layoutTones = ['warm', 'plain', 'formal', 'encouraging'] as const;
export type LayoutTone = (typeof layoutTones)[number];
export const layoutLengths = ['short', 'normal', 'detailed'] as const;
/** `short`: lines of about a dozen words; `detailed`: room for the reason and the example. */
export type LayoutLength = (typeof layoutLengths)[number];

export interface LayoutSection {
  section: SummarySection;
  /** As the card shows it. */
  title: string;
  /** The strongest stay; undefined: as many as the drafter finds. */
  maxLines?: number;
  /** What belongs into it, in the author's words; empty: nothing was said. */
  guidance: string;
}

/**
 * How a summary is laid out: which of the four sections, in which order, under which titles. A section that is not
 * named is not drafted. Tone and guidance are for models; the built-in rules keep to what was said, and follow order,
 * titles, limits and length.
 */
export interface SummaryLayout {
  sections: readonly LayoutSection[];
  tone?: LayoutTone;
  length?: LayoutLength;
  /** Free words about the whole; empty: none. */
  guidance: string;
}

/** Lines that a section may ask for at most. */
const mostLines = 12;

/** What a heading may be called without naming its section in brackets. */
const sectionWords: Readonly<Record<SummarySection, RegExp>> = {
  wins: /\b(?:wins?|success(?:es)?|highlights?|went well)\b/i,
  challenges: /\b(?:challenges?|difficult(?:y|ies)|obstacles?|was hard)\b/i,
  actions: /\b(?:actions?(?: items?)?|next steps?|to-?dos?|commitments?|agreed)\b/i,
  recommendations: /\b(?:recommendations?|advice|suggestions?|tips?)\b/i,
};

/**
 * Reads a summary template's content:
 *
 * ```
 * Tone: warm
 * Length: short
 * Free words about the whole.
 *
 * ## Wins (max 3)
 * Free words about this section.
 * ## What was hard [challenges]
 * ```
 */
export function parseSummaryLayout(
  content: string,
): { kind: 'fine'; layout: SummaryLayout } | { kind: 'faulty'; faults: string[] } {
  const faults: string[] = [];
  const sections: (LayoutSection & { guidance: string })[] = [];
  const guidance: string[] = [];
  let tone: LayoutTone | undefined;
  let length: LayoutLength | undefined;
  for (const [index, raw] of content.replace(/\r\n?/g, '\n').split('\n').entries()) {
    const line = raw.trim();
    const heading = /^#+\s*(.*)$/.exec(line)?.[1];
    const [, setting = '', value = ''] = /^(tone|length)\s*:\s*(.*?)\.?$/i.exec(line) ?? [];
    if (heading !== undefined) {
      const read = readHeading(heading, index + 1, faults);
      if (read === undefined) continue;
      if (sections.some(({ section }) => section === read.section))
        faults.push(`Line ${index + 1}: the section ${read.section} stands there twice.`);
      else sections.push(read);
    } else if (setting.toLowerCase() === 'tone' && sections.length === 0) {
      tone = choiceOf(layoutTones, value, 'tone', index + 1, faults);
    } else if (setting.toLowerCase() === 'length' && sections.length === 0) {
      length = choiceOf(layoutLengths, value, 'length', index + 1, faults);
    } else if (line !== '') {
      const last = sections.at(-1);
      if (last === undefined) guidance.push(line);
      else last.guidance = last.guidance === '' ? line : `${last.guidance} ${line}`;
    }
  }
  if (sections.length === 0 && faults.length === 0) {
    faults.push(
      'Name at least one section as a heading, such as “## Wins (max 3)”. Sections are wins, challenges, actions and recommendations.',
    );
  }
  if (faults.length > 0) return { kind: 'faulty', faults };
  const layout: SummaryLayout = {
    sections,
    ...(tone === undefined ? {} : { tone }),
    ...(length === undefined ? {} : { length }),
    guidance: guidance.join(' '),
  };
  return { kind: 'fine', layout };
}

/** `What worked [wins] (max 3)`; brackets in either order. */
function readHeading(
  heading: string,
  line: number,
  faults: string[],
): (LayoutSection & { guidance: string }) | undefined {
  const named = /\[([^\]]*)\]/.exec(heading)?.[1]?.trim().toLowerCase();
  const limit = /\((?:max(?:imum)?\.?|up to)\s*([^)]*)\)/i.exec(heading)?.[1]?.trim();
  const title = heading
    .replace(/\[[^\]]*\]|\((?:max(?:imum)?\.?|up to)\s*[^)]*\)/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const section =
    named === undefined
      ? summarySections.find((candidate) => sectionWords[candidate].test(title))
      : summarySections.find((candidate) => candidate === named || sectionWords[candidate].test(named));
  if (section === undefined) {
    const written = named ?? title.toLowerCase();
    const nearest = nearestName(written, summarySections);
    const cure =
      nearest === undefined
        ? `Add one of [${summarySections.join('], [')}] to its heading.`
        : `Did you mean [${nearest}]?`;
    faults.push(`Line ${line}: I can’t tell which section “${named ?? title}” is. ${cure}`);
    return undefined;
  }
  const maxLines = limit === undefined ? undefined : Number(limit);
  if (maxLines !== undefined && !(Number.isInteger(maxLines) && maxLines >= 1 && maxLines <= mostLines)) {
    faults.push(`Line ${line}: the limit must be a whole number from 1 to ${mostLines}, such as “(max 3)”.`);
    return undefined;
  }
  return {
    section,
    title: title === '' ? section.charAt(0).toUpperCase() + section.slice(1) : title,
    ...(maxLines === undefined ? {} : { maxLines }),
    guidance: '',
  };
}

function choiceOf<const T extends readonly string[]>(
  choices: T,
  value: string,
  what: string,
  line: number,
  faults: string[],
): T[number] | undefined {
  const found = choices.find((choice) => choice === value.trim().toLowerCase());
  if (found === undefined) faults.push(`Line ${line}: ${what} is one of ${choices.join(', ')}.`);
  return found;
}

/**
 * The layout of a summary template, its variables filled in.
 * @param values of `layoutVariableNames`
 * @throws AppError TEMPLATE_002 for content that was stored before it was checked
 */
export function layoutOf(template: Pick<Template, 'content'>, values: TemplateValues): SummaryLayout {
  const parsed = parseSummaryLayout(fillTemplate(template.content, oneLined(values)));
  if (parsed.kind === 'faulty') throw templateFaulty(parsed.faults);
  return parsed.layout;
}

/** What people called a session must not become a heading of its own. */
const oneLined = (values: TemplateValues): TemplateValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(/[\s#[\]]+/g, ' ') : value,
    ]),
  );
