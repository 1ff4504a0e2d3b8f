/**
 * Whether words ask for a list of notes: by whom, of which kind, open or not. What was noted about a topic ("notes about
 * refunds", "what did I note about Priya?") is a search of the records, and how notes are written is a procedure's business.
 */

const kinds =
  '(?:quick|open|unaddressed|addressed|urgent|positive|coaching|compliance|general|shared|latest|recent|new|high[- ]priority|medium[- ]priority|low[- ]priority|follow[- ]?up)';
const whose = "(?:my|the|all|all my|all the|our|(?:@?\\p{Lu}[\\p{L}’'-]+(?: \\p{Lu}[\\p{L}’'-]+)?['’]s))";
const wish =
  "(?:please )?(?:can you |could you |i want to |i['’]d like to |let me )?(?:show|list|find|open|see|get|give|display|pull up)(?: me)?";

/** A person by name may follow, and a stretch of time; any other topic is searched for. */
const about = "(?: (?:about|on|for|of|by|from) @?\\p{Lu}[\\p{L}’'-]+(?: \\p{Lu}[\\p{L}’'-]+)?)?";
const when =
  '(?: (?:from |of |in |since |for )?(?:this|last|past|the last|the past|today|yesterday|monday|tuesday|wednesday|thursday|friday|\\p{Lu}\\p{L}+)(?: [\\w\\d]+){0,2})?';
const state =
  '(?: (?:that (?:are|were|is|need) |which (?:are|were|need) |still |to |need |needing |with )?(?:(?:still |not yet |not |un)?addressed|open|follow(?:ed)?[- ]?up|a follow[- ]?up|shared(?: with (?:me|them|him|her))?|waiting))?';

const listed = new RegExp(
  `^(?:${wish} )?(?:${whose} )?(?:${kinds}(?:,? (?:and )?| ))*notes?${about}${state}${about}${when}\\s*[?.!]*$`,
  'u',
);
const asked = new RegExp(
  `^(?:what|which|are there any|do [Ii] have any|have [Ii] any) (?:of )?(?:${whose} )?(?:${kinds} )*notes?(?: (?:do|did|have) (?:[Ii]|we) (?:have|take|taken|write|written))?(?: (?:are|were|is))?${about}${state}${about}${when}\\s*[?.!]*$`,
  'u',
);
/** A lone "notes" or "note" may begin a note, or be about anything. */
const bare = /^(?:the )?notes?\s*[?.!]*$/i;

/** Whether the words ask for a list of quick notes. */
export function asksForNotes(text: string): boolean {
  const words = text.trim().replace(/\s+/g, ' ');
  if (bare.test(words)) return false;
  const lowered = words.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
  return listed.test(lowered) || asked.test(lowered);
}
