import type { Actor, User } from '../people/user.ts';
import { matchPerson, scoreName, type KnownPerson, type PersonMatch } from './match-person.ts';
import { measureInsight } from './measure-insight.ts';
import type { SessionParticipant, SessionType, TranscriptSegment } from './session.ts';
import { isAnonymous, isLeadingRole, nameWords } from './speaker-name.ts';
import { countSpeakers, type SpeakerWords } from './speaker-words.ts';

export type DraftParticipant = Omit<SessionParticipant, 'id' | 'sessionId'>;

export interface FindParticipantsOptions {
  /** People without an account whom the uploader may see. */
  clients?: readonly { id: string; name: string; email?: string }[];
  /** Ids of users and clients who were to be expected; default: everyone. */
  expected?: ReadonlySet<string>;
  /** Names of people who were there or invited; who of them said nothing is listed as silent. */
  attendees?: readonly string[];
  /** Default: `INDIVIDUAL`. */
  sessionType?: SessionType;
}

/** As many as a list in a card bears; a town hall has hundreds of guests. */
const mostSilent = 30;

/** The uploader may be misspelt: it gives nobody else access. */
const uploaderAlike = 0.65;

/**
 * Everyone who spoke, in order of first words, matched to people of the organisation and to clients (`matchPerson` says when),
 * and what was measured of them. Behind them who was listed as present and said nothing.
 *
 * The facilitator is the uploader: matched like the others, except that their first name needs not be unique, else the
 * speaker who is called by a role (`Coach`, `Me`), else the one whose name is most like the uploader's. When the uploader
 * did not speak, nobody is the facilitator.
 */
export function findParticipants(
  segments: readonly TranscriptSegment[],
  people: readonly (Pick<User, 'id' | 'name'> & { email?: string })[],
  uploader: Pick<Actor, 'id' | 'name'> & { email?: string },
  { clients = [], expected, attendees = [], sessionType = 'INDIVIDUAL' }: FindParticipantsOptions = {},
): DraftParticipant[] {
  const isExpected = (id: string): boolean => expected?.has(id) !== false;
  const known: KnownPerson[] = [
    ...people
      .filter(({ id }) => id !== uploader.id)
      .map((person) => ({ kind: 'user' as const, ...person, isExpected: isExpected(person.id) })),
    ...clients.map((client) => ({ kind: 'client' as const, ...client, isExpected: isExpected(client.id) })),
  ];
  const spoken = countSpeakers(segments);
  const matches = new Map(spoken.map(({ name }) => [name, matchSpeaker(name, known, uploader)]));
  const facilitator = findFacilitator(spoken, matches, uploader);
  const measure = (speaker: SpeakerWords | undefined) =>
    measureInsight({
      spoken: speaker,
      all: spoken,
      sessionType,
      ...(facilitator === undefined ? {} : { facilitator }),
    });

  const found = spoken.map((speaker): DraftParticipant => {
    const { name, turns, speakingMs } = speaker;
    const counted = { name, turns, ...(speakingMs === undefined ? {} : { speakingMs }) };
    if (name === facilitator)
      return { ...counted, isFacilitator: true, userId: uploader.id, match: 'certain' };
    const match = matches.get(name);
    // Another device of the uploader's: nobody to be summarised under the name of somebody else.
    const matched =
      match === undefined || match === 'uploader'
        ? { userId: uploader.id, match: 'certain' as const }
        : toMatch(match);
    return { ...counted, isFacilitator: false, ...matched, insight: measure(speaker) };
  });
  for (const name of attendees) {
    if (found.filter(({ turns }) => turns === 0).length >= mostSilent) break;
    const match = matchSpeaker(name, known, uploader);
    if (match === 'uploader' || isAnonymous(name) || isThere(name, match, found)) continue;
    found.push({ name, turns: 0, isFacilitator: false, ...toMatch(match), insight: measure(undefined) });
  }
  return found;
}

function matchSpeaker(
  name: string,
  known: readonly KnownPerson[],
  uploader: { id: string; name: string; email?: string },
): PersonMatch | 'uploader' {
  const words = nameWords(name);
  const own = isAnonymous(name) ? 0 : scoreName(words, uploader);
  const match = matchPerson(name, known);
  // The uploader's whole name, or first name: who else is called so is rather not in a file that the uploader brings.
  const rival = match.candidates[0]?.score ?? 0;
  return own >= 0.88 && own >= rival - 0.01 ? 'uploader' : match;
}

function findFacilitator(
  spoken: readonly SpeakerWords[],
  matches: ReadonlyMap<string, PersonMatch | 'uploader'>,
  uploader: { name: string; email?: string },
): string | undefined {
  const byName = spoken.find(({ name }) => matches.get(name) === 'uploader');
  const byRole = spoken.find(({ name }) => isLeadingRole(name));
  if (byName !== undefined || byRole !== undefined) return (byName ?? byRole)?.name;
  const [alike] = spoken
    .flatMap(({ name }) => {
      const match = matches.get(name);
      if (match === undefined || match === 'uploader' || match.state === 'certain' || isAnonymous(name))
        return [];
      const score = scoreName(nameWords(name), uploader);
      return score >= uploaderAlike && score > (match.candidates[0]?.score ?? 0) ? [{ name, score }] : [];
    })
    .sort((one, other) => other.score - one.score);
  return alike?.name;
}

function toMatch(match: PersonMatch): Pick<DraftParticipant, 'match' | 'candidates' | 'userId' | 'clientId'> {
  const { state, candidates } = match;
  if (state !== 'certain') {
    return { match: state, ...(candidates.length === 0 ? {} : { candidates }) };
  }
  return {
    match: state,
    ...(match.person.kind === 'user' ? { userId: match.person.id } : { clientId: match.person.id }),
  };
}

/** Whether somebody who is listed as present is one of those found already, under a shorter name perhaps. */
function isThere(name: string, match: PersonMatch, found: readonly DraftParticipant[]): boolean {
  const person = match.state === 'certain' ? match.person.id : undefined;
  const words = nameWords(name);
  return found.some(
    (other) =>
      (person !== undefined && (other.userId === person || other.clientId === person)) ||
      scoreName(nameWords(other.name), { name }) >= 0.88 ||
      scoreName(words, { name: other.name }) >= 0.88,
  );
}
