import { firstNameOf, foldName } from '../sessions/names.ts';
import type { RecordEntitlement } from './entitlement.ts';
import type { RecordCandidate, RecordFilter, RecordLanguage, RecordMatches, RecordStore } from './ports.ts';
import type { RecordHit } from './record.ts';
import { spokenForms } from './spoken-forms.ts';
import { readCueMark } from './to-chunks.ts';

interface TopicDeps {
  records: Pick<RecordStore, 'search' | 'vocabulary'>;
  language: RecordLanguage;
}

interface TopicFindings {
  hits: readonly RecordHit[];
  matches: RecordMatches;
  corrections: readonly { from: string; to: string }[];
}

/** Terms of a topic that are searched; a question has fewer. */
const maxTerms = 24;
/** From this share of what a topic's words weigh together, a place counts as being about it. */
const floor = 0.5;

interface Topic {
  /** Words; empty: all that the filter leaves, the newest first. */
  topic: string;
  /** Names of the people who are asked about: of what was said, their words come first. */
  speakers: readonly string[];
  /** Places at most. */
  limit: number;
}

/** The places that are about a topic, best first. */
export async function findTopic(
  { records, language }: TopicDeps,
  entitlement: RecordEntitlement,
  filter: RecordFilter,
  { topic, speakers, limit }: Topic,
): Promise<TopicFindings> {
  const asked = [...new Set(language.terms(topic))].slice(0, maxTerms);
  const first = await records.search(entitlement, filter, asked, limit);
  const corrections = await correctSpelling({ records, language }, entitlement, filter, asked, first);
  const terms = [...new Set(asked.map((term) => corrections.get(term) ?? term))];
  const matches = corrections.size === 0 ? first : await records.search(entitlement, filter, terms, limit);
  const hits = matches.candidates
    .filter((candidate) => isAbout(language, terms, matches, candidate))
    .map((candidate) => toHit(language, terms, speakers, candidate));
  const typed = spokenForms(language, [topic]);
  const found = spokenForms(
    language,
    hits.map(({ text }) => text),
  );
  return {
    hits,
    matches,
    corrections: [...corrections].map(([from, to]) => ({
      from: typed.get(from) ?? from,
      to: found.get(to) ?? to,
    })),
  };
}

/**
 * What was meant by words that no entitled record has. The whole vocabulary only proposes; what is taken stands in records
 * that the audience may see, so that a correction gives nothing else away.
 */
async function correctSpelling(
  { records, language }: TopicDeps,
  entitlement: RecordEntitlement,
  filter: RecordFilter,
  asked: readonly string[],
  { frequencies, records: count }: RecordMatches,
): Promise<ReadonlyMap<string, string>> {
  const unknown = asked.filter((term) => !frequencies.has(term));
  if (unknown.length === 0 || count === 0) return new Map();
  const letters = [...new Set(unknown.map((term) => term.charAt(0)))];
  const close = language.closeTo(unknown, await records.vocabulary(entitlement.organizationId, letters));
  if (close.length === 0) return new Map();
  const known = await records.search(entitlement, filter, close, 1);
  return language.correct(unknown, known.frequencies);
}

/** Rare words of the topic weigh more; a word that nothing has counts fully against what lacks it. */
function isAbout(
  language: Pick<RecordLanguage, 'isFiller'>,
  terms: readonly string[],
  { frequencies, records }: RecordMatches,
  candidate: RecordCandidate,
): boolean {
  const telling = terms.filter((term) => !language.isFiller(term));
  const wanted = telling.length > 0 ? telling : terms;
  if (wanted.length === 0) return true;
  const weightOf = (term: string): number => {
    const having = frequencies.get(term) ?? 0;
    return Math.log(1 + (Math.max(records, having) - having + 0.5) / (having + 0.5));
  };
  const total = wanted.reduce((sum, term) => sum + weightOf(term), 0);
  const has = wanted
    .filter((term) => candidate.terms.includes(term))
    .reduce((sum, term) => sum + weightOf(term), 0);
  return has > 0 && has >= floor * total;
}

/** Of a stretch of a transcript the cue that has most of the topic's words, with who said it. */
function toHit(
  language: Pick<RecordLanguage, 'terms'>,
  terms: readonly string[],
  speakers: readonly string[],
  { hit, marks }: RecordCandidate,
): RecordHit {
  if (hit.kind !== 'session' || marks.length === 0) return hit;
  const wanted = new Set(terms);
  const names = speakers.flatMap((name) => [foldName(name), foldName(firstNameOf(name))]);
  const cues = hit.text.split('\n').flatMap((text, at) => {
    const cue = readCueMark(marks[at] ?? '');
    if (cue === undefined) return [];
    const fit = new Set(language.terms(text).filter((term) => wanted.has(term))).size;
    return [{ ...cue, text, fit, isTheirs: fit > 0 && names.includes(foldName(cue.speaker)) }];
  });
  const [best] = cues.toSorted(
    (one, other) => Number(other.isTheirs) - Number(one.isTheirs) || other.fit - one.fit,
  );
  if (best === undefined) return hit;
  return { ...hit, text: best.text, segment: best.segment, person: { name: best.speaker } };
}
