import type { Audience } from '../access/audience.ts';
import type { UserRepository } from '../people/ports.ts';
import { audienceMaySeeSession } from '../sessions/can-see-session.ts';
import type { SessionRepository } from '../sessions/ports.ts';
import { sessionNotFound } from '../sessions/session-errors.ts';
import type { CoachingSession } from '../sessions/session.ts';
import type { SummaryRepository } from '../summaries/ports.ts';
import { recordEntitlement } from './entitlement.ts';
import { indexRecords, type IndexRecordsDeps } from './index-records.ts';
import type { RecordLanguage, RecordStore } from './ports.ts';
import { spokenForms } from './spoken-forms.ts';

export interface SimilarSessionsDeps extends IndexRecordsDeps {
  language: Pick<RecordLanguage, 'terms' | 'isFiller'>;
  records: Pick<RecordStore, 'line' | 'similar'>;
  sessions: Pick<SessionRepository, 'find' | 'participants'>;
  summaries: Pick<SummaryRepository, 'listBySession'>;
  users: Pick<UserRepository, 'lineAbove'>;
}

export interface SimilarSession {
  id: string;
  title: string;
  /** `YYYY-MM-DD`. */
  date: string;
  /** Those who took part, without the one who led it. */
  participants: readonly string[];
  /** Only comparable inside one result. */
  score: number;
  /** What both are about, in words of the session that was asked about; the most telling first, up to three. */
  both: readonly string[];
}

export interface SimilarSessions {
  session: CoachingSession;
  /** Best first. */
  similar: readonly SimilarSession[];
}

const caughtUpAtMost = 50;
const wordsShown = 3;
/** When things are said to happen is in every session, and no topic. */
const timeWords =
  'next last first second week weeks month months year day days today tomorrow yesterday tonight morning afternoon evening noon minute minutes hour hours monday tuesday wednesday thursday friday saturday sunday';
/** One telling word or two may be chance: so many must be shared. */
const leastShared = 3;

/**
 * Sessions that were about the same, by the words of their summaries; only those that everyone in the audience may see in
 * full, as the session itself must be.
 * @param limit sessions at most; default 5
 * @throws AppError SESSION_001 for a session that does not exist or is not theirs to see
 */
export async function similarSessions(
  deps: SimilarSessionsDeps,
  { audience, sessionId, limit = 5 }: { audience: Audience; sessionId: string; limit?: number },
): Promise<SimilarSessions> {
  const { organizationId } = audience.actor;
  const session = await deps.sessions.find(organizationId, sessionId);
  if (session === undefined || !(await audienceMaySeeSession(deps, audience, session)))
    throw sessionNotFound();
  const [line, participants, summaries] = await Promise.all([
    deps.records.line(organizationId),
    deps.sessions.participants(organizationId, session.id),
    deps.summaries.listBySession(organizationId, session.id),
    indexRecords(deps, organizationId, { atMost: caughtUpAtMost }),
  ]);
  const names = participants.flatMap(({ name }) => deps.language.terms(name));
  const matches = await deps.records.similar(recordEntitlement(audience, line), session.id, {
    limit,
    without: [...names, ...deps.language.terms(timeWords)],
  });
  const lines = summaries.flatMap((summary) => summary.lines);
  const words = spokenForms(
    deps.language,
    lines.flatMap(({ text, evidence }) => [text, ...evidence.map(({ quote }) => quote)]),
  );
  return {
    session,
    similar: matches
      .map((match) => ({
        ...match,
        sharedTerms: match.sharedTerms.filter((term) => !deps.language.isFiller(term)),
      }))
      .filter(({ sharedTerms }) => sharedTerms.length >= leastShared)
      .map(({ sessionId: id, sharedTerms, ...match }) => ({
        id,
        title: match.title,
        date: match.date,
        participants: match.participants,
        score: match.score,
        both: sharedTerms.flatMap((term) => words.get(term) ?? []).slice(0, wordsShown),
      })),
  };
}
