import { setImmediate } from 'node:timers/promises';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import { firstNameOf } from '../../coaching/sessions/names.ts';
import { dueSaid } from '../../coaching/summaries/due-said.ts';
import type { DraftLine, DraftRequest, SummaryDrafter } from '../../coaching/summaries/ports.ts';
import { findAdvice } from './advice.ts';
import { chronoDateReader } from './chrono-date-reader.ts';
import { asSentence, cleanSpeech } from './clean-speech.ts';
import { agrees, declines, findCommitment } from './commitments.ts';
import { readDialogue, sentencesFor, type Dialogue, type Sentence } from './dialogue.ts';
import { findDue } from './due-date.ts';
import { groupLines } from './group-lines.ts';
import { isQuestion, weighCriticism, weighOwnChallenge, weighOwnWin, weighPraise } from './sentence-kinds.ts';
import { contentWords } from './same-topic.ts';
import { replacePronouns, toThirdPerson, type Voices } from './third-person.ts';

const maxSentenceLength = 1_200;

/**
 * Drafts a summary by extraction, without a model: sentences of the participant, and of others to the participant, are
 * recognised by how people speak of successes, difficulties, promises and advice. Lines are rewritten only where that is
 * safe, else quoted; evidence is always the words as they were said. Nothing is inferred, and text that looks like an
 * instruction is text.
 */
export function createOfflineDrafter({
  dates = chronoDateReader,
}: { dates?: DateReader } = {}): SummaryDrafter {
  return {
    draft: (request, signal) => draft(request, dates, signal),
    group: groupLines,
  };
}

/** Sentences that are read before others get their turn on this thread. */
const sentencesAtOnce = 200;

async function draft(request: DraftRequest, dates: DateReader, signal?: AbortSignal): Promise<DraftLine[]> {
  const dialogue = await readDialogue(request.segments, request.facilitator, signal);
  const candidates: DraftLine[] = [];
  for (const [at, sentence] of sentencesFor(dialogue, request.participant.name).entries()) {
    if (at % sentencesAtOnce === 0) {
      await setImmediate();
      signal?.throwIfAborted();
    }
    candidates.push(...readSentence(sentence, dialogue, request, dates));
  }
  return candidates;
}

function readSentence(
  sentence: Sentence,
  dialogue: Dialogue,
  request: DraftRequest,
  dates: DateReader,
): DraftLine[] {
  const { participant, facilitator } = request;
  const own = sentence.speaker === participant.name;
  const toParticipant = !own && sentence.addressees.includes(participant.name);
  if (!own && !toParticipant) return [];
  // A "sentence" of pages is a text without punctuation: no line of a summary could rest on it.
  if (sentence.text.length > maxSentenceLength) return [];
  const clean = cleanSpeech(sentence.text);
  if (clean.split(/\s+/).length < 3 || isSmallTalk(sentence, dialogue)) return [];

  const context = { sentence, clean, request, dates };
  const action = readAction(context, dialogue, own);
  if (action !== undefined) return [action];
  const fromCoach = sentence.speaker === facilitator || (facilitator === '' && !own);
  const advice = !own && fromCoach ? readAdvice(context) : undefined;
  if (advice !== undefined) return [advice];
  if (isQuestion(clean)) return [];

  const win = own ? weighOwnWin(clean) : weighPraise(clean);
  const challenge = own ? weighOwnChallenge(clean) : fromCoach ? weighCriticism(clean) : 0;
  const weight = Math.max(win, challenge);
  if (weight < 2 || win === challenge || !standsAlone(clean, weight)) return [];
  return [
    {
      section: win > challenge ? 'wins' : 'challenges',
      text: statement(context, own),
      evidence: sentence.evidence,
      weight,
    },
  ];
}

/** One word of content is enough for a clear sign, but not when the sentence points elsewhere: `I hate that.` */
function standsAlone(clean: string, weight: number): boolean {
  const { size } = contentWords(clean);
  return size >= 2 || (size === 1 && weight >= 3 && !/\b(?:it|that|this)\b/i.test(clean));
}

const privateMatters =
  /\b(?:weekend|holidays?|vacation|weather|kids|children|family|the dog|the cat|allotment|traffic|birthday|football|the match|the game|printer|lift|coffee|tea|lunch|breakfast|hear me|recording|screen)\b/i;

/** Words of welcome at the start, about private matters, and the answers to them. */
function isSmallTalk(sentence: Sentence, dialogue: Dialogue): boolean {
  if (sentence.turn > Math.max(6, dialogue.turns.length / 12)) return false;
  const near = [dialogue.turns[sentence.turn - 1], dialogue.turns[sentence.turn]];
  return near.some((turn) => turn?.some(({ text }) => privateMatters.test(text)) === true);
}

interface Context {
  sentence: Sentence;
  clean: string;
  request: DraftRequest;
  dates: DateReader;
}

function readAction(
  { sentence, clean, request, dates }: Context,
  dialogue: Dialogue,
  own: boolean,
): DraftLine | undefined {
  const { participant, facilitator, session } = request;
  const commitment = findCommitment(clean);
  if (commitment === undefined) return undefined;
  // What others take on among themselves is theirs; what the coach takes on for this person is part of their summary.
  if (
    !own &&
    commitment.by === 'speaker' &&
    sentence.speaker !== facilitator &&
    !/\byou\b/i.test(commitment.task)
  ) {
    return undefined;
  }
  const [addressee] = sentence.addressees;
  if (
    own &&
    commitment.by === 'addressee' &&
    (sentence.addressees.length !== 1 || addressee !== facilitator)
  ) {
    return undefined;
  }
  const asked = findDue(clean, session.date, dates);
  const answer = commitment.asked
    ? answerTo(sentence, dialogue, commitment.by === 'addressee' && own ? facilitator : participant.name)
    : undefined;
  if (commitment.asked) {
    if (answer !== undefined && declines(answer.text)) return undefined;
    if (asked === undefined && (answer === undefined || !agrees(answer.text))) return undefined;
  }
  const agreed = answer !== undefined && agrees(answer.text) ? answer : undefined;
  // "Could you …?" "Yes, by Friday."
  const due =
    asked ??
    (agreed && isPlainYes(agreed.text) ? findDue(cleanSpeech(agreed.text), session.date, dates) : undefined);
  const owner =
    commitment.by === 'both'
      ? undefined
      : commitment.by === 'speaker'
        ? sentence.speaker
        : own
          ? facilitator
          : participant.name;
  const task = taskText(commitment.task, sentence, commitment.by === 'speaker', request);
  const confirmed = agreed !== undefined && (asked !== due || agreed.text.split(/\s+/).length >= 3);
  // "… by" | "Friday.": the day may stand in a cue of its own that is too short to be quoted by itself.
  const said = asked === undefined ? sentence.evidence : withDay(sentence, asked, session.date, dates);
  return {
    section: 'actions',
    text: task === undefined ? quoted(sentence, own) : asSentence(task),
    ...(owner === undefined ? {} : { owner }),
    ...(due === undefined ? {} : { due }),
    evidence: confirmed ? [...said, ...agreed.evidence] : said,
    weight: 3 + (due === undefined ? 0 : 2) - (/\bat some point|one day|some ?time\b/i.test(clean) ? 2 : 0),
  };
}

/** Short, and with no reservation: `Yes, but on Friday I'm away` sets no day. */
const isPlainYes = (text: string): boolean =>
  text.split(/\s+/).length <= 10 && !/\b(?:but|not|away|if|unless)\b|n['’]t\b/i.test(text);

/** The quotes of a sentence, with those that its day stands in. */
function withDay(sentence: Sentence, due: string, day: string, dates: DateReader): Sentence['evidence'] {
  const quotes = sentence.evidence.map(({ quote }) => quote);
  return dueSaid(due, quotes, day, dates) === undefined ? sentence.whole : sentence.evidence;
}

/** The first sentence of the next turn, when it is that person's. */
function answerTo(sentence: Sentence, dialogue: Dialogue, by: string): Sentence | undefined {
  const last = dialogue.turns[sentence.turn]?.at(-1);
  const [answer] = dialogue.turns[sentence.turn + 1] ?? [];
  const soon = last !== undefined && last.order - sentence.order <= 2;
  return soon && answer?.speaker === by ? answer : undefined;
}

/** The task in words that stand without the talk: `send you the notes` becomes `send Priya the notes`. */
function taskText(
  task: string,
  sentence: Sentence,
  bySpeaker: boolean,
  { participant }: DraftRequest,
): string | undefined {
  const speaker = firstNameOf(sentence.speaker);
  const toMany = sentence.addressees.length > 1;
  const listener =
    toMany || sentence.addressees[0] === undefined ? undefined : firstNameOf(sentence.addressees[0]);
  const plain = toMany
    ? task
        .replace(
          /\b(?:you both|both of you|all of you|you all|each of you)\b/gi,
          namesOf(sentence.addressees),
        )
        .replace(/\bthe (?:two|three|four|five|six|seven|eight) of you\b/gi, namesOf(sentence.addressees))
    : withoutVocative(task, firstNameOf(participant.name));
  const voices: Voices = bySpeaker
    ? { subject: speaker, ...(listener === undefined ? {} : { other: listener }) }
    : { subject: listener ?? firstNameOf(participant.name), other: speaker };
  const gentle = replacePronouns(plain, bySpeaker ? 'I' : 'you', voices, true);
  return gentle === undefined || /\b(?:we|us)\b/i.test(gentle) ? undefined : gentle;
}

/** `Priya and Daniel`; from four on, nobody would want to read all the names. */
function namesOf(people: readonly string[]): string {
  if (people.length > 3) return 'all participants';
  return people
    .map(firstNameOf)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

function readAdvice({ sentence, clean, request }: Context): DraftLine | undefined {
  const advice = findAdvice(clean);
  if (advice === undefined) return undefined;
  const text = withoutVocative(advice.text, firstNameOf(request.participant.name));
  // Advice speaks to the person: `you` stays, and the coach is named.
  const coach = firstNameOf(sentence.speaker);
  const plain = text
    .replace(/\bme\b/g, coach)
    .replace(/\bmy\b/gi, `${coach}'s`)
    .replace(/\bmyself\b/gi, coach);
  return {
    section: 'recommendations',
    text: /\bI\b|\bmine\b/.test(plain) ? quoted(sentence, false) : asSentence(plain),
    evidence: sentence.evidence,
    weight: advice.weight,
  };
}

function withoutVocative(text: string, name: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text
    .replace(new RegExp(String.raw`,\s*${escaped}\s*(?=[,.!?]|$)`, 'giu'), '')
    .replace(new RegExp(String.raw`^${escaped},\s*`, 'iu'), '');
}

function statement({ sentence, clean, request }: Context, own: boolean): string {
  const speaker = firstNameOf(sentence.speaker);
  const subject = firstNameOf(request.participant.name);
  const text = withoutVocative(clean, subject);
  // A sentence that begins by pointing back, or names nobody, needs its own words.
  const pointsBack =
    /^(?:that|this|which|it|he|she|they|there|mine|what)\b/i.test(text) || /\b(?:we|us|our)\b/i.test(text);
  const others = own ? {} : { other: speaker };
  const plain =
    pointsBack || text.length > 220
      ? undefined
      : toThirdPerson(text, own ? 'I' : 'you', { subject, ...others });
  const readable = plain !== undefined && plain.split(' ').length >= 3 && !/(?:n't|\bnot)[.!]?$/.test(plain);
  return readable ? asSentence(plain) : quoted(sentence, own);
}

/** Verbatim, as the quotation marks promise; the other side's words say whose they are. */
function quoted(sentence: Sentence, own: boolean): string {
  const words = sentence.text.replace(/\s+/g, ' ').trim();
  return own ? `“${words}”` : `${firstNameOf(sentence.speaker)}: “${words}”`;
}
