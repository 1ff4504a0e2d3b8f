import type { Actor, User } from '../people/user.ts';
import { firstNameOf, foldName, severalSpeakers } from './names.ts';
import type { SessionParticipant, TranscriptSegment } from './session.ts';

export type DraftParticipant = Omit<SessionParticipant, 'id' | 'sessionId'>;

/** Speakers that stand for the person who led the session, where the file gives roles instead of names. */
const facilitatorRoles = new Set(['coach', 'facilitator', 'trainer', 'host', 'team leader', 'leader']);

/**
 * Everyone who spoke, in order of first words, matched to people of the organisation.
 *
 * A speaker is matched by the whole name, else by a first name that one person alone has; case and diacritics do not
 * count. The facilitator is the uploader: matched like the others, except that their first name needs not be unique, else
 * the speaker who is called by a role (`Coach`). When the uploader did not speak, nobody is the facilitator.
 */
export function findParticipants(
  segments: readonly TranscriptSegment[],
  people: readonly Pick<User, 'id' | 'name'>[],
  uploader: Pick<Actor, 'id' | 'name'>,
): DraftParticipant[] {
  const spoken = measureSpeakers(segments);
  const matches = new Map(
    spoken.map((speaker) => [speaker.name, matchPerson(speaker.name, people, uploader)]),
  );
  const facilitator =
    spoken.find((speaker) => matches.get(speaker.name) === uploader.id) ??
    spoken.find((speaker) => facilitatorRoles.has(foldName(speaker.name)));
  return spoken.map((speaker) => {
    const isFacilitator = speaker === facilitator;
    const userId = isFacilitator ? uploader.id : matches.get(speaker.name);
    return { ...speaker, isFacilitator, ...(userId === undefined ? {} : { userId }) };
  });
}

function matchPerson(
  speaker: string,
  people: readonly Pick<User, 'id' | 'name'>[],
  uploader: Pick<Actor, 'id' | 'name'>,
): string | undefined {
  const name = foldName(speaker);
  if (name === '') return undefined;
  if (name === foldName(uploader.name)) return uploader.id;
  const whole = people.filter((person) => foldName(person.name) === name);
  if (whole.length > 0) return whole.length === 1 ? whole[0]?.id : undefined;
  if (name.includes(' ')) return undefined;
  if (name === foldName(firstNameOf(uploader.name))) return uploader.id;
  const first = people.filter((person) => foldName(firstNameOf(person.name)) === name);
  return first.length === 1 ? first[0]?.id : undefined;
}

/** Neighbouring cues of one speaker are one turn; overlapping cues count in full for each speaker. */
function measureSpeakers(
  segments: readonly TranscriptSegment[],
): Pick<DraftParticipant, 'name' | 'turns' | 'speakingMs'>[] {
  const speakers = new Map<string, { name: string; turns: number; speakingMs?: number }>();
  let last: string | undefined;
  for (const segment of segments) {
    if (segment.speaker !== severalSpeakers) {
      const entry = speakers.get(segment.speaker) ?? { name: segment.speaker, turns: 0 };
      if (segment.speaker !== last) entry.turns += 1;
      if (segment.startMs !== undefined && segment.endMs !== undefined) {
        entry.speakingMs = (entry.speakingMs ?? 0) + Math.max(0, segment.endMs - segment.startMs);
      }
      speakers.set(segment.speaker, entry);
    }
    last = segment.speaker;
  }
  return [...speakers.values()];
}
