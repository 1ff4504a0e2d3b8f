import { deterministicId } from '../../../shared/ids.ts';
import type { Intervention } from '../../effectiveness/ports.ts';
import type { User } from '../../people/user.ts';
import type { PastSession } from './ports.ts';
import { folded, type RowReader } from './row-reader.ts';
import { issueNamed, pastStatuses, pastTypes, yesOrNo } from './session-fields.ts';

export interface ReadSession {
  session: PastSession;
  /** What the session worked on and how, where the row says both. */
  intervention?: Pick<Intervention, 'issue' | 'method'>;
}

interface Known {
  /** By address, those who left too: what took place with them is still history. */
  byEmail: ReadonlyMap<string, User>;
  byId: ReadonlyMap<string, User>;
  /** `YYYY-MM-DD`; what is later has not taken place. */
  today: string;
}

const longText = 10_000;

function personIn(row: RowReader, field: 'person' | 'leader', { byEmail }: Known): User | undefined {
  const email = row.address(field);
  const user = email === undefined ? undefined : byEmail.get(email);
  if (email !== undefined && user === undefined)
    row.fault('IMPORT_066', `Nobody here has the address ${email}. Import people first.`, field);
  return user;
}

/** Who held it: as the row says, else whom the person reports to. */
function leaderIn(row: RowReader, person: User | undefined, known: Known): User | undefined {
  const faults = row.faults.length;
  const said = personIn(row, 'leader', known);
  if (said !== undefined || row.faults.length > faults || person === undefined) return said;
  const above = person.teamLeaderId ?? person.managerId;
  const leader = above === undefined ? undefined : known.byId.get(above);
  if (leader === undefined)
    row.fault('IMPORT_068', 'Nobody leads this person: say in the file who held the session.', 'leader');
  return leader;
}

function dateIn(row: RowReader, today: string): string | undefined {
  const faults = row.faults.length;
  const date = row.day('date');
  if (date === undefined && row.faults.length === faults)
    row.fault('IMPORT_053', 'The day is missing.', 'date');
  if (date !== undefined && date > today)
    row.fault('IMPORT_069', `${date} is still to come: only what took place is imported.`, 'date');
  return date;
}

function interventionIn(row: RowReader): ReadSession['intervention'] {
  const [said, method] = [row.text('issue', 120), row.text('method', 120)];
  const issue = said === undefined ? undefined : issueNamed(said);
  if (said !== undefined && issue === undefined)
    row.fault(
      'IMPORT_070',
      `“${said}” is no figure that is kept here, such as Quality or Handle time.`,
      'issue',
    );
  return issue === undefined || method === undefined ? undefined : { issue, method };
}

/** Only what is there. */
const present = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  // Safe cast: what is undefined is left out.
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** Reads one row; undefined: something is wrong, and stands with the reader. */
export function readSession(row: RowReader, known: Known): ReadSession | undefined {
  const faults = row.faults.length;
  const person = personIn(row, 'person', known);
  if (person === undefined && row.faults.length === faults)
    row.fault('IMPORT_057', 'The address is missing.', 'person');
  const leader = leaderIn(row, person, known);
  if (person !== undefined && person.id === leader?.id)
    row.fault('IMPORT_061', 'Nobody coaches themselves: the leader is somebody else.', 'leader');
  const date = dateIn(row, known.today);
  const type = row.choice('type', pastTypes) ?? 'REGULAR';
  const meeting = row.choice('status', pastStatuses) ?? 'held';
  const followUpOn = row.day('follow_up_on');
  const followUpTopics = row.list('follow_up_topics', 20, 200);
  const needed = row.choice('follow_up_required', yesOrNo);
  const optional = present({
    minutes: row.whole('minutes', 5, 480),
    notes: row.prose('notes', longText),
    commitments: row.prose('commitments', longText),
    engagement: row.whole('engagement', 1, 5),
    receptiveness: row.whole('receptiveness', 1, 5),
    understanding: row.whole('understanding', 1, 5),
    effectiveness: row.whole('effectiveness', 1, 5),
    achievements: row.prose('achievements', longText),
    concerns: row.prose('concerns', longText),
    reason: row.prose('reason', 500),
    followUpOn,
  });
  const topics = row.list('topics', 20, 200);
  const resources = row.list('resources', 20, 500);
  const intervention = interventionIn(row);
  if (person === undefined || leader === undefined || date === undefined || row.faults.length > 0)
    return undefined;
  const session: PastSession = {
    key: deterministicId('past-session', person.id, leader.id, date, type),
    line: row.line,
    ...{ agentId: person.id, agentName: person.name, leaderId: leader.id, leaderName: leader.name },
    ...{ type, meeting, date, title: `1:1 with ${person.name}`, topics, resources, followUpTopics },
    followUpRequired:
      needed === undefined ? followUpOn !== undefined || followUpTopics.length > 0 : folded(needed) === 'yes',
    ...optional,
  };
  return { session, ...(intervention === undefined || meeting !== 'held' ? {} : { intervention }) };
}
