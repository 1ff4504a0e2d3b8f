import type { User } from '../people/user.ts';
import { findPeople } from '../records/find-people.ts';
import { readPeriod } from '../records/read-period.ts';
import type { SessionFilter, SessionState } from './catalog-ports.ts';
import type { DateReader } from './date-reader.ts';
import type { SessionType } from './session.ts';

export interface SessionFilterInText {
  filter: SessionFilter;
  /** A name that several people have: whom the asker means has to be asked. */
  unclear?: { name: string; candidates: readonly User[] };
  /** What is left: words to look for in summaries and transcripts. May be empty. */
  topic: string;
}

/** First match counts. */
const stateWords: readonly (readonly [RegExp, SessionState])[] = [
  [
    /\b(?:un-?approved|(?:not|n['’]t|never) (?:yet )?(?:been )?approved(?: yet)?|still to approve|(?:to|for) (?:review|approval|approve)|(?:waiting|open) (?:for (?:me|approval))?|drafts?(?: left)?)\b/gi,
    'draft',
  ],
  [/\b(?:approved|finished|completed)\b/gi, 'approved'],
  [/\b(?:failed|could ?n['’]t be read|could not be read|broken)\b/gi, 'failed'],
  [/\b(?:being (?:read|processed)|in progress|processing|unfinished)\b/gi, 'working'],
  [/\b(?:scheduled|upcoming|planned|coming up)\b/gi, 'scheduled'],
  [/\b(?:cancell?ed|missed|no[- ]shows?)\b/gi, 'missed'],
];

const typeWords: readonly (readonly [RegExp, SessionType])[] = [
  [/\bpip(?:[- ]checks?)?\b|\bperformance improvement(?: plans?| checks?)?\b/gi, 'PIP_CHECK'],
  [/\burgent\b/gi, 'URGENT'],
  [/\bfollow[- ]?ups?\b/gi, 'FOLLOW_UP'],
  [/\bworkshops?\b|\btrainings?\b/gi, 'WORKSHOP'],
  [
    /\b(?:1|one)\s?(?::|-|on|to|-on-|-to-)\s?(?:1|one)s?\b|\bcheck[- ]?ins?\b|\bweekl(?:y|ies)\b/gi,
    'REGULAR',
  ],
  [/\bindividual\b/gi, 'INDIVIDUAL'],
];

/** The asker's own: what they led, and what they took part in. */
const mine = /\b(?:my|mine|(?:did|have|had|do) I|I(?:['’]ve| have| had)?|with me)\b/i;
const ledBy = /\b(?:led|run|held|given|coached) by (?=@?\p{L})/iu;
/** Somebody without an account: a name with its capital, or what follows "sessions with". */
const withName =
  /(?:\b(?:with|of|for) (?=@?\p{Lu})|(?:^|\b(?:sessions?|meetings?|workshops?|summar(?:y|ies)) )with )(@?\p{L}[\p{L}\p{M}'’-]*(?: \p{Lu}[\p{L}\p{M}'’.-]*){0,3})/u;

/** Words that hold a request together and name no topic. */
const scaffold = new Set(
  `which what show list find give tell get see look up search open me my mine our us i we you your have has had did do does is are
  was were been be there any all the a an of in on at by from to with for about where when that this these those and or please
  can could would session sessions summary summaries meeting meetings talk talks coaching latest last recent newest past earlier
  previous first ones one left still yet held led run went so far s`.split(/\s+/),
);

interface Context {
  /** The asker's day, `YYYY-MM-DD`. */
  today: string;
  actor: Pick<User, 'id'>;
  people: readonly User[];
  dates: DateReader;
}

/** Reads which sessions a request means: by rules, without a model. Never throws: what is not understood stays in the topic. */
export function readSessionFilter(
  text: string,
  { today, actor, people, dates }: Context,
): SessionFilterInText {
  const named = findPeople(text.trim(), people);
  const leader = ledBy.exec(text);
  const leaders =
    leader === null ? [] : findPeople(text.slice(leader.index + leader[0].length), people).people.slice(0, 1);
  const present = named.people.filter(({ id }) => !leaders.some((one) => one.id === id)).map(({ id }) => id);
  const { period, rest } = readPeriod(named.rest, today, dates);
  const [state, withoutState] = take(rest, stateWords);
  const [type, withoutType] = take(withoutState, typeWords);
  const stranger = named.unclear === undefined ? withName.exec(withoutType)?.[1] : undefined;
  const name =
    stranger === undefined || isScaffold(stranger) ? undefined : stranger.replace(/^@|['’]s$/gu, '');
  const isMine = mine.test(text) && !present.includes(actor.id);
  const personIds = [...present, ...(isMine ? [actor.id] : [])];
  return {
    filter: {
      ...period,
      ...(state === undefined ? {} : { state }),
      ...(type === undefined ? {} : { types: [type] }),
      ...(personIds.length === 0 ? {} : { personIds }),
      ...(leaders.length === 0 ? {} : { ledByIds: leaders.map(({ id }) => id) }),
      ...(name === undefined ? {} : { name }),
    },
    ...(named.unclear === undefined ? {} : { unclear: named.unclear }),
    topic: topicOf(name === undefined ? withoutType : withoutType.replace(name, ' ')),
  };
}

/** What the first pattern that is found stands for, and the text without its words. */
function take<T>(text: string, kinds: readonly (readonly [RegExp, T])[]): [T | undefined, string] {
  for (const [pattern, kind] of kinds) {
    const rest = text.replace(pattern, ' ');
    if (rest !== text) return [kind, rest];
  }
  return [undefined, text];
}

const isScaffold = (words: string): boolean =>
  words.split(/\s+/).every((word) => scaffold.has(word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')));

const topicOf = (text: string): string =>
  text
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !isScaffold(word))
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .join(' ');
