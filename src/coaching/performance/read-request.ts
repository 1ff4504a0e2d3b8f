import type { MetricKey } from './metric.ts';

export const ownDataTopics = ['overview', 'scores', 'actions', 'plan', 'session', 'changes'] as const;
export type OwnDataTopic = (typeof ownDataTopics)[number];

/** What of their own data somebody asks for. */
export interface OwnDataRequest {
  what: OwnDataTopic;
  /** Of `scores`: one figure alone. */
  metric?: MetricKey;
  /** Of `changes`: since they last asked, not since their last session. */
  sinceLook?: boolean;
}

/** Names that people give to figures; of two that end at the same word the first counts. */
const metricNames: readonly (readonly [MetricKey, string])[] = [
  ['aht', '(?:average )?(?:handl(?:e|ing)|talk) times?|aht'],
  ['csat', 'csat|customer satisfaction|satisfaction (?:score|rating)s?'],
  ['fcr', 'fcr|first[- ](?:call|contact) resolution'],
  ['script_adherence', 'script (?:adherence|score)'],
  ['qa_score', 'qa(?: scores?)?|quality assurance'],
  ['composite_score', '(?:composite|overall|total)(?: scores?)?'],
  ['service_score', 'service(?: scores?)?'],
  ['productivity_score', 'productivity(?: scores?)?'],
  ['quality_score', 'quality(?: scores?)?'],
  ['attendance_rate', 'attendance(?: rate)?'],
  ['adherence_score', '(?:schedule )?adherence(?: scores?)?'],
  ['compliance_score', 'compliance(?: scores?)?'],
  ['calls_transferred', '(?:call )?transfers|transferred calls|calls transferred'],
  ['calls_escalated', '(?:call )?escalations|escalated calls|calls escalated'],
  ['calls_handled', 'calls handled|handled calls|call volume|number of calls|calls'],
  ['scheduled_hours', 'scheduled hours'],
  ['actual_hours', 'hours worked|worked hours|working hours'],
  ['break_time_minutes', 'break times?'],
  ['lunch_time_minutes', 'lunch times?'],
  ['aux_time_minutes', 'aux(?:iliary)? time'],
];
const metricPatterns = metricNames.map(
  ([key, names]) => [key, new RegExp(`\\b(?:${names})\\b`, 'gi')] as const,
);
const anyMetric = metricNames.map(([, names]) => names).join('|');

/** How a request to be shown something begins. */
const opener =
  /^(?:show|give|tell|send|get|list|display|see|chart|plot|draw|graph|check|open|view|pull up|bring up|look (?:at|up)|what(?:['’]?s)?|how(?:['’]?s)?|when(?:['’]?s)?|which|do i have|have i|did i|am i|is there|are there|any(?:thing)?|let me (?:see|know)|can i (?:see|have|get|look)|may i see|i(?:['’]d| would) like to (?:see|know)|i want to (?:see|know)|i need to see)\b/i;
const politeness =
  /^(?:(?:hey|hi|hello|ok|okay|so|and|now|then|please|thanks|well)[ ,]+|(?:can|could|would|will) you (?:please )?|i wonder )+/i;
/** `My quality this month`, but not `my quality dropped and I …`, which is the beginning of a talk. */
const bare = /^(?:my|pip|plan)\b[^.,;!?\n]{0,70}[?.!]*$/i;
const statement =
  /\b(?:is|isn['’]t|are|aren['’]t|was|were|has|have|had|dropped|drops|went|goes|fell|falls|feels?|felt|keeps?|kept|makes?|made|got|gets?|needs?|wants?|should|will|seems?|looks?|because|suffers?|worries|bothers)\b/i;

/** A procedure, its meaning, or how something is got better is asked for, whatever figure is named. */
const general =
  /\b(?:procedures?|sops?|polic(?:y|ies)|rules?|guidelines?|handbook|knowledge base|methods?|allowances?|entitle\w*|form|template|calculat\w*|measured|weight\w*|mean(?:s|ing)?|definition|counts? as|dispute|wrong|incorrect|improv(?:e|ing) (?!or\b)|raise|increase|boost|reduce|lower|shorten|cut down|get (?:my|it|them)\b.*\b(?:up|down)|work on|should|must|ought|allowed|happens?|customers?(?! satisfaction)|caller|clients?|team|teams|our|everyone)\b|^(?:how (?:do|can|could|should|would|to|long|often)\b|how does\b|what (?:do(?! i still)|does|if|would|can)\b|can i (?!see|have|get|look)|may i (?!see)|why\b|who(?:m|se)?\b|where (?:do|can)\b)/i;

const overview =
  /^(?:(?:so )?how am i (?:doing|performing|getting on|getting along|going|faring)\b|how(?:['’]?s| is) my (?:performance|work)\b)|\bmy (?:own )?(?:overview|dashboard|numbers|stats|statistics|performance|own data|data)\b|^what do you (?:know|have) about how i(?:['’]m| am) doing/i;
const scores = new RegExp(
  `\\b(?:my|mine)\\b(?: [\\w'’-]+){0,3}? (?:scores?|metrics?|figures|kpis?|trends?|results|ratings?|${anyMetric})\\b|\\bhow (?:did|have) i (?:do|done|score|scored|perform|performed)\\b|\\bhow many calls (?:did|have) i\\b|^am i (?:improving|getting better|doing better|getting worse)\\b`,
  'i',
);
const actions =
  /\bmy (?:[\w'’-]+ ){0,2}?(?:action items?|actions|to-?dos?|todos?|open items?|tasks|commitments)\b|\bwhat(?:['’]?s| is) on my (?:list|plate)\b|\bwhat do i still (?:have|need) to do\b|^(?:do i have|have i|are there) (?:any )?(?:[\w'’-]+ ){0,2}?(?:action items?|to-?dos?|tasks)\b/i;
/** Other plans are a person's too, but kept elsewhere. */
const otherPlan =
  /\b(?:growth|development|career|learning|coaching|session|lesson|call|follow-?up|shift|holiday|training|pension|pay|health|dental)(?: \w+)? plans?\b|\bplans? (?:for (?:tomorrow|today|the weekend|lunch))\b/i;
const plan =
  /\bmy (?:[\w'’-]+ ){0,2}?(?:pip|(?:(?:performance|improvement|action) )*plan)\b|^(?:pip|plan) (?:progress|status|targets?)\b|\b(?:am i|are we) on track\b/i;
const session =
  /\b(?:my|our) (?:next|upcoming|following) (?:[\w'’-]+ ){0,2}?(?:sessions?|1:1s?|1-1s?|one[- ](?:on|to)[- ]ones?|workshops?|coachings?|meetings?)\b|^when(?:['’]?s| is| are) (?:my|our|the next) (?:[\w'’-]+ ){0,2}?(?:session|1:1|1-1|one[- ](?:on|to)[- ]one|workshop|coaching|meeting)\b|^(?:do i have|have i|is there|are there|any) (?:got )?(?:an?|any|another)? ?(?:[\w'’-]+ ){0,2}?(?:session|1:1|1-1|one[- ](?:on|to)[- ]one|workshop)s? (?:coming|planned|scheduled|this|next|tomorrow|today|soon|for me)\b/i;
const meeting =
  '(?:one|time|session|1:1|1-1|one[- ](?:on|to)[- ]one|meeting|talk|conversation|coaching|workshop|check-in)';
const changes = new RegExp(
  `^(?:what(?:['’]?s| has| is| have)?|has anything|did anything|is (?:there )?anything|anything|any news|tell me what(?:['’]?s| has)?|show me what(?:['’]?s| has)?)\\b.*\\b(?:changed?|new|different|happened|moved|news)\\b.*(?:\\bsince (?:(?:my|our|the) )?(?:last|previous) ${meeting}\\b|\\bsince (?:we|i) last\\b|\\bsince i (?:looked|checked|asked)\\b|\\b(?:for|with|about) me\\b)`,
  'i',
);
const sinceLook = /\bsince i (?:last )?(?:looked|checked|asked|was here)\b/i;

/**
 * Reads by rule whether words ask for the person's own figures, items, plan or sessions. Undefined for everything else:
 * procedures ("what is our handle time target procedure"), advice ("how do I improve my handle time"), other people, and
 * what somebody tells about themselves.
 */
export function readOwnDataRequest(text: string): OwnDataRequest | undefined {
  const words = text.trim().replace(/\s+/g, ' ').replace(politeness, '');
  if (words.length > 200 || general.test(words)) return undefined;
  if (changes.test(words)) return { what: 'changes', ...(sinceLook.test(words) ? { sinceLook: true } : {}) };
  const isBare = bare.test(words) && !statement.test(words);
  if (!isBare && !opener.test(words)) return undefined;
  if (plan.test(words) && !otherPlan.test(words)) return { what: 'plan' };
  if (session.test(words)) return { what: 'session' };
  if (actions.test(words)) return { what: 'actions' };
  if (scores.test(words)) return { what: 'scores', ...metricIn(words) };
  return overview.test(words) ? { what: 'overview' } : undefined;
}

/** The figure that words name; the last of several, because a follow-up says it anew. */
export function metricIn(words: string): { metric?: MetricKey } {
  let last: { metric: MetricKey; end: number } | undefined;
  for (const [metric, pattern] of metricPatterns) {
    const found = [...words.matchAll(pattern)].at(-1);
    const end = found === undefined ? 0 : found.index + found[0].length;
    if (end > (last?.end ?? 0)) last = { metric, end };
  }
  return last === undefined ? {} : { metric: last.metric };
}
