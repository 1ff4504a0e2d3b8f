import type { SearchRecordsDeps } from '../../coaching/records/search-records.ts';
import type { SimilarSessionsDeps } from '../../coaching/records/similar-sessions.ts';
import type { AgentTool } from '../agent-tool.ts';
import { searchRecordsTool } from './search-records.ts';
import { similarSessionsTool } from './similar-sessions.ts';

/** What can be found in summaries, notes and sessions. */
export function createRecordTools(deps: SearchRecordsDeps & SimilarSessionsDeps): readonly AgentTool[] {
  // Each tool's schema types its own arguments; the agent checks them against it before `run`.
  return [searchRecordsTool(deps), similarSessionsTool(deps)] as readonly AgentTool[];
}
