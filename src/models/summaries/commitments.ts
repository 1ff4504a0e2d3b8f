/** Something that somebody takes on, or is asked for. */
export interface Commitment {
  /** Who does it: the speaker, the one spoken to, or both. */
  by: 'speaker' | 'addressee' | 'both';
  /** What is done, from its verb on, still in the speaker's pronouns. */
  task: string;
  /** Asked for rather than promised: counts only when it names a day or is agreed to. */
  asked: boolean;
}

/** What follows `I'll` and promises nothing. */
const idlePromise =
  /^(?:be(?: \w+)?(?:[.,!?]|$)|be \w+ing\b|go home|be (?:honest|back|waiting|there|fine|right|okay|ok|brief|quick|happy)|admit|say|tell you (?:what|that|something|why|how)|take (?:that|it|your word)|see[.,!?]|start[.,!?]|go (?:first|next|on|ahead)|begin[.,!?]|give you an? (?:example|second|idea)|let you|share my screen|stop|pass|leave it|repeat|try[.,!?]|do[.,!?]|do it[.,!?]|do that[.,!?]|have to|need to|never|always|usually|probably never|just (?:say|go|start|stop|wait|sit|read)|move on|hand (?:it|you) over|put (?:that|it) another way|get (?:to|back to) that|come (?:back )?to (?:that|it|you)|mention|guess|assume|bet|miss|love|live|survive|manage[.,!?]|wait[.,!?]|think about (?:it|that)[.,!?]?$)/i;

/** Requests that belong to the talk itself. */
const idleRequest =
  /^(?:(?:please|just|maybe|also)\s+)*(?:you\s+)?(?:all |both )?(?:hear|see (?:me|my|this|the screen)|tell (?:me|us)|say|repeat|walk (?:me|us) through|give (?:me|us) (?:an? )?(?:example|second|minute|moment|sense|idea)|explain|describe|talk|remember|think|imagine|share (?:your screen|what|how|an)|elaborate|believe|hold|wait|stop|start|go (?:on|ahead|first)|mute|unmute|speak|help me understand|have|like|mind|want|love|prefer|agree|clarify|go (?:back|to|through)|do (?:it|that)\b|have (?:the|a|some|that)|be\b|ask (?:you|something)|offer|pass|push|show me (?:what|how|where)|get (?:that|it)\b|use (?:that|it)[.?!]?$|put (?:that|it) (?:back|away)|move (?:on|to)|turn)/i;

const reported = /\b(?:said|says|say|told|tells?|thought|like,)\b[^.]{0,80}$/i;
/** What somebody does as a rule, or would do, is no promise. */
const habitual =
  /\b(?:usually|normally|always|sometimes|every time|whenever|if i'd|i'd have|used to|or else|otherwise|unless)\b/i;

const promise =
  /\b(?:I'll|I will|I shall|I'm going to|I am going to|I'm gonna|I promise (?:to|I'll)|I plan to|I'll make sure (?:to|I))\s+(?:also\s+|then\s+|definitely\s+|certainly\s+|go and\s+|try (?:and|to)\s+(?=\w))?/i;
const joint = /\b(?:let's|let us|we'll|we will|we're going to|we should)\s+/i;
const request =
  /(?:^|[,.;]\s+|\band\s+)(?:please\s+(?=\w)|(?:can|could|would|will) you\s+(?:please\s+|also\s+)?|I(?:'d| would) (?:like|want|ask) you to\s+|I (?:need|want|expect) you to\s+|you(?:'ll| will| need to| have to|'re going to)\s+|(?:your (?:task|homework|action|next step) is to)\s+)/i;

/** The commitment in a clean sentence, if there is one. Questions count only as requests. */
export function findCommitment(text: string): Commitment | undefined {
  const question = /\?["”']?$/.test(text);
  const promised = question ? null : promise.exec(text);
  if (promised !== null) {
    const task = text.slice(promised.index + promised[0].length);
    if (idlePromise.test(task) || habitual.test(text) || reported.test(text.slice(0, promised.index)))
      return undefined;
    return worthwhile({ by: 'speaker', task: joinPromises(task), asked: false });
  }
  const asked = request.exec(text);
  if (asked !== null) {
    const task = text.slice(asked.index + asked[0].length).replace(/\?$/, '');
    if (idleRequest.test(task) || habitual.test(text) || reported.test(text.slice(0, asked.index)))
      return undefined;
    return worthwhile({ by: 'addressee', task, asked: true });
  }
  const together = question ? null : joint.exec(text);
  if (together !== null && together.index < 12) {
    const task = text.slice(together.index + together[0].length);
    return idleRequest.test(task) ? undefined : worthwhile({ by: 'both', task, asked: true });
  }
  return undefined;
}

/** `start today, and I'll put a tick` reads as one task: `start today, and put a tick`. */
function joinPromises(task: string): string {
  return task.replace(/\b(and|then)\s+(?:I'll|I will|I'm going to)\s+/gi, '$1 ');
}

/** One verb alone (`I'll help.`) or a cut-off sentence tells nobody what to do; a very long one holds more than a task. */
function worthwhile(commitment: Commitment): Commitment | undefined {
  const task = commitment.task.replace(/[\s.!,;]+$/, '').trim();
  const words = task.split(/\s+/).length;
  return words >= 3 && words <= 40 && !/[–—-]$/.test(task) ? { ...commitment, task } : undefined;
}

/** `Yes, will do.` and its kin at the start of an answer. */
export const agrees = (text: string): boolean =>
  /^(?:(?:um|oh|okay|ok),?\s+)?(?:yes|yeah|yep|sure|of course|will do|absolutely|okay|ok|correct|definitely|no problem|deal|i will|i'll|i can do that|happy to)\b/i.test(
    text.trim(),
  );

export const declines = (text: string): boolean =>
  /^(?:no\b(?! problem)|nope|i can't|i don't think|not really|i'd rather not)/i.test(text.trim());
