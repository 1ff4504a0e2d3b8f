import type { ActionFilter } from './ports.ts';

/** Whom words are about: the one who writes, everybody they look after, or a name as it was written. */
export type Whose = 'mine' | 'team' | { name: string };

export type ActionWish =
  /** `text`: what is to be done, with its day; of `thread` only the day and the like, the rest was said before. */
  | { kind: 'create' | 'thread'; whose: Exclude<Whose, 'team'>; text: string }
  | { kind: 'list'; whose: Whose; filter: ActionFilter };

const politeness =
  /^(?:(?:hey|hi|hello|ok|okay|so|and|now|then|please|thanks|great|good)[ ,]+|(?:can|could|would|will) you (?:please )?|let['’]?s |i(?:['’]d| would) like (?:you )?to )+/i;
const thing = String.raw`(?:action[- ]?items?|actions?|to-?dos?|tasks?)`;
const name = String.raw`@?(\p{L}[\p{L}\p{M}.'’-]*(?: \p{L}[\p{L}\p{M}.'’-]*){0,3}?)`;

/** "Make that an action item for Dana by Tuesday." */
const thatOne = new RegExp(
  String.raw`^(?:make|turn|save|add|track|note|put|create|log|set)(?: up)? (?:that|this|it)(?: down| up)?(?: into| as| to be| in as)?(?: an?| one)?(?: new)? (?:action[- ]?item|action|to-?do|task)\b(.*)$`,
  'isu',
);
/** "Add that to Dana's action items by Tuesday." */
const onList = new RegExp(
  String.raw`^(?:add|put) (?:that|this|it) (?:to|on|onto) (my|${name}['’]s?) (?:list of )?(?:open )?${thing}(?: list)?\b(.*)$`,
  'isu',
);
/** "Add an action item for Dana: call ACME by Friday." */
const explicit = new RegExp(
  String.raw`^(?:(?:give|assign|get)\s+(me|${name})\s+|(?:add|create|make|open|track|set(?: up)?|log)\s+(?:me\s+)?)?(?:an?\s+)?(?:new\s+)?action[- ]?item(?:\s+(?:for|to)\s+(me|myself|${name}))?\s*(?::|–|—|\s-\s)\s*(.+)$`,
  'isu',
);
/** "Give Dana an action item to call ACME by Friday"; "add an action item for me to read the refund procedure". */
const toDo = new RegExp(
  String.raw`^(?:(?:give|assign|get)\s+(me|${name})\s+|(?:add|create|make|open|set(?: up)?)\s+(?:me\s+)?)(?:an?\s+)(?:new\s+)?action[- ]?item(?:\s+for\s+(me|myself|${name}))?\s+to\s+(?!(?:the|this|that|my|our|your|his|her|their|an?)\s+(?:\w+\s+)?(?:summary|session|notes?|list|thread|1:1|agenda|plan|meeting)\b)(.+)$`,
  'isu',
);
const forWhom = new RegExp(
  String.raw`^[\s,]*for (me|myself|${name})(?=$|[\s,.!]+(?:by|before|until|till|due|on|this|next|tomorrow|today|in|#|within)\b|[\s,.!]*#|[.!]*$)`,
  'iu',
);

const state = '(open|overdue|late|blocked|stuck|unverified|pending)';
const filters: Readonly<Record<string, ActionFilter>> = {
  overdue: 'overdue',
  late: 'overdue',
  blocked: 'blocked',
  stuck: 'blocked',
  unverified: 'to_verify',
};
const filterOf = (word: string | undefined): ActionFilter => filters[(word ?? '').toLowerCase()] ?? 'open';
const opener = String.raw`(?:(?:show|list|give|tell|see|get)(?: me)?|which|what(?:['’]s| are| is)?|any|all|do i have(?: any)?|have i(?: any)?|are there(?: any)?|how many|let me see)`;
const items = String.raw`(?:${thing}|items?)`;
const team = String.raw`(?:my|the|this|our) (?:team|people|line|agents)`;

/** Each with what it asks for; `list` builds it of the match. */
const lists: readonly (readonly [
  RegExp,
  (match: RegExpExecArray) => { whose: Whose; filter: ActionFilter },
])[] = [
  [
    /^what(?:['’]s| am) i (?:late|overdue|behind) (?:with|on)$/i,
    () => ({ whose: 'mine', filter: 'overdue' }),
  ],
  [
    new RegExp(String.raw`^what(?:['’]s| is| are) ${team} (?:late|overdue|behind) (?:with|on)$`, 'i'),
    () => ({ whose: 'team', filter: 'overdue' }),
  ],
  [
    new RegExp(String.raw`^what(?:['’]s| is) ${name} (?:late|overdue|behind) (?:with|on)$`, 'iu'),
    ([, who = '']) => ({ whose: { name: who }, filter: 'overdue' }),
  ],
  [
    new RegExp(String.raw`^what(?:['’]s| is) (?:blocking|holding up) ${name}$`, 'iu'),
    ([, who = '']) => ({ whose: ofName(who), filter: 'blocked' }),
  ],
  [
    /^(?:what|which (?:action )?items) (?:do|must|should) i (?:still )?(?:have to |need to )?verify$|^(?:show(?: me)? |list |any )?(?:action )?items (?:to verify|(?:that |which )?(?:wait|are waiting) for (?:me|my (?:check|verification)))$/i,
    () => ({ whose: 'team', filter: 'to_verify' }),
  ],
  [
    new RegExp(String.raw`^(?:${opener} )?my ${state} ${items}$`, 'i'),
    ([, how]) => ({ whose: 'mine', filter: filterOf(how) }),
  ],
  [
    new RegExp(
      String.raw`^(?:${opener} )?(?:${state} )?${items} (?:of|in|from|for|on|across) ${team}$|^(?:${opener} )?${team}['’]?s? (?:${state} )?${items}$|^(?:${opener} )?(?:${state} )?(?:team|line) ${items}$`,
      'i',
    ),
    (match) => ({
      whose: 'team',
      filter: filterOf(match.slice(1).find((part: string | undefined) => part !== undefined)),
    }),
  ],
  [
    new RegExp(
      String.raw`^(?:which|what) ${items} (?:in my team |of my team |in my line )?are ${state}$|^who(?:['’]s| is) (?:late|overdue|behind) with (?:their )?${items}$`,
      'i',
    ),
    ([, how]) => ({ whose: 'team', filter: filterOf(how ?? 'overdue') }),
  ],
  [
    new RegExp(
      String.raw`^(?:${opener} )?${name}['’]s (?:${state} )?(?:action[- ]?items?|to-?dos?|tasks)$`,
      'iu',
    ),
    ([, who = '', how]) => ({ whose: { name: who }, filter: filterOf(how) }),
  ],
  [
    new RegExp(
      String.raw`^(?:${opener} )?(?:${state} )?(?:action[- ]?items?|to-?dos|tasks) (?:of|for|from) ${name}$`,
      'iu',
    ),
    ([, how, who = '']) => ({ whose: ofName(who), filter: filterOf(how) }),
  ],
];

const ofName = (who: string): Whose =>
  /^(?:me|myself)$/i.test(who)
    ? 'mine'
    : /^(?:(?:my|the|this|our) )?(?:team|people|line)$/i.test(who)
      ? 'team'
      : { name: who };
const personOf = (who: string | undefined): Exclude<Whose, 'team'> =>
  who === undefined || /^(?:me|myself|my)$/i.test(who) ? 'mine' : { name: who };

/**
 * What words about action items ask for; undefined: something else. Whether a name is a person's is for the caller: "the
 * refund desk" is none, and the words are a question like any other.
 */
export function readActionWords(said: string): ActionWish | undefined {
  const words = said.trim().replace(/\s+/g, ' ').replace(politeness, '');
  if (words.length > 600) return undefined;
  const listed = onList.exec(words);
  if (listed !== null)
    return { kind: 'thread', whose: personOf(listed[2] ?? listed[1]), text: (listed[3] ?? '').trim() };
  const made = thatOne.exec(words);
  if (made !== null) {
    const rest = made[1] ?? '';
    const whom = forWhom.exec(rest);
    const who = whom?.[2] ?? whom?.[1];
    return {
      kind: 'thread',
      whose: personOf(who),
      text: rest.slice(whom?.[0].length ?? 0).replace(/^[\s,.!]+/, ''),
    };
  }
  for (const pattern of [explicit, toDo]) {
    const match = pattern.exec(words);
    if (match === null) continue;
    const [, to, , forOne, , text = ''] = match;
    return { kind: 'create', whose: personOf(to ?? forOne), text };
  }
  const bare = words.replace(/[?.!\s]+$/, '');
  if (bare.length > 120) return undefined;
  for (const [pattern, read] of lists) {
    const match = pattern.exec(bare);
    if (match !== null) return { kind: 'list', ...read(match) };
  }
  return undefined;
}
