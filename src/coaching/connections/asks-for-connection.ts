/**
 * Whether words ask for a colleague to talk to, and not for a procedure: "who could help me with refunds in Spanish?" against
 * "who do I call for a refund escalation?", which the knowledge base answers.
 */
const somebody =
  '(?:some(?:one|body)|any(?:one|body)|a (?:colleague|teammate|team-mate|coworker|co-worker|peer|buddy|mentor)|(?:other )?(?:colleagues|teammates|people|peers))';

const asked: readonly RegExp[] = [
  /\bwho(?:['’]s| is)? (?:here |in (?:my|our|the) (?:team|company) |on (?:my|our|the) team )?(?:else )?(?:could|can|might|would|may)(?: possibly| maybe)? (?:help|support|mentor|advise|teach|coach|guide) (?:me|us)\b/i,
  /\bwho (?:could|can|might) i (?:learn|pair up|pair|practi[sc]e|team up|compare notes|swap notes|exchange)\b/i,
  /\bwho (?:else )?(?:here |in (?:my|our|the) (?:team|company) |on (?:my|our|the) team )?(?:is|are) (?:really |very |especially )?(?:good|great|strong|skilled|experienced|an expert|experts?) (?:at|in|with|on)\b/i,
  /\bwho (?:here |in (?:my|our|the) (?:team|company) |on (?:my|our|the) team )?(?:speaks?|has experience (?:with|in)|knows (?:a lot|much) about|is in the same boat)\b/i,
  /\bwho else (?:here |in (?:my|our|the) (?:team|company) |on (?:my|our|the) team )?(?:is |has |also )?(?:struggl|find|found|work|deal|fac|has|have|wants?|tr(?:y|ie)|learn)/i,
  /\bwho (?:has|shares) (?:the same|similar|a similar) (?:challenges?|struggles?|problems?)\b/i,
  /\bwho (?:complements|balances)\b/i,
  new RegExp(
    `\\b(?:is|are) there (?:${somebody}|a person) (?:here |in (?:my|our|the) (?:team|company) |on (?:my|our|the) team )?(?:who|that|i could|i can|good|strong|with experience|to)\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:does|do|can|could|would) any(?:one|body) (?:here |else |in (?:my|our) team |on (?:my|our) team )+(?:\\w+ )?(?:struggl|speak|find|know|help|have|work)`,
    'i',
  ),
  new RegExp(`\\bcould any(?:one|body) help me\\b`, 'i'),
  new RegExp(
    `\\b(?:connect|match|pair|introduce|link) me (?:up )?(?:with|to) (?:${somebody}|people|a person)\\b`,
    'i',
  ),
  new RegExp(
    `\\bput me in (?:touch|contact) with (?:${somebody}|a person)\\b|\\bput me in (?:touch|contact) with .* who\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:suggest|recommend|find|name|know(?: of)?|looking for|look for|need|want|like|love) (?:me )?(?:to (?:talk|speak|chat|learn|connect|pair)(?: up)? (?:to|with|from) )?${somebody} (?:here |on my team |in my team |in the team )?(?:who|that|to (?:talk|speak|learn|practi[sc]e|compare|pair)|i (?:can|could)|good at|strong in|with experience)`,
    'i',
  ),
  new RegExp(
    `\\b(?:i(?:['’]d| would) (?:like|love)|i want|can i|could i|may i) (?:to )?(?:talk|speak|chat|learn|pair up|connect) (?:to|with|from) (?:${somebody}|people)\\b`,
    'i',
  ),
  /\b(?:suggest|recommend|find me) (?:a|some) (?:connections?|colleagues?|teammates?|mentors?|buddy|peers?)\b/i,
  /\b(?:find|suggest|recommend)(?: me)? (?:a )?(?:connections?) (?:for|about|on)\b/i,
];

/** Whom a case goes to, who may do what, and whom customers turn to are procedures. */
const procedural =
  /\b(?:procedure|sop|policy|policies|guideline|handbook|knowledge base|escalat\w+ (?:a|the|this|that|it|to)|responsible|authori[sz]ed?|allowed|approves?|sign(?:s|ed)? off|in charge|department|contact (?:for|about)|report (?:it|this|that|a|an|the)?\b.*\bto)\b|\bwho (?:do|should|must|shall) (?:i|we|you|agents?)\b|\bhelp (?:a|an|the|my|our|this|that|these|those|them|him|her) (?:customers?|callers?|clients?|guests?|patients?|members?|users?)\b|\b(?:customer|caller|client)s? (?:who|that) (?:speaks?|needs?|wants?|asks?)\b|^how\b|^what\b/i;

export function asksForConnection(text: string): boolean {
  const words = text.trim().replace(/\s+/g, ' ');
  return words.length <= 500 && !procedural.test(words) && asked.some((pattern) => pattern.test(words));
}
