import type { NoteType } from '../notes/quick-note.ts';
import type { User } from '../people/user.ts';
import type { DateReader } from '../sessions/date-reader.ts';
import type { SummarySection } from '../summaries/summary.ts';
import { findPeople } from './find-people.ts';
import { readPeriod, type Period } from './read-period.ts';
import { recordKinds, type RecordKind } from './record.ts';

/** What a question about records asks for; read by rules, without a model. */
export interface RecordQuestion {
  kinds: readonly RecordKind[];
  period?: Period;
  /** About these people. */
  people: readonly User[];
  /** Notes by this person, sessions led by them. */
  authors: readonly User[];
  unclear?: { name: string; candidates: readonly User[] };
  sections?: readonly SummarySection[];
  noteTypes?: readonly NoteType[];
  followUp?: boolean;
  /** Only action items that are past their day. */
  overdue: boolean;
  /** `person` where the answer is people ("who …"), `session` where it is sessions ("which sessions …"). */
  group: 'person' | 'session' | 'none';
  /** What is left: the topic. May be empty ("what did I note about Priya?"). */
  topic: string;
}

interface Polarity {
  pattern: RegExp;
  sections: readonly SummarySection[];
  noteTypes?: readonly NoteType[];
  followUp?: boolean;
}

/** What people did or felt, as the parts of a summary and the types of a note have it. First match counts. */
const polarities: readonly Polarity[] = [
  {
    pattern:
      /\b(?:overdue|past (?:their|its) due(?: date)?|action items?|to-?dos?|promis(?:e|es|ed|ing)|commit(?:s|ted|ments?)?(?: to)?|agreed to(?: do)?|still owes?|due(?: date)?|follow[- ]?ups?)\b/gi,
    sections: ['actions'],
    followUp: true,
  },
  {
    pattern: /\b(?:recommend(?:s|ed|ations?)?|advi[cs]e[ds]?|suggest(?:s|ed|ions?)?)\b/gi,
    sections: ['recommendations'],
    noteTypes: ['COACHING'],
  },
  {
    pattern:
      /\b(?:struggl(?:e|es|ed|ing)|(?:find|finds|found|finding) (?:it )?(?:hard|difficult|tricky)|difficult(?:y|ies)?|(?:had|has|have|having) (?:a hard time|trouble|problems?|issues?|difficult(?:y|ies))|trouble|problems? with|challenges?|challenged by|stuck|weak(?:ness(?:es)?)?|(?:needs?|needed) (?:help|support|practice|to (?:improve|work on))|(?:did|do|does|doing) (?:badly|poorly)|went (?:badly|wrong)|not (?:doing|going) (?:so )?well|behind (?:with|on))\b/gi,
    sections: ['challenges'],
    noteTypes: ['COACHING', 'URGENT', 'COMPLIANCE'],
  },
  {
    pattern:
      /\b(?:(?:did|do|does|doing|done|went|go|goes|going) (?:really |very |so )?(?:well|great)|(?:was|were|is|are|been) (?:really |very )?(?:good|great|strong) (?:at|with)|succe(?:ed(?:s|ed)?|ss(?:es)?)|wins?|won|strengths?|excel(?:s|led)?|shone|proud of|prais(?:e|ed)|improve[ds]?|got better|nailed)\b/gi,
    sections: ['wins'],
    noteTypes: ['POSITIVE'],
  },
];

const noteWords =
  /\b(?:quick )?notes?\b|\bnoted\b|\bwr(?:o|i)te(?: down)?\b|\bwritten(?: down)?\b|\bjotted(?: down)?\b/gi;
const summaryWords = /\bsummar(?:y|ies)\b/gi;
const sessionWords =
  /\b(?:coaching )?(?:sessions?|meetings?|workshops?)\b|\b(?:1|one)\s?(?::|-|on|to|-on-|-to-)\s?(?:1|one)s?\b/gi;
const spokenWords =
  /\btranscripts?\b|\b(?:said|says|say|saying)\b|\bmention(?:s|ed|ing)?\b|\b(?:talk(?:s|ed|ing)?|spoke|speak(?:s|ing)?) (?:about|of)\b|\bbrought up\b/gi;

/** "Struggled with her notes" is about writing notes, and no wish to look into ours. */
const notesAsTopic = /\b(?:with|at|writing|taking|on) (?:(?:his|her|their|the|my|call) )?notes?\b/i;

const wantsPeople =
  /^(?:and |so |but )?(?:who|whom|whose|which (?:of (?:my|our|the) )?(?:agents?|people|persons?|reps?|colleagues?|team ?mates?)|(?:did|has|have|does|is|was) any(?:one|body)|any(?:one|body)|list (?:the )?people|everyone who)\b/i;
const wantsSessions =
  /\b(?:which|what|find|show|list|any|the|all|my|our|in|other) (?:\w+ ){0,2}(?:sessions?|workshops?|meetings?)\b|^sessions?\b/i;
const byAsker =
  /\b(?:(?:did|have|had|do) I|I(?:['’]ve| have)?|I) (?:ever )?(?:note|noted|write|wrote|written|jot|jotted)\b|\bmy (?:\w+ )?notes?\b|\bnotes? (?:of mine|by me|I (?:took|wrote|made))\b/i;
const aboutAsker = /\b(?:did|do|have|had|am|was) I\b|\b(?:my|mine)\b|\b(?:about|for) me\b/i;
const byOther =
  /\b(?:notes?|sessions?|written|noted|taken|led|run) by (?=@?\p{L})|\bdid (?!I\b|you\b|we\b|they\b|any)(?=@?\p{L}[^?]*?\b(?:note|write)\b)/u;

/** Words that hold a question together and name no topic; besides them the stop words of the index are dropped. */
const scaffold = new Set(
  `who whom whose which what where when how why did do does done has have had is are was were be been being any anyone anybody
  everyone everybody someone somebody people person agent agents rep reps colleague colleagues teammate teammates team
  show find search list look give tell get see me us my our mine i we you your please can could would there something anything
  thing things ever most often much many more lot still already again about with on of for in at by from to the a an and or
  so but also then hi hello hey threadcoach like`.split(/\s+/),
);

interface Context {
  /** The asker's day, `YYYY-MM-DD`. */
  today: string;
  actor: Pick<User, 'id'>;
  people: readonly User[];
  dates: DateReader;
}

/** Never throws: what is not understood stays in the topic. */
export function understandQuestion(text: string, { today, actor, people, dates }: Context): RecordQuestion {
  const named = findPeople(text.trim(), people);
  const byName = byOther.exec(text);
  const { period, rest: withoutPeriod } = readPeriod(named.rest, today, dates);
  const polarity = polarities.find(({ pattern }) => withoutPeriod.search(pattern) >= 0);
  const asker = people.find(({ id }) => id === actor.id);
  const self = asker === undefined ? [] : [asker];
  const isByAsker = byAsker.test(text);
  const isAboutAsker =
    !isByAsker && named.people.length === 0 && aboutAsker.test(text) && !wantsPeople.test(text);
  const author = byName === null ? undefined : firstAfter(text, byName.index, named.people);
  const aboutNotes = polarity !== undefined && notesAsTopic.test(withoutPeriod);
  const group = wantsPeople.test(text.trim()) ? 'person' : wantsSessions.test(text) ? 'session' : 'none';
  return {
    kinds: kindsOf(withoutPeriod, polarity, group, aboutNotes),
    ...(period === undefined ? {} : { period }),
    people: isAboutAsker && polarity !== undefined ? self : named.people.filter((user) => user !== author),
    authors: isByAsker ? self : author === undefined ? [] : [author],
    ...(named.unclear === undefined ? {} : { unclear: named.unclear }),
    ...(polarity === undefined ? {} : { sections: polarity.sections }),
    ...(polarity?.noteTypes === undefined ? {} : { noteTypes: polarity.noteTypes }),
    ...(polarity?.followUp === undefined ? {} : { followUp: polarity.followUp }),
    overdue: /\boverdue\b|\bpast (?:their|its) due\b/i.test(text),
    group,
    topic: topicOf(withoutPeriod, polarity, aboutNotes),
  };
}

function kindsOf(
  text: string,
  polarity: Polarity | undefined,
  group: RecordQuestion['group'],
  aboutNotes: boolean,
): readonly RecordKind[] {
  const has = (pattern: RegExp): boolean => text.search(pattern) >= 0;
  const kinds = new Set<RecordKind>();
  if (has(noteWords) && !aboutNotes) kinds.add('note');
  if (has(summaryWords)) kinds.add('summary');
  if (has(spokenWords)) kinds.add('session').add('summary');
  if (kinds.size === 0 && (group === 'session' || (has(sessionWords) && polarity === undefined))) {
    kinds.add('session').add('summary');
  }
  // What somebody struggled with is judged in summaries and notes; that the word fell in a session proves nothing.
  if (polarity !== undefined) {
    kinds.delete('session');
    if (kinds.size === 0) kinds.add('summary').add('note');
  }
  return kinds.size === 0 ? recordKinds : recordKinds.filter((kind) => kinds.has(kind));
}

function topicOf(text: string, polarity: Polarity | undefined, aboutNotes: boolean): string {
  let left = text;
  const notes = aboutNotes ? undefined : noteWords;
  for (const pattern of [polarity?.pattern, notes, summaryWords, sessionWords, spokenWords]) {
    if (pattern !== undefined) left = left.replace(pattern, ' ');
  }
  return [...left.matchAll(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)]
    .map(([word]) => word)
    .filter((word) => !scaffold.has(word.toLowerCase().replace(/['’]s?$/u, '')))
    .join(' ');
}

/** The first of these people whose name stands after a place in the text. */
function firstAfter(text: string, index: number, people: readonly User[]): User | undefined {
  const tail = text.slice(index).toLowerCase();
  return people
    .map((user) => ({ user, at: tail.indexOf((user.name.split(' ')[0] ?? user.name).toLowerCase()) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)[0]?.user;
}
