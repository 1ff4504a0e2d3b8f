import type { EditProfileDeps } from '../../coaching/profiles/edit-profile.ts';
import type { ShowProfileDeps } from '../../coaching/profiles/show-profile.ts';
import type { AgentTool } from '../agent-tool.ts';
import { showMyProfileTool } from './show-my-profile.ts';
import { updateMyProfileTool } from './update-my-profile.ts';

/** What can be done with one's own profile, beside the words that rules know before any model. */
export function createProfileTools(deps: ShowProfileDeps & EditProfileDeps): readonly AgentTool[] {
  // Each tool's schema types its own arguments; the agent checks them against it before `run`.
  return [showMyProfileTool(deps), updateMyProfileTool(deps)] as readonly AgentTool[];
}
