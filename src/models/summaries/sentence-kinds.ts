/**
 * What a sentence may be, judged by how people speak in coaching: patterns over the clean sentence, each with a weight.
 * A kind counts from weight 2 on; negations that turn a meaning round are patterns of their own.
 */
interface Sign {
  pattern: RegExp;
  weight: number;
}

const sign = (weight: number, pattern: RegExp): Sign => ({ pattern, weight });

/** Measures of which less is better. */
const burdens =
  'repeat calls?|complaints?|handling times?|hold times?|wait(?:ing)? times?|cancell?ations?|errors?|mistakes?|misses|escalations?|returns|refunds|backlogs?|absences?|call ?backs?|queues?|transfers?|time per call|rework|churn|late \\w+';

const achieved =
  'managed|closed|cleared|finished|hit|beat|solved|resolved|improved|reached|achieved|passed|won(?= )|saved|fixed|exceeded|nailed|cracked|landed|completed|delivered|turned (?:\\w+ ){1,3}(?:a)?round|calmed|stayed calm|kept calm|kept my cool|remembered to|learn(?:ed|t) to|figured out|got (?:a |an |my )?(?:\\w+ ){0,2}(?:review|thank|compliment|certificate|promotion|raise|sale|yes)|got (?:\\w+-?\\w* ){1,3}(?:on|in) (?:the|my)|slowed down';

const ownWins: readonly Sign[] = [
  sign(
    3,
    new RegExp(
      String.raw`\b(?:I|we|I've|I have|we've)\s+(?:(?:also|just|actually|finally|really|even|already)\s+)*(?:${achieved})\b`,
      'i',
    ),
  ),
  sign(
    3,
    new RegExp(
      String.raw`\b(?:${burdens})\b.{0,30}\b(?:dropped|fell|went down|came down|is down|are down|down (?:from|to|by))\b`,
      'i',
    ),
  ),
  sign(
    3,
    new RegExp(String.raw`\bonly (?:one|two|a few|a couple(?: of)?|\d+)\s+(?:\w+\s)?(?:${burdens})\b`, 'i'),
  ),
  sign(
    3,
    /\b(?:went|gone|going) (?:up|from \S+ to \S+|really well|very well|so well|well|great|better|smoothly)\b/i,
  ),
  sign(
    2,
    /\b(?:it|that|this|which|what) (?:\w+ )?(?:worked|helped|paid off|made (?:a|the|all the) difference|clicked)\b/i,
  ),
  sign(
    3,
    /\b(?:he|she|they|the (?:customer|client|caller|lady|man|woman|team)|(?:her|his) \w+|people)\b.{0,40}\b(?:thanked|said thank you|so relieved|relieved|grateful|delighted|so happy|was happy|were happy|felt heard|really nice|nice review|complimented|praised|really listened|laughed)\b/i,
  ),
  sign(
    3,
    /\b(?:first|best|record|highest|personal best)\b.{0,25}\b(?:ever|so far|month|week|score|result|person who|time (?:that )?(?:I|we))\b/i,
  ),
  sign(
    2,
    /\b(?:I'm|I am|I was|I felt|feel|feeling|felt) (?:\w+ ){0,2}(?:proud|pleased|happy|confident|smiling|relieved|calm(?:er)?|lighter)\b/i,
  ),
  sign(2, /\b(?:easier|better|faster|calmer|smoother|clearer|more confident) (?:than|now|since|every)\b/i),
  sign(
    2,
    /\b(?:every single|all of them|five out of five|on time|ahead of|above target|over target|zero complaints|no complaints)\b/i,
  ),
  sign(2, /\bI (?:did it|used it|tried it|kept it up) (?:on|for|in|with|every|most|all|three|four|five)\b/i),
  sign(2, /\bI (?:actually |now |always )*(?:read|check|ask|listen|pause|write|wait|plan)\b.{0,60}\bnow\b/i),
  sign(
    2,
    /\bI (?:stopped|noticed|listened|let (?:him|her|them) talk|rang (?:him|her|them)|called (?:him|her|them) back|apologi[sz]ed)\b/i,
  ),
];

const praise: readonly Sign[] = [
  sign(
    3,
    /\byou (?:(?:really|also|clearly|even)\s+)*(?:handled|did|kept|stayed|managed|showed|turned|listened|improved|solved|made|took|found|checked|asked|noticed|brought|built|won|closed|reached|hit|prepared)\b/i,
  ),
  sign(
    3,
    /\b(?:well done|good job|great job|nice job|great work|good work|nice work|congratulations|strong recovery|big step|great progress|real progress|impressive|brilliant|excellent|outstanding)\b/i,
  ),
  sign(
    3,
    /\b(?:that|this|it)(?:'s| is| was) (?:a |an |such a )?(?:\w+ )?(?:careful|strong|great|excellent|brilliant|good|lovely|big|huge|real|impressive|fantastic) (?:\w+ )?(?:listening|recovery|step|progress|work|result|call|improvement|win|job|change|achievement|start|example)\b/i,
  ),
  sign(
    3,
    /\bI(?:'m| am)? (?:really |so |very )?(?:liked?|loved?|proud|impressed|appreciated?|enjoyed?)\b.{0,60}\b(?:you|your|that you|how|the way)\b/i,
  ),
  sign(
    2,
    /\byour (?:\w+ ){1,3}(?:is|are|was|were|has|have|went) (?:\w+ )?(?:up|better|improved|excellent|great|strong|impressive|above)\b/i,
  ),
];

const notAWin =
  /n't\b|\b(?:not|never|no longer|hardly|wish|if only|should have|could have|would have|nearly|almost|failed|until|supposed to|need to|have to|want(?:ed)?|aim to|plan to|trying to|hope(?!\s+you're proud))\b|\bif\b/i;
/** Negations inside a success: `I didn't read her the whole history`, `they didn't need to ring again`. */
const harmlessNegation =
  /\b(?:what worked|didn't need|doesn't need|no complaints|not a single|wasn't even|isn't a|not only)\b/i;

const ownChallenges: readonly Sign[] = [
  sign(
    3,
    /\b(?:I|we)(?:'m| am| was|'ve been|'re)? (?:\w+ ){0,2}(?:struggl\w+|stuck|overwhelmed|stressed|nervous|worried|afraid|scared|anxious|frustrated|annoyed|exhausted|behind|defensive|guessing|lost|confused|short with|chasing|losing)\b/i,
  ),
  sign(
    3,
    /\b(?:find|found|finding) (?:it|that|this|them) (?:\w+ )?(?:hard|harder|difficult|tough|tricky|stressful|awkward|scary)\b/i,
  ),
  sign(
    3,
    /\bI (?:(?:still|always|often|sometimes|just|also|kind|then)\s+)*(?:struggle|forget|forgot|miss|missed|panic|freeze|froze|rush|rushed|avoid|avoided|hate|lose|get (?:defensive|nervous|angry|flustered|stuck|lost|frustrated|stressed|impatient)|keep \w+ing|tend to|jump(?:ed)? straight|interrupt\w*|talk(?:ed)? over|don't know how|can't seem|couldn't|hesitate\w*)\b/i,
  ),
  sign(3, /\bI do tend to\b|\bI hear myself\b/i),
  sign(
    2,
    /\b(?:it's|it was|it is|that's|that was|is|was|been|so|really|too|quite) (?:\w+ )?(?:hard|harder|difficult|tough|tricky|challenging|stressful|frustrating|exhausting|overwhelming|awkward|a struggle|a nightmare|not so good|not great)\b/i,
  ),
  sign(2, /\b(?:mine's|mine is|it's|that's) not (?:so |that |very )?(?:good|great)\b/i),
  sign(
    2,
    /\b(?:the|my|a|another|big|biggest|main|real|only) (?:\w+ )?(?:problem|issue|challenge|difficulty|obstacle|worry|weakness) (?:is|was|with|for|that)\b/i,
  ),
  sign(2, /\b(?:worries|bothers|frustrates|annoys|scares|stresses) me\b|\bannoyed with myself\b/i),
  sign(2, /\bI (?:should(?:'ve| have)|shouldn't have|wish I(?:'d| had))\b/i),
  sign(
    3,
    /\bI (?:haven't|hadn't|didn't|don't|can't) (?:\w+ )?(?:look|looked|check|checked|write|wrote|log|logged|finish|finished|follow|followed|manage|get|got|take|took|have|had|keep|kept|say|said|use|used|ask|asked|know the|prepare|prepared)\b/i,
  ),
  sign(
    2,
    /\b(?:he|she|they|the (?:customer|client|caller|lady|man|woman)) (?:\w+ ){0,2}(?:was|were|got|is) (?:\w+ )?(?:disappointed|upset|angry|furious|unhappy|not happy|annoyed|confused)\b/i,
  ),
  sign(
    2,
    /\bnobody (?:rang|called|told|answered|helped|wrote|checked)\b|\b(?:had|with) (?:\w+ )?(?:calls?|tickets?|cases?|promises) with no \w+/i,
  ),
  sign(
    2,
    /\bhave no (?:time|idea|note|notes|way|energy|plan)\b|\bnot enough (?:time|people|hours)\b|\brun out of time\b/i,
  ),
  sign(
    2,
    /\bI(?:'m| am) (?:already |still |always )?(?:over|late|below|under|behind) (?:on|with|for|target|time)?/i,
  ),
  sign(3, /\bI've forgotten\b|\bforgotten half\b|\bI just forgot\b/i),
  sign(2, /\b(?:more than|less than|below|under) (?:target|goal|expected)\b/i),
  sign(
    3,
    new RegExp(
      String.raw`\b(?:conversion|sales|score|quality|csat|satisfaction|numbers|results|revenue)\b.{0,30}\b(?:dropped|fell|went down|is down|are down|wasn't|slipped)\b`,
      'i',
    ),
  ),
];

const criticism: readonly Sign[] = [
  sign(
    3,
    /\byou (?:(?:still|often|sometimes|also|do|again)\s+)*(?:tend to|missed|interrupted|forgot|skipped|rushed|talked over|struggle\w*|need to work on|jumped)\b/i,
  ),
  sign(
    2,
    /\byour (?:\w+ ){1,3}(?:is|are|was|were|has|have) (?:\w+ )?(?:down|too (?:long|high|low|slow|fast)|below|behind|dropped|slipped|worse)\b/i,
  ),
];

const notAChallenge =
  /\b(?:not a problem|no problem|no issue|isn't (?:hard|difficult)|wasn't (?:hard|difficult|that hard)|don't worry|no worries|used to be|not hard|not difficult|easier than|wasn't your fault|I want to|I'd like to)\b/i;

function weigh(text: string, signs: readonly Sign[]): number {
  return signs.reduce((sum, { pattern, weight }) => (pattern.test(text) ? sum + weight : sum), 0);
}

export const isQuestion = (text: string): boolean => /\?["”']?$/.test(text.trim());

const burdenRose = new RegExp(
  String.raw`\b(?:${burdens})\b.{0,40}\b(?:up|rose|risen|increased|doubled|grew|longer|higher)\b`,
  'i',
);

/** How strongly the person's own words tell of a success; under 2: not at all. */
export function weighOwnWin(text: string): number {
  if (burdenRose.test(text)) return 0;
  if (notAWin.test(text) && !harmlessNegation.test(text)) return 0;
  return weigh(text, ownWins);
}

export function weighPraise(text: string): number {
  const plain = notAWin.test(text) && !harmlessNegation.test(text);
  return plain ? 0 : weigh(text, praise);
}

export function weighOwnChallenge(text: string): number {
  return notAChallenge.test(text) ? 0 : weigh(text, ownChallenges);
}

export function weighCriticism(text: string): number {
  return notAChallenge.test(text) ? 0 : weigh(text, criticism);
}
