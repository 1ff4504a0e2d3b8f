import { afterPerson, findPersonAtStart, type PersonMatch } from '../../coaching/people/find-person.ts';
import { belowOf, peopleLedBy } from '../../coaching/people/line.ts';
import type { Actor, User } from '../../coaching/people/user.ts';
import { todayOf } from '../../coaching/performance/own-scores.ts';
import { leadsNobody, notInLine } from '../../coaching/performance/performance-errors.ts';
import { personFigures, type PersonFiguresDeps } from '../../coaching/performance/person-figures.ts';
import { readHistoryPeriod } from '../../coaching/performance/read-history-period.ts';
import type { TeamRequest } from '../../coaching/performance/read-team-request.ts';
import { teamFigures, type TeamFiguresDeps } from '../../coaching/performance/team-figures.ts';
import { readPeriod } from '../../coaching/records/read-period.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import type { Message } from '../../messages/message.ts';
import { personFiguresView, teamFiguresView, whichPersonView } from '../../messages/views/team-figures.ts';

export interface ShowTeamDeps extends Omit<TeamFiguresDeps, 'users'>, Omit<PersonFiguresDeps, 'users'> {
  users: Pick<UserRepository, 'list' | 'lineAbove' | 'findById'>;
  dates: DateReader;
}

interface Shown {
  /** The words that name the days. */
  said: string;
  /** Where only the person reads: how many plans run is said nowhere else. */
  direct: boolean;
}

/** Somebody who leads others is asked about as a team. */
async function showOf(
  deps: ShowTeamDeps,
  actor: Actor,
  { person, kind }: { person: User | undefined; kind: TeamRequest['kind'] | undefined },
  { said, direct }: Shown,
): Promise<Message> {
  const period = readHistoryPeriod(said, todayOf(deps.clock, actor), deps.dates);
  const within = period === undefined ? {} : { period };
  const isTeam =
    person === undefined ||
    person.id === actor.id ||
    (kind ??
      (belowOf(await deps.users.list(actor.organizationId), person.id).length > 0 ? 'team' : 'person')) ===
      'team';
  if (!isTeam) return personFiguresView(await personFigures(deps, actor, { personId: person.id, ...within }));
  const leaderId = person === undefined ? {} : { leaderId: person.id };
  return teamFiguresView(await teamFigures(deps, actor, { ...leaderId, ...within }), direct);
}

async function inLine(deps: ShowTeamDeps, actor: Actor): Promise<User[]> {
  const led = await peopleLedBy(deps.users, actor);
  if (led.length === 0) throw leadsNobody();
  return led;
}

/**
 * What a leader asked for, as they will see it; for a tool and plain words. Whom they do not lead is not found by name.
 * @throws AppError METRIC_002, METRIC_010, METRIC_011
 */
export async function showTeam(
  deps: ShowTeamDeps,
  actor: Actor,
  { kind, name }: TeamRequest,
  shown: Shown,
): Promise<Message> {
  const led = await inLine(deps, actor);
  if (name === undefined) return showOf(deps, actor, { person: undefined, kind }, shown);
  const found = findPersonAtStart(name, led);
  if (found.kind === 'several') return whichPersonView(found.candidates.map((user) => user.name));
  if (found.kind === 'none') throw notInLine();
  return showOf(deps, actor, { person: found.user, kind }, shown);
}

/**
 * The same for a command: `[@name] [days]`.
 * @param mentioned whom the platform says it begins with; `none`: somebody who is not of the organisation
 * @throws AppError METRIC_002, METRIC_010, METRIC_011
 */
export async function showTeamOf(
  deps: ShowTeamDeps,
  actor: Actor,
  text: string,
  { mentioned, direct }: { mentioned: PersonMatch | undefined; direct: boolean },
): Promise<Message> {
  const led = await inLine(deps, actor);
  const match = mentioned ?? findPersonAtStart(text, led);
  if (match.kind === 'several') return whichPersonView(match.candidates.map((user) => user.name));
  if (match.kind === 'one') {
    const said = afterPerson(text, match.matched);
    return showOf(deps, actor, { person: match.user, kind: undefined }, { said, direct });
  }
  const { rest } = readPeriod(text, todayOf(deps.clock, actor), deps.dates);
  if (mentioned !== undefined || !/^(?:my team|team|this quarter|quarter)?$/i.test(rest.trim()))
    throw notInLine();
  return showOf(deps, actor, { person: undefined, kind: 'team' }, { said: text, direct });
}
