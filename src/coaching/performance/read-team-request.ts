/** Whose figures a leader asks for: those of a team (their own without a name), or of one person. */
export interface TeamRequest {
  kind: 'team' | 'person';
  /** As written; undefined: the asker's own team. */
  name?: string;
}

const politeness =
  /^(?:(?:(?:hey|hi|hello|ok|okay|so|and|now|then|please|well)[ ,]+|(?:can|could|would|will) you (?:please )?|i(?:['’]d| would) like to (?:see|know) |let me (?:see|know) |tell me |show me |show |give me |what (?:are|is|were|was) |what['’]s ))+(?:the )?/i;
const figures =
  '(?:scores?|figures|metrics|numbers|kpis|performance|results|trends?|averages?|stats|statistics)(?: scores?)?';
const doing =
  '(?:doing|performing|getting on|getting along|faring|do|done|perform|performed|been doing|going)';
const how = "(?:how(?:'s| is| are| was| were| did| has| have))";
/** What may still follow: days, and nothing that would make it a question about something else. */
const when =
  '(?:[ ,]+(?:so far|lately|recently|at the moment|right now|these days|overall|today|yesterday|(?:(?:in|during|over|for|since|of|from) )?(?:the )?(?:this|last|past|previous|current|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|\\d{4}|week|month|quarter|year|monday|tuesday|wednesday|thursday|friday)\\b[\\w ,-]{0,40}))*[ .?!]*$';
/** A name has capitals, unlike a thing; `@priya` may be small. */
const name = "(@?\\p{Lu}[\\p{L}\\p{M}.'-]*(?: \\p{Lu}[\\p{L}\\p{M}.'-]*){0,3}|@[\\p{L}\\p{M}.'-]+)";

const ownTeam = new RegExp(
  `^(?:${how} (?:my|our|the) (?:whole |entire )?(?:team|agents|people)(?: all)? ${doing}|(?:(?:my|our|the) )?team(?:'s)? ${figures}|${figures} (?:of|for) (?:my|our|the) (?:whole |entire )?(?:team|agents|people))${when}`,
  'iu',
);
const theirTeam = new RegExp(
  `^(?:(?:[Hh]ow(?:'s| is| are| was| were| did| has| have)) ${name}'s? team ${doing}|${name}'s? team(?:'s)? ${figures}|${figures} (?:of|for) ${name}'s? team)(?<when>.*)$`,
  'u',
);
const person = new RegExp(
  `^(?:(?:[Hh]ow(?:'s| is| was| did| has)) ${name} ${doing}|${name}'s? ${figures}|${figures} (?:of|for) ${name})(?<when>.*)$`,
  'u',
);
const rest = new RegExp(`^${when}`, 'iu');
/** Begin with a capital at the head of a sentence, or name no person. */
const nobody =
  /^@?(?:I|You|We|He|She|It|They|This|That|These|Those|Things?|Everyone|Everybody|Everything|Work|Business|My|Our|Your|The|His|Her|Their|Its|What|Who|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Team|QA|AHT|CSAT|FCR|SOP|AST)\b/;

const found = (match: RegExpExecArray | null): string | undefined => {
  // One of the groups before `when` has the name, whichever way it was said.
  const who = match?.slice(1, -1).find(Boolean);
  if (match === null || who === undefined || nobody.test(who)) return undefined;
  return rest.test(match.groups?.['when'] ?? '') ? who.replace(/^@/, '').replace(/'s?$/, '') : undefined;
};

/**
 * Reads by rule whether words ask how a team or somebody in it is doing, in figures. Undefined for everything else: the
 * asker's own figures, procedures, and what somebody did, said or struggled with.
 */
export function readTeamRequest(text: string): TeamRequest | undefined {
  const words = text.trim().replace(/\s+/g, ' ').replaceAll('’', "'").replace(politeness, '');
  if (words.length > 160) return undefined;
  if (ownTeam.test(words)) return { kind: 'team' };
  const team = found(theirTeam.exec(words));
  if (team !== undefined) return { kind: 'team', name: team };
  const one = found(person.exec(words));
  return one === undefined ? undefined : { kind: 'person', name: one };
}
