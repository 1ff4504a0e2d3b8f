import type { ExportRequest } from '../../coaching/exports/export-summaries.ts';
import { exportFormats } from '../../coaching/exports/summary-writer.ts';
import { findPersonAtStart } from '../../coaching/people/find-person.ts';
import type { User } from '../../coaching/people/user.ts';
import { words } from '../../messages/words/en.ts';

const { exports: say } = words;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** The values of `exportForm` as a request, or by field what is wrong with them. */
export function readExportForm(
  values: Readonly<Record<string, string>>,
  people: readonly User[],
): { request: ExportRequest } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const format = exportFormats.find((candidate) => candidate === values['format']);
  const [from, to] = [values['from']?.trim() ?? '', values['to']?.trim() ?? ''];
  const who = values['who']?.trim() ?? '';
  if (format === undefined) errors['format'] = say.choose;
  if (from !== '' && !isDay(from)) errors['from'] = say.noDay;
  if (to !== '' && !isDay(to)) errors['to'] = say.noDay;
  else if (from !== '' && to !== '' && to < from) errors['to'] = say.wrongOrder;
  const match = who === '' ? undefined : findPersonAtStart(who, people);
  if (match?.kind === 'several') {
    errors['who'] = say.whichPerson(match.candidates.map(({ name }) => name).join(', '));
  }
  if (format === undefined || Object.keys(errors).length > 0) return { errors };
  const { include = '' } = values;
  return {
    request: {
      format,
      drafts: include === 'drafts' || include === 'both',
      evidence: include === 'evidence' || include === 'both',
      filter: {
        ...(from === '' ? {} : { from }),
        ...(to === '' ? {} : { to }),
        ...(match?.kind === 'one' ? { personIds: [match.user.id] } : {}),
        // Clients, and speakers nobody knows.
        ...(match?.kind === 'none' ? { name: who } : {}),
      },
    },
  };
}

const isDay = (value: string): boolean =>
  dayPattern.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
