import type { FieldChange } from './change-field.ts';
import type { ProfileFieldKey } from './field-catalogue.ts';
import { fieldNamed, fieldNames } from './field-names.ts';
import type { Visibility } from './profile.ts';

/** What somebody wants with a profile, their own unless a person is named. */
export type ProfileWish =
  | { kind: 'fill' }
  | { kind: 'show' }
  | { kind: 'show-person'; name: string }
  /** What it says and who sees it. */
  | { kind: 'show-field'; field: ProfileFieldKey }
  | { kind: 'undo' }
  | FieldChange;

/** Names that mean other things in other sentences: taken only after a verb such as "set". */
const ambiguous: ReadonlySet<string> = new Set([
  ...[
    'team',
    'title',
    'position',
    'job',
    'star',
    'talents',
    'talent',
    'communication',
    'ladder',
    'best time',
  ],
  ...['organisation', 'organization', 'language', 'projects', 'motivation', 'company', 'department', 'role'],
  ...['skill', 'weaknesses', 'experience', 'work experience', 'wellbeing', 'well being'],
]);

const escaped = (text: string): string => text.replaceAll(' ', '[ _-]+');
const anyName = `(?:${fieldNames.map(escaped).join('|')})`;
const clearName = `(?:${fieldNames
  .filter((name) => !ambiguous.has(name))
  .map(escaped)
  .join('|')})`;
const polite = `(?:(?:please|hey|ok|okay|and|so|now|also|can you|could you|would you|i(?:['’]d| would) like to|i want to|let me|let['’]?s)[, ]+)*`;
const end = '[.!]*$';

const wholes = {
  fill: new RegExp(
    `^${polite}(?:(?:help me |let me )?(?:fill|complete|do|create|set up|start|begin|go on with|carry on with|continue(?: with)?|resume|finish|update)(?: in| out)? (?:my|the) profile(?: (?:questions|questionnaire))?(?: (?:with me|now|together|please))*|(?:ask me|start|go on with|continue|resume) (?:the |my )?profile (?:questions|questionnaire))${end}`,
    'i',
  ),
  show: new RegExp(
    `^${polite}(?:(?:show|open|see|view|give)(?: me)? )?(?:me )?my (?:own )?(?:coaching |whole )?profile${end}|^${polite}what(?:['’]s| is| does it say| stands)? in my profile\\??$|^what does my profile say\\??$|^who (?:can see|sees) my profile\\??$`,
    'i',
  ),
  person: new RegExp(
    `^${polite}(?:(?:show|open|see|view)(?: me)? )?(?:the )?profile of (@?.+?)[.!?]*$|^${polite}(?:show|open|see|view)(?: me)? (@?.+?)['’]s? profile[.!?]*$`,
    'i',
  ),
  whoSees: new RegExp(
    `^${polite}who (?:else )?(?:can see|can read|may see|sees|will see|is able to see|gets to see) my (${anyName})\\??$|^${polite}(?:is|are) my (${anyName}) (?:private|visible|public|visible to .+)\\??$`,
    'i',
  ),
  ask: new RegExp(
    `^${polite}(?:(?:what(?:['’]s| is| are| was| were)|which are|show(?: me)?|tell me(?: about)?|remind me of|list|read) my (${clearName})|what (?:does|do|did) my (${clearName}) (?:say|look like|hold))[.!?]*$`,
    'i',
  ),
  undo: new RegExp(
    `^${polite}(?:undo|take back|revert) (?:my |the )?(?:last |latest )?(?:change (?:of|to|in) my profile|profile (?:change|edit|update))${end}`,
    'i',
  ),
  hide: new RegExp(
    `^${polite}(?:hide my (${anyName})(?: from .+)?|keep my (${anyName}) (?:private|to myself|hidden)(?: from .+)?)${end}`,
    'i',
  ),
  reach: new RegExp(
    `^${polite}(?:make|keep|set|show|share|open) my (${anyName}) (?:(?:only )?(?:visible |open |shown )?(?:only )?(?:to|with|for) )?(private|only me|me only|just me|myself|my (?:team )?(?:leaders?|line|manager)|leaders?|line|everyone|everybody|all|public|the (?:whole )?(?:organi[sz]ation|company|team)|my colleagues|colleagues)(?: only)?${end}`,
    'i',
  ),
  remove: new RegExp(
    `^${polite}(?:delete|clear|remove|empty|erase|forget|take (?:out|away)) my (${anyName})(?: (?:from|in) my profile)?${end}`,
    'i',
  ),
  set: new RegExp(
    `^${polite}(?:set|change|update|put|correct) (?:my (${anyName})(?: in my profile)?|(?:the )?(${anyName}) in my profile)(?: to be| to|:| =| as)[: ]+(\\S[\\s\\S]*)$`,
    'i',
  ),
  state: new RegExp(`^${polite}my (${clearName})(?: is| are|:| =)[: ]+(\\S[\\s\\S]*)$`, 'i'),
  add: new RegExp(`^${polite}add (\\S[\\s\\S]*?) to my (${anyName})${end}`, 'i'),
  drop: new RegExp(
    `^${polite}(?:remove|drop|delete|take|take out) (\\S[\\s\\S]*?) (?:from|out of|off) my (${anyName})${end}`,
    'i',
  ),
};

/** "My strengths are not showing today", "my aspirations are getting blurry": talk, no entry. */
const noEntry =
  /^(?:that|to|not|n['’]t|no longer|never|so|too|very|really|quite|just|getting|being|becoming|what|how|why|because|still|also|all over|about|unclear|gone|low|down|different|important|private|visible|none of)\b/i;

function visibilityOf(said: string): Visibility {
  if (/private|\bme\b|myself/i.test(said)) return 'private';
  return /leader|line|manager/i.test(said) ? 'line' : 'organization';
}

/** Longer than any value with the words around it, in characters. */
const longestWish = 2_000;

const listLike = (text: string): string => text.trim().replace(/[.!]+$/, '');

/**
 * What words want with a profile; undefined: nothing that rules know. Questions about procedures, and what merely mentions
 * a field, are left to others.
 */
export function readProfileWords(said: string): ProfileWish | undefined {
  if (said.length > longestWish) return undefined;
  const text = said.trim().replaceAll(/[ \t]+/g, ' ');
  const match = (name: keyof typeof wholes): RegExpExecArray | null => wholes[name].exec(text);
  if (wholes.fill.test(text)) return { kind: 'fill' };
  if (wholes.show.test(text)) return { kind: 'show' };
  if (wholes.undo.test(text)) return { kind: 'undo' };
  const field = (name: string | undefined): ProfileFieldKey | undefined =>
    name === undefined ? undefined : fieldNamed(name);

  const whoSees = match('whoSees');
  const ask = match('ask');
  const asked = field(whoSees?.[1] ?? whoSees?.[2] ?? ask?.[1] ?? ask?.[2]);
  if (asked !== undefined) return { kind: 'show-field', field: asked };
  if (text.endsWith('?')) return personIn(match('person'));

  const reach = match('reach');
  const reached = field(reach?.[1]);
  if (reached !== undefined)
    return { kind: 'visibility', field: reached, visibility: visibilityOf(reach?.[2] ?? '') };
  const hide = match('hide');
  const hidden = field(hide?.[1] ?? hide?.[2]);
  if (hidden !== undefined) return { kind: 'visibility', field: hidden, visibility: 'private' };
  const removed = field(match('remove')?.[1]);
  if (removed !== undefined) return { kind: 'remove', field: removed };
  for (const kind of ['add', 'drop'] as const) {
    const found = match(kind);
    const list = field(found?.[2]);
    if (list !== undefined) return { kind, field: list, text: listLike(found?.[1] ?? '') };
  }
  const set = match('set');
  const state = match('state');
  const named = field(set?.[1] ?? set?.[2] ?? state?.[1]);
  const value = set?.[3] ?? state?.[2] ?? '';
  if (named !== undefined && (set !== null || !noEntry.test(value)))
    return { kind: 'set', field: named, text: value };
  return personIn(match('person'));
}

function personIn(match: RegExpExecArray | null): ProfileWish | undefined {
  const name = (match?.[1] ?? match?.[2])?.trim();
  if (name === undefined || name === '' || /^(?:my|the|this|a|your|his|her|their)\b/i.test(name))
    return undefined;
  return { kind: 'show-person', name };
}
