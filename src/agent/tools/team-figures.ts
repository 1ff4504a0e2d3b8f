import { z } from 'zod';
import { readTeamRequest } from '../../coaching/performance/read-team-request.ts';
import type { Role } from '../../coaching/people/user.ts';
import { words } from '../../messages/words/en.ts';
import type { AgentTool } from '../agent-tool.ts';
import { isPersonAlone } from '../person-alone.ts';
import { showTeam, type ShowTeamDeps } from './show-team.ts';

const schema = z.object({
  request: z
    .string()
    .min(1)
    .max(1_000)
    .describe('What the person wants to see, in their own words, with the days they named'),
  name: z
    .string()
    .max(120)
    .optional()
    .describe('The person or leader whom they named, as written; leave out for their own team'),
  kind: z.enum(['team', 'person']).optional().describe('Whether a team is asked about, or one person'),
});

const leading: ReadonlySet<Role> = new Set<Role>(['ADMIN', 'MANAGER', 'TEAM_LEADER']);
/** Whether this role asks for others' figures at all; whose, the verbs decide. */
export const mayLead = (role: Role): boolean => leading.has(role);

/** Figures of the team of who asks, or of somebody in it; the verbs know who is entitled. */
export function teamFiguresTool(deps: ShowTeamDeps): AgentTool<typeof schema> {
  return {
    name: 'team_figures',
    description:
      'Shows a leader the figures of their team, of the team of a leader below them, or of one person whom they lead: scores, trends, who rose or fell. Not for what somebody said, did or struggled with, and not for procedures.',
    schema,
    effect: 'read',
    available: (input) => isPersonAlone(input) && input.session === undefined && mayLead(input.actor.role),
    async run({ input, args }) {
      const read = readTeamRequest(args.request);
      const name = read === undefined ? args.name : read.name;
      const kind = read?.kind ?? args.kind ?? (name === undefined ? 'team' : 'person');
      const view = await showTeam(
        deps,
        input.actor,
        { kind, ...(name === undefined ? {} : { name }) },
        { said: args.request, direct: true },
      );
      // Others' figures go to the leader and not through a model.
      return { text: words.figures.shown, views: [view] };
    },
  };
}
