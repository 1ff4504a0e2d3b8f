import { firstNameOf, foldName } from '../sessions/names.ts';
import { formatDay } from '../summaries/format-line.ts';
import { unassigned, type SummaryLine, type SummarySection } from '../summaries/summary.ts';
import type { TemplateValues } from '../templates/fill-template.ts';
import type { TemplateVariable } from '../templates/template-variables.ts';
import type { Template } from '../templates/template.ts';
import type { FollowUpKind } from './follow-up.ts';
import type { FollowUpFacts } from './ports.ts';

interface Parties {
  recipient: string;
  coach: string;
}

const isSame = (one: string, other: string): boolean => foldName(one) === foldName(other);

/** What another participant took on may stand in this summary; it is not for a mail to tell. */
const concernsThem = ({ section, owner }: SummaryLine, { recipient, coach }: Parties): boolean =>
  section !== 'actions' ||
  owner === undefined ||
  owner === unassigned ||
  isSame(owner, recipient) ||
  isSame(owner, coach);

/** A line as a recipient reads it: without quotes, with the coach's name where the coach took it on, and the day agreed. */
function spoken(line: SummaryLine, { coach }: Parties): string {
  const text = line.text.trim().replace(/[.\s]+$/u, '');
  if (line.section !== 'actions') return text;
  const owner = line.owner !== undefined && isSame(line.owner, coach) ? line.owner : undefined;
  const due = line.due === undefined || line.due === unassigned ? undefined : `by ${formatDay(line.due)}`;
  const detail = [owner, due].filter((part) => part !== undefined).join(', ');
  return detail === '' ? text : `${text} (${detail})`;
}

/**
 * What was hard is not what one likes to find in one's mailbox: built-in templates leave challenges out, except in a call
 * script, which only the coach reads. A template of the coach's own that asks for them gets them.
 */
const withChallenges = (kind: FollowUpKind, template: Pick<Template, 'owner'>): boolean =>
  kind === 'call_script' || template.owner.kind !== 'system';

/** Values for the variables of follow-up templates, all of them from the recipient's own approved summary. */
export function templateValues(
  facts: FollowUpFacts,
  lines: readonly SummaryLine[],
  kind: FollowUpKind,
  template: Pick<Template, 'owner'>,
): Record<TemplateVariable, TemplateValues[string]> {
  const of = (section: SummarySection): readonly string[] =>
    lines
      .filter((line) => line.section === section && concernsThem(line, facts))
      .map((line) => spoken(line, facts));
  return {
    first_name: firstNameOf(facts.recipient),
    coach_name: facts.coach,
    session_title: facts.session.title,
    session_date: formatDay(facts.session.date),
    wins: of('wins'),
    challenges: withChallenges(kind, template) ? of('challenges') : undefined,
    actions: of('actions'),
    recommendations: of('recommendations'),
    next_session: facts.nextSession === undefined ? undefined : formatDay(facts.nextSession),
  };
}

export const factLines = (lines: readonly SummaryLine[], parties: Parties): string[] =>
  lines.filter((line) => concernsThem(line, parties)).map((line) => spoken(line, parties));
