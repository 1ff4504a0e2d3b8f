import { asksFact } from './asks-fact.ts';

/**
 * What rules alone read from words about coaching, in English. Generous about how somebody asks for coaching or tells of a
 * struggle; careful not to take a question that the knowledge base answers.
 */

const polite =
  "(?:(?:hi|hey|hello|please|ok|okay|so|well|and|threadcoach)[,!. ]+)*(?:(?:(?:can|could|would|will) (?:you|we)|i(?:['’]d| would) (?:like|love)(?: to| you to)?|i (?:want|need)(?: to| you to)?|let['’]?s|may i|is it possible to|help me(?: to)?) ?)*";
const asksToBeCoached = new RegExp(
  `^${polite}(?:please )?(?:coach me\\b|(?:have|get|do|start|begin|go on with|continue) (?:a |an |some |our |another |my )?(?:short |quick |little )?coaching(?: (?:talk|conversation|session|chat))?(?: (?:with you|now|today|please|about\\b.*|on\\b.*))?[.?!]*$|(?:a |some |a bit of )?coaching(?: please| now| today)?[.?!]*$|(?:be|act as) my coach|reflect (?:on|with)\\b|think (?:something|this|it) (?:through|over)\\b|talk (?:something|this|it) (?:through|over)\\b|(?:plan|work on|think about|talk about) my (?:growth|development|goals?|career)\\b|grow\\b|develop (?:myself|as)\\b|sort (?:out )?my thoughts)`,
  'i',
);

const adverbs =
  '(?:really|just|still|also|always|often|sometimes|kind of|a bit|so|actually|honestly|currently|again|do|can) ';
const i = `i(?:['’]m| am|['’]ve been| have been| feel| felt| get| got| was)`;
/** A struggle, wish or feeling of one's own, told and not asked. */
const tellsOfOneself: readonly RegExp[] = [
  new RegExp(
    `\\b${i} (?:${adverbs})*(?:stuck|struggling|overwhelmed|frustrated|anxious|nervous|stressed|exhausted|worn out|burn(?:ed|t) out|tired of|fed up|angry|annoyed|impatient|upset|afraid|scared|worried|insecure|unsure of myself|demotivated|unmotivated|bored|lost|ashamed|embarrassed|disappointed|discouraged|not (?:confident|happy|motivated|myself|good (?:at|with|enough)|sure of myself))\\b`,
    'i',
  ),
  new RegExp(
    `\\bi (?:${adverbs})*(?:keep|kept|end up|find myself) (?:${adverbs})*(?:\\w+ing|\\w+ed)\\b`,
    'i',
  ),
  new RegExp(
    `\\bi (?:${adverbs})*(?:struggle|procrastinate|panic|freeze|hesitate|dread|lose my (?:temper|patience|nerve|thread|cool)|take (?:it|things|calls|this) (?:so )?(?:personally|home)|can['’]?t (?:seem to|concentrate|focus|cope with|say no|keep up|let go|stay|get myself)|find it (?:so |very |really |too )?(?:hard|difficult|tough|tricky|exhausting|impossible)|have (?:trouble|difficult(?:y|ies)|a hard time|problems) (?:with |saying |keeping |staying |being |\\w+ing\\b)|lack (?:confidence|motivation|focus)|don['’]?t (?:dare|feel (?:confident|good|heard|ready|like)|trust myself|enjoy))`,
    'i',
  ),
  new RegExp(
    `\\b(?:i (?:${adverbs})*(?:want|would like|wish|hope|am trying|try|aim)|i['’]d (?:${adverbs})*like|i['’]m (?:${adverbs})*(?:trying|hoping)|my goal is|i have the goal|i set myself) (?:i (?:was|were|could) |to (?:be(?:come)? |feel |get (?:better|more|less|over|past|out of|ahead|calm\\w*|confident)|learn to |stay |stop |grow|improve|develop|work on |take (?:things|it) less|handle .* better|speak|say no|lead|trust|worry|keep calm)|(?:more|less) )`,
    'i',
  ),
];

const adviceWanted: readonly RegExp[] = [
  /\bwhat (?:(?:would|do) you do|(?:would|do|can|could|might) you (?:suggest|advise|recommend|propose))\b/i,
  /\btell me (?:what|how) (?:to|i should|i could|you would)\b/i,
  /\bwhat (?:should|can|could|might|do|shall) i (?:do|try|say)\b(?! (?:with|if|when|before|after) (?:a|an|the|no)\b)/i,
  /\b(?:any|some|your|i (?:need|want|could use)|give me (?:some |an? )?) ?(?:more )?(?:advice|ideas?|tips?|suggestions?|recommendations?)\b/i,
  /\bwhat do you think i should/i,
  /\bhow (?:(?:should|can|could|do) i|would you) (?:deal with|handle|approach|tackle|start|do|change|fix|solve|stop|say|go about)(?: (?:that|this|it|him|her|them))?[?.! ]*$/i,
  /\b(?:can|could|would) you (?:advise me\b|(?:suggest|recommend|advise)(?: something| anything)?[?.! ]*$)/i,
];

/** Asks the coach for advice outright; how to treat a thing that is named is a question of fact. */
export const asksForAdvice = (words: string): boolean => adviceWanted.some((pattern) => pattern.test(words));

/** Asks what the coach meant. */
export const asksToRephrase = (words: string): boolean =>
  /^(?:sorry,? |hm+,? |wait,? )*(?:what do you mean|what does that mean|i don[’']?t (?:understand|get)(?: (?:that|the|your|you|it)(?: question)?)?|can you (?:rephrase|repeat|ask (?:that|it) (?:differently|again|another way))|(?:ask (?:me )?(?:something|that|it) (?:else|differently)|another question)(?: please)?|pardon|huh)[?.!]*$/i.test(
    words.trim(),
  );

/** Whether words open a coaching talk. */
export function startsTalk(words: string): boolean {
  const text = words.trim();
  if (asksForCoaching(text)) return true;
  if (dictates.test(text) || asksOfOthers.test(text) || asksFact(text)) return false;
  return tellsOfOneself.some((pattern) => pattern.test(text));
}

/** Asks for coaching by name: also said to those who ask in a channel. */
export const asksForCoaching = (words: string): boolean => asksToBeCoached.test(words.trim());

/** Words for a note or a summary. */
const dictates = /^(?:add|note|remember|write|change|replace|append)\b|^[@/]|^[\w ]{1,30}: /i;

/** Ends a talk without finishing it. */
export const endsTalk = (words: string): boolean =>
  /^(?:(?:ok|okay|please|thanks|thank you|no|well|sorry|right|i think)[,. ]+)*(?:stop(?: (?:it|here|now|please|this|coaching|the (?:talk|coaching|conversation)))*|that(?:[’']s| is| was) (?:enough|(?:it|all) for (?:now|today))(?: (?:for (?:now|today)|thanks|thank you))*|enough(?: (?:for (?:now|today)|now))?|let(?:[’']s|s| us) (?:leave it|stop|end|finish|pause|do (?:this|it) (?:later|another time|tomorrow))(?: (?:here|there|it|this|now|today|at that|for (?:now|today)))*|leave it(?: (?:there|here|at that))?|i(?:[’']m| am) (?:done|finished)(?: (?:for (?:now|today)|now|here))?|i (?:have to|need to|must|[’']ve got to|gotta) (?:go|stop|leave)(?: now)?|i (?:don[’']?t|do not) want to (?:talk|go on|continue)(?: (?:about (?:it|this|that)|any ?more|now|today))*|no more questions?|(?:end|quit|cancel|finish|close) (?:the |this |our )?(?:talk|coaching|conversation|session)|not (?:now|today)|another time|(?:maybe )?later|never ?mind|forget it)(?:[,. ]+(?:please|thanks|thank you))*[.!]*$/i.test(
    words.trim(),
  );

/** "What have we talked about?" Sessions and meetings are looked for in records. */
export const asksForTalks = (words: string): boolean =>
  /^(?:(?:hi|hey|please|so|and|ok|remind me|can you (?:tell|remind) me|tell me)[,:! ]+)*(?:what we(?:[’']ve| have)? talked about|what (?:have|did) (?:we|you and i|i) (?:already |ever )?(?:talk(?:ed)?|discuss(?:ed)?|sp(?:oken|eak)|chat(?:ted)?)(?: (?:about|of))?(?: (?:so far|lately|recently|before|last (?:time|week|month)|yesterday|this (?:week|month)|on \w+day|with you|together|in (?:our )?coaching))*|what (?:were|was) (?:our|my) (?:last )?(?:talks?|conversations?|coaching(?: talks?| conversations?)?) about|(?:show|list|give)(?: me)? (?:our|my|all my) (?:talks|coaching (?:talks|conversations|history)|conversations with you)|(?:our|my) (?:coaching )?talks|what (?:step|steps) (?:did i|have i) (?:choose|chosen|pick(?:ed)?|set)(?: (?:last time|so far))?|what did i (?:choose|decide|want to (?:do|try))(?: last time)?)[.?!]*$/i.test(
    words.trim(),
  );

/** What is plainly wanted from another part of the product. */
const asksOfOthers =
  /^(?:please |can you |could you |i[’']d like to |i want to )*(?:(?:show|give|send|tell|list|find|export|open|get|search|see)(?: me)? (?:my|the|all|our|every|sessions?|summar\w+|notes?|latest|last)\b|(?:my|our) (?:open |next |last |latest |action |performance |current )*(?:scores?|trends?|figures?|numbers|items?|actions?|goals?|progress|plan|pip|session|sessions|profile|summaries|notes|contacts|templates|voice|star card|data)\b[\w ]{0,20}[.?!]*$|(?:\w+ )?(?:sessions?|summaries|workshops?)(?: (?:with|in|from|since|last|of|by)\b.*)?[.?!]*$|\/)/i;
/** Somebody may come to harm: never material for a coaching question. */
const aboutHarm =
  /\b(?:(?:hurt|harm|kill|killing|hurting) (?:him|her|my|them|your|it)sel(?:f|ves)|suicid\w*|threat\w*|ambulance|police|bleeding|unconscious)\b/i;

/**
 * Whether words go on with a talk whose question waits: all but a question of fact, what is plainly asked of another part of
 * the product, and word of somebody in danger.
 */
export function goesOnWithTalk(words: string): boolean {
  const text = words.trim();
  if (asksForAdvice(text) || asksToRephrase(text)) return true;
  return !asksOfOthers.test(text) && !aboutHarm.test(text) && !asksFact(text);
}
