/** What words ask about one's own goals. `about` holds the words that name the goal; empty: not said. */
export type GrowthWish =
  /** `text` may be empty: then it is asked for. */
  | { kind: 'create'; text: string }
  | { kind: 'list' }
  | { kind: 'show'; about: string }
  | { kind: 'add-step'; text: string; about: string }
  /** `which`: a number, "last", or words of the step; empty: the next one. */
  | { kind: 'step'; which: string; doing: 'tick' | 'untick' | 'remove'; about: string }
  | { kind: 'note'; text: string; about: string }
  | { kind: 'check-in'; when: string; about: string }
  | { kind: 'stop-check-ins'; about: string }
  | { kind: 'edit'; what: 'title' | 'target'; text: string; about: string }
  | { kind: 'end'; how: 'achieved' | 'dropped'; about: string }
  | { kind: 'reopen'; about: string }
  | { kind: 'undo' };

type Rule = readonly [RegExp, (groups: Readonly<Record<string, string | undefined>>) => GrowthWish];

const begin = String.raw`^(?:(?:please|now|ok(?:ay)?|and|also|so|then|well|yes|hey|hi|hello|threadcoach)[\s,!.]+|(?:can|could|would|will) (?:you|we|i) (?:please )?(?:help me (?:to )?)?|help me (?:to )?|i(?:'d| would) (?:like|love) (?:you )?to |i (?:want|need) (?:you )?to |let(?:'s| us) |let me )*`;
const end = String.raw`(?:,?\s+please)?\s*[.!?]*$`;
/** "my closing goal", "my goal of closing well", "the goal about closing". */
const goal = String.raw`(?:my|the|that|this)\s+(?<about>(?:[^:?!.]{0,80}?\s)??)(?:growth |development |personal |learning |new |current )*(?:goals?|growth plan)(?:\s+(?:of|to|about|on|for|called|around)\s+(?<rest>[^:?!.]{1,80}?))?`;
const rule = (pattern: string, wish: Rule[1]): Rule => [new RegExp(begin + pattern, 'is'), wish];
const ordinal = String.raw`first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|\d{1,2}(?:st|nd|rd|th)`;
/** "the second step", "step 2", "the step about Ana". */
const step = String.raw`(?:(?:my|the|that|this)\s+)?(?:(?:growth\s+)?step\s+(?:number\s+|no\.?\s+)?(?<number>\d{1,2}|one|two|three|four|five|six)\b|(?:(?<ordinal>${ordinal})\s+)?step\b(?:\s+(?:about|with|to|of|on)\s+(?<words>[^?!.]{1,120}?))?)`;
const which = (groups: Readonly<Record<string, string | undefined>>): string =>
  (groups['number'] ?? groups['ordinal'] ?? groups['words'] ?? '').trim();
const about = (groups: Readonly<Record<string, string | undefined>>): string =>
  `${groups['about'] ?? ''} ${groups['rest'] ?? ''}`.trim();
const text = (groups: Readonly<Record<string, string | undefined>>): string => (groups['text'] ?? '').trim();
const ofGoal = String.raw`(?:\s+(?:to|for|on|in|of|under|towards|about)\s+${goal})?`;
const colon = String.raw`\s*(?::|–|—|-(?=\s)|,)\s*`;

/** What people ask about goals of their own in a question: everything else that is asked is for the knowledge base. */
const questions: readonly Rule[] = [
  rule(
    String.raw`(?:what(?:'s| is| are)|which(?: are)?|where (?:is|are)|tell me|do i have(?: any)?|have i(?: set)?(?: any)?)\s+(?:(?:my|the)\s+)?(?:current |active |own |open |growth |development |personal )*(?:goals|goal|growth plan)(?:\s+(?:(?:do )?i (?:have|set)|have i(?: set)?|at the moment|right now|now|so far|again|this (?:week|month|quarter|year)))*${end}`,
    () => ({ kind: 'list' }),
  ),
  rule(
    String.raw`(?:what|which) goals (?:do i have|have i(?: set)?|did i set|am i working on)\b[^:]*$`,
    () => ({ kind: 'list' }),
  ),
  rule(
    String.raw`how(?:'s| is| are|'re|s)\s+${goal}\s+(?:going|doing|coming (?:along|on)|looking|progressing|getting on)\b[^:]*$`,
    (groups) => ({ kind: 'show', about: about(groups) }),
  ),
  rule(
    String.raw`(?:how (?:far )?(?:am i|do i)(?: (?:doing|getting on|getting along|stand|progressing|come|got))?|how far have i (?:come|got(?:ten)?)|where (?:am i|do i stand)|what(?:'s| is) (?:my|the) (?:progress|status)|what progress have i made)\s+(?:with|on|in|of|towards)\s+${goal}${end}`,
    (groups) => ({ kind: 'show', about: about(groups) }),
  ),
  rule(String.raw`when (?:is|are) (?:my|the|our) next check[- ]?ins?\b[^:]*$`, () => ({
    kind: 'show',
    about: '',
  })),
];

const requests: readonly Rule[] = [
  rule(
    String.raw`(?:(?:show|list|see|open|view|display|give|tell|get)\s+(?:me\s+)?(?:all\s+)?(?:of\s+)?)?my (?:current |active |own |open |growth |development |personal )*(?:goals|growth plans?)${end}`,
    () => ({ kind: 'list' }),
  ),
  rule(String.raw`goals${end}`, () => ({ kind: 'list' })),
  rule(
    String.raw`(?:show|see|open|view|display)\s+(?:me\s+)?(?:my\s+progress\s+(?:on|with|in|towards)\s+)?${goal}${end}`,
    (groups) => ({ kind: 'show', about: about(groups) }),
  ),
  rule(
    String.raw`(?:set|create|make|add|start|write down|record|define|have|begin)\s+(?:myself\s+|me\s+|down\s+|up\s+)*(?:(?:a|an|another|one more|my|the|some)\s+)?(?:(?:new|personal|growth|development|learning|first|next)\s+)*(?:goals?|growth plan|development plan)(?:\s+for (?:me|myself))?(?:(?:${colon}|\s+(?:to|of)\s+)(?<text>.+))?${end}`,
    (groups) => ({ kind: 'create', text: text(groups) }),
  ),
  rule(
    String.raw`(?:(?:a|my)\s+)?(?:(?:new|next|growth|personal|development)\s+)*goal(?:\s+is\s+to\s+|\s*(?:\bis\s*)?[:–—]\s*)(?<text>.+)$`,
    (groups) => ({
      kind: 'create',
      text: text(groups),
    }),
  ),
  rule(
    String.raw`(?:add|put in|put|create|write down|note down)\s+(?:(?:a|an|another|one more|the|this|this as a|as a)\s+)?(?:(?:next|first|second|new|small|little|further)\s+)*step${ofGoal}(?:${colon}|\s+(?:to|that)\s+)(?<text>.+)$`,
    (groups) => ({ kind: 'add-step', text: text(groups), about: about(groups) }),
  ),
  rule(
    String.raw`(?:i(?:'ve| have)?|we(?:'ve| have)?)\s+(?:just |already |finally |now )*(?:did|done|finished|completed|made|taken|took)\s+(?:with\s+)?${step}(?:\s+(?:today|yesterday|now|already))?(?:\s+(?:of|on|for|in)\s+${goal})?${end}`,
    (groups) => ({ kind: 'step', doing: 'tick', which: which(groups), about: about(groups) }),
  ),
  rule(
    String.raw`(?:tick|check|cross|mark)\s+(?:off\s+)?${step}(?:\s+(?:off|(?:as )?(?:done|complete|completed|finished)))?(?:\s+(?:of|on|for|in)\s+${goal})?${end}`,
    (groups) => ({ kind: 'step', doing: 'tick', which: which(groups), about: about(groups) }),
  ),
  rule(String.raw`${step}\s+(?:is|'s)\s+(?:done|complete|completed|finished|ticked)${end}`, (groups) => ({
    kind: 'step',
    doing: 'tick',
    which: which(groups),
    about: '',
  })),
  rule(
    String.raw`(?:untick|uncheck|i (?:haven't|have not|didn't|did not) (?:do|done|finish|finished|complete|completed))\s+${step}(?:\s+yet)?${end}`,
    (groups) => ({ kind: 'step', doing: 'untick', which: which(groups), about: '' }),
  ),
  rule(
    String.raw`${step}\s+(?:isn't|is not)\s+(?:done|complete|completed|finished)(?:\s+yet)?${end}`,
    (groups) => ({
      kind: 'step',
      doing: 'untick',
      which: which(groups),
      about: '',
    }),
  ),
  rule(
    String.raw`(?:remove|delete|drop|strike|take out)\s+${step}(?:\s+(?:of|on|from|in)\s+${goal})?${end}`,
    (groups) => ({
      kind: 'step',
      doing: 'remove',
      which: which(groups),
      about: about(groups),
    }),
  ),
  rule(
    String.raw`(?:(?:add|make|write|take|save|keep|log|record)\s+)?(?:(?:a|another|this)\s+)?(?:(?:progress|short|quick)\s+)?note\s+(?:on|to|for|about|in|under)\s+${goal}(?:${colon}|\s+that\s+)(?<text>.+)$`,
    (groups) => ({ kind: 'note', text: text(groups), about: about(groups) }),
  ),
  rule(
    String.raw`(?:(?:log|record|note|add|write down|save)\s+)?(?:(?:a|my|some)\s+)?progress(?:\s+note)?(?:\s+(?:on|with|for|to|in)\s+${goal})?\s*[:–—]\s*(?<text>.+)$`,
    (groups) => ({ kind: 'note', text: text(groups), about: about(groups) }),
  ),
  rule(
    String.raw`(?:(?:please )?stop|pause|cancel|end|turn off|switch off|no more|don't|do not)\s+(?:(?:the|my|all|these|any|weekly|monthly|regular|growth|asking for|your)\s+)*check(?:ing)?(?:[- ]?ins?)(?:\s+(?:with|on) me)?(?:\s+(?:any ?more|for now))?(?:\s+(?:about|for|on|of)\s+(?:it|this|that|${goal}))?${end}`,
    (groups) => ({ kind: 'stop-check-ins', about: about(groups) }),
  ),
  rule(
    String.raw`(?:check (?:back )?(?:in )?(?:with|on) me|ask me (?:about (?:it|this|that|${goal})|how (?:it|this|that)(?:'s| is) going|how it goes)|remind me (?:of|about) my goals?)\b(?<when>.*)$`,
    (groups) => ({
      kind: 'check-in',
      when: whenOf(groups['when'] ?? ''),
      about: about(groups) || goalIn(groups['when'] ?? ''),
    }),
  ),
  rule(
    String.raw`(?:(?:set up|schedule|start|plan|add|have|do|arrange|resume|make it)\s+)?(?:(?:a|my|some|the|me)\s+)?(?<every>(?:weekly|monthly|bi-?weekly|fortnightly|regular)\s+)?check[- ]?ins?\b(?!\s+(?:call|procedure|desk|time|with (?!me\b)))(?<when>.*)$`,
    (groups) => {
      const when = `${groups['every'] ?? ''} ${groups['when'] ?? ''}`;
      return { kind: 'check-in', when: whenOf(when), about: goalIn(when) };
    },
  ),
  rule(
    String.raw`(?:change|rename|reword|set|update)\s+(?:the (?:name|title|words|wording) of\s+)?${goal}\s+(?:to|into)\s*:?\s+(?<text>.+)$`,
    (groups) => ({
      kind: 'edit',
      what: 'title',
      text: text(groups),
      about: about(groups),
    }),
  ),
  rule(
    String.raw`(?:change|move|set|update|push|shift)\s+(?:the\s+)?(?:date|deadline|target(?: date| day)?|due date|day)\s+(?:of|for)\s+${goal}\s+(?:to|back to)\s+(?<text>.+)$`,
    (groups) => ({ kind: 'edit', what: 'target', text: text(groups), about: about(groups) }),
  ),
  rule(
    String.raw`(?:(?:i(?:'ve| have)?|we(?:'ve| have)?)\s+(?:just |finally |now |already )*(?:achieved|reached|met|accomplished|completed|finished|hit|made|done)\s+${goal}|mark\s+${goal.replace('<about>', '<about2>').replace('<rest>', '<rest2>')}\s+(?:as\s+)?(?:achieved|done|complete|completed|reached|finished))${end}`,
    (groups) => ({
      kind: 'end',
      how: 'achieved',
      about: about(groups) || `${groups['about2'] ?? ''} ${groups['rest2'] ?? ''}`.trim(),
    }),
  ),
  rule(
    String.raw`${goal}\s+is\s+(?:achieved|done|reached|complete|completed|accomplished)${end}`,
    (groups) => ({
      kind: 'end',
      how: 'achieved',
      about: about(groups),
    }),
  ),
  rule(String.raw`(?:drop|delete|remove|abandon|cancel|give up(?: on)?)\s+${goal}${end}`, (groups) => ({
    kind: 'end',
    how: 'dropped',
    about: about(groups),
  })),
  rule(String.raw`(?:re-?open|resume|bring back|pick up|restart)\s+${goal}(?:\s+again)?${end}`, (groups) => ({
    kind: 'reopen',
    about: about(groups),
  })),
  rule(
    String.raw`(?:undo|revert|take back)(?:\s+(?:that|it|(?:the|my|that)\s+(?:last\s+|latest\s+)?(?:change|note|step|edit|tick)(?:\s+(?:to|of|on|in)\s+${goal})?|the last))?${end}`,
    () => ({ kind: 'undo' }),
  ),
];

/** "about my closing goal" inside what says when. */
const goalIn = (words: string): string => {
  const found = new RegExp(String.raw`\b(?:about|for|with|on(?= my))\s+${goal}`, 'i').exec(words);
  return found?.groups === undefined ? '' : about(found.groups);
};
/** Without what they are about: "every Friday morning about it". */
const whenOf = (words: string): string =>
  words
    .replace(
      new RegExp(String.raw`\b(?:about|for|with|on(?= my))\s+(?:it|this|that|me|${goal})\b`, 'gi'),
      ' ',
    )
    .replaceAll(/\s+/g, ' ')
    .replace(/[.!?\s]+$/, '')
    .trim();

/** How something is done, must be done, or is meant: the knowledge base's business, whatever else it says. */
const forKnowledge =
  /^(?:and |so |but )?(?:how (?:do|does|should|can|could|would|to|many|much|long|often|did)|what (?:do|does|should|can|happens|makes)|why|when (?:do|does|should|can|must)|who|whom|whose|should|must|is it|is there|are there|does|what(?:'s| is) (?:an?|the (?:goal|purpose|point|aim)))\b|\b(?:procedure|sop|policy|policies|guideline|handbook|knowledge base)\b/i;

/** Reads what is said about goals of one's own. Pure. @returns undefined: it is about something else */
export function readGrowthWords(said: string): GrowthWish | undefined {
  const words = said.trim().replaceAll('’', "'");
  if (words.length > 2_500 || forKnowledge.test(words)) return undefined;
  const isAsked = /\?\s*$/.test(words) && !/^(?:can|could|would|will) (?:you|we|i)\b/i.test(words);
  for (const [pattern, wish] of isAsked ? questions : [...questions, ...requests]) {
    const match = pattern.exec(words);
    if (match !== null) return wish(match.groups ?? {});
  }
  return undefined;
}
