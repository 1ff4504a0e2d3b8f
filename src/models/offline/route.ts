import { readOwnDataRequest } from '../../coaching/performance/read-request.ts';
import { readTeamRequest } from '../../coaching/performance/read-team-request.ts';
import { readDigestWords } from '../../coaching/digests/read-digest-words.ts';
import { readGrowthWords } from '../../coaching/growth/read-growth-words.ts';
import { readPlanWords } from '../../coaching/plans/read-plan-words.ts';
import { asksForConnection } from '../../coaching/connections/asks-for-connection.ts';
import { asksForNotes } from '../../coaching/notes/asks-for-notes.ts';
import { isAboutSession } from '../../coaching/summaries/read-question.ts';
import { readRequest } from '../../coaching/summaries/read-request.ts';
import { asksForTalks, startsTalk } from '../../coaching/talks/read-talk-words.ts';
import { asksForOwnProfile } from './profile-words.ts';
import { asksForRecords, asksForSimilarSessions } from './record-words.ts';
import { asksForSessionList } from './session-list-words.ts';

/** A tool as LangChain binds it: OpenAI's function format. */
export interface BoundTool {
  name: string;
  /** JSON schema of the arguments. */
  parameters: { properties?: Record<string, { type?: unknown }>; required?: readonly string[] };
}

export interface Route {
  tool: BoundTool;
  /** What the tool gets: the person's words, or the question made self-contained. */
  input: 'words' | 'question' | 'nothing';
}

const undo =
  /^(?:please\s+)?(?:undo|revert|roll back|take (?:that|it) back|go back)\b|\bundo (?:that|it|the last)\b/i;
const saidInSession =
  /\b(?:where|when|what|who|did|how often)\b.*\b(?:sa(?:y|id|ys)|mention(?:ed)?|talk(?:ed)? about|ask(?:ed)?|promis(?:e|ed)|agree(?:d)?|tell|told|quote)\b|\b(?:find|search|show)\b.*\b(?:transcript|session|recording|quote|said)\b/i;
const aboutProcedure =
  /\b(?:procedure|sop|policy|policies|rules?|guideline|handbook|knowledge base|method)\b|^(?:how (?:do|should|can|long|many|much|quick|often)|what (?:do|does|is|are|should)|when (?:do|should|can|may|is|are)|who (?:do|should|can|is)|where (?:do|can|is|are)|which|can (?:i|we|a|the)|do (?:i|we)|may (?:i|we)|am i|is (?:it|there)|are there|why)\b/i;
/** Verbs that change a summary, also when they open a question ("can you make it shorter?"). */
const refinement =
  /\b(?:shorter|longer|warmer|friendlier|formal|concise|rephrase|reword|rewrite|drop|remove|delete|add|change|replace|rename|merge|move|swap|assign|owner|due|win|wins|challenge|challenges|action items?|recommendations?|summary|line|bullet)\b/i;

const goesOn = /^(?:and|what about|how about)\b/i;

const versionKinds: ReadonlySet<string> = new Set(['history', 'compare', 'restore']);
const undoKinds: ReadonlySet<string> = new Set(['undo', 'undo-all']);

/**
 * Which tool the person's words call for; undefined when no bound tool fits. In a session's thread people mostly work
 * on the summary, so what is neither a question nor an undo is a refinement.
 */
export function routeFor(
  words: string,
  tools: readonly BoundTool[],
  /** The words with what a follow-up takes over from the question before. */
  question = words,
): Route | undefined {
  const named = (name: string): BoundTool | undefined => tools.find((tool) => tool.name === name);
  const search = named('search_knowledge');
  const refine = named('refine_summary');
  const undoTool = named('undo_summary');
  const find = named('find_in_transcript');
  const asked = refine === undefined ? undefined : readRequest(words);
  const [redo, versions, ask] = [
    named('redo_summary'),
    named('summary_versions'),
    named('ask_about_summary'),
  ];
  const growth = named('growth_plan');
  if (growth && readGrowthWords(words) !== undefined) return { tool: growth, input: 'words' };
  if (redo && asked?.kind === 'redo') return { tool: redo, input: 'nothing' };
  if (versions && asked !== undefined && versionKinds.has(asked.kind))
    return { tool: versions, input: 'words' };
  if (undoTool && (asked === undefined ? undo.test(words) : undoKinds.has(asked.kind)))
    return { tool: undoTool, input: 'nothing' };
  const plans = named('improvement_plan');
  if (plans && readPlanWords(words) !== undefined) return { tool: plans, input: 'words' };
  const digest = named('team_digest');
  if (digest && readDigestWords(words) !== undefined) return { tool: digest, input: 'words' };
  const mine = named('my_data');
  if (mine && readOwnDataRequest(words) !== undefined) return { tool: mine, input: 'words' };
  // "And last month?" after one's own scores.
  if (mine && goesOn.test(words) && readOwnDataRequest(question) !== undefined)
    return { tool: mine, input: 'question' };
  const team = named('team_figures');
  if (team && readTeamRequest(words) !== undefined) return { tool: team, input: 'words' };
  if (team && goesOn.test(words) && readTeamRequest(question) !== undefined)
    return { tool: team, input: 'question' };
  const [coach, talks] = [named('coach'), named('recall_talks')];
  if (talks && asksForTalks(words)) return { tool: talks, input: 'nothing' };
  if (coach && startsTalk(words)) return { tool: coach, input: 'nothing' };
  const connect = named('suggest_connections');
  if (connect && asksForConnection(words)) return { tool: connect, input: 'words' };
  const [similar, records] = [named('similar_sessions'), named('search_records')];
  if (similar && asksForSimilarSessions(words)) return { tool: similar, input: 'nothing' };
  const profile = named('show_my_profile');
  if (profile && asksForOwnProfile(words)) return { tool: profile, input: 'nothing' };
  const notes = named('list_notes');
  if (notes && asksForNotes(question)) return { tool: notes, input: 'question' };
  const sessions = named('list_sessions');
  if (sessions && asksForSessionList(question, refine !== undefined))
    return { tool: sessions, input: 'question' };
  if (records && asksForRecords(question, refine !== undefined)) return { tool: records, input: 'question' };
  if (ask && asked?.kind === 'question' && isAboutSession(words)) return { tool: ask, input: 'words' };
  if (find && saidInSession.test(words)) return { tool: find, input: 'words' };
  if (refine && !(search && aboutProcedure.test(words.trim()) && !refinement.test(words))) {
    return { tool: refine, input: 'words' };
  }
  return search ? { tool: search, input: 'question' } : undefined;
}

/** The tool's one free-text argument: the first required string, else the first string. */
export function argumentsFor(tool: BoundTool, text: string): Record<string, string> {
  const properties = Object.entries(tool.parameters.properties ?? {}).filter(
    ([, { type }]) => type === 'string',
  );
  const names = properties.map(([name]) => name);
  const name = (tool.parameters.required ?? []).find((required) => names.includes(required)) ?? names[0];
  return name === undefined ? {} : { [name]: text };
}
