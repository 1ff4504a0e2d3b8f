import type { AgentTool } from '../agent-tool.ts';
import { askAboutSummaryTool } from './ask-about-summary.ts';
import { findInTranscriptTool } from './find-in-transcript.ts';
import { refineSummaryTool } from './refine-summary.ts';
import type { SessionToolDeps } from './session-tool-deps.ts';
import { summaryVersionsTool } from './summary-versions.ts';
import { redoSummaryTool, undoSummaryTool } from './undo-summary.ts';

/** What can be done in a session's thread, beside asking the knowledge base. Approving takes a person's button. */
export function createSessionTools(deps: SessionToolDeps): readonly AgentTool[] {
  // Each tool's schema types its own arguments; the agent checks them against it before `run`.
  return [
    refineSummaryTool(deps),
    undoSummaryTool(deps),
    redoSummaryTool(deps),
    summaryVersionsTool(deps),
    askAboutSummaryTool(deps),
    findInTranscriptTool(deps),
  ] as readonly AgentTool[];
}
