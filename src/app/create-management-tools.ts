import { actionItemsTool } from '../agent/tools/action-items.ts';
import { improvementPlanTool } from '../agent/tools/improvement-plan.ts';
import { listImportsTool } from '../agent/tools/list-imports.ts';
import { meetingsTool } from '../agent/tools/meetings.ts';
import { myDataTool } from '../agent/tools/my-data.ts';
import { peerComparisonTool } from '../agent/tools/peer-comparison.ts';
import { teamDigestTool } from '../agent/tools/team-digest.ts';
import { teamFiguresTool } from '../agent/tools/team-figures.ts';
import { whatWorkedTool } from '../agent/tools/what-worked.ts';
import type { AgentTool } from '../agent/agent-tool.ts';
import type { ManagementParts } from './create-management.ts';
import type { Core } from './open-core.ts';

/** What the agent may call about figures, imports, 1:1s, action items, plans and digests. */
export function createManagementTools(
  parts: ManagementParts,
  deps: Pick<Core, 'users' | 'sessions' | 'actions' | 'plans' | 'audit' | 'dates' | 'moments' | 'clock'>,
): readonly AgentTool[] {
  const all = { ...deps, ...parts };
  return [
    myDataTool(all),
    improvementPlanTool(all),
    teamDigestTool(all),
    actionItemsTool(all),
    whatWorkedTool(all),
    meetingsTool(all),
    listImportsTool(all),
    teamFiguresTool(all),
    peerComparisonTool(all),
  ];
}
