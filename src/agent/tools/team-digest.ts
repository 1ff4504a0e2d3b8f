import { z } from 'zod';
import { readDigestWords } from '../../coaching/digests/read-digest-words.ts';
import { words } from '../../messages/words/en.ts';
import type { AgentTool } from '../agent-tool.ts';
import { isPersonAlone } from '../person-alone.ts';
import { showDigest, type ShowDigestDeps } from './show-digest.ts';

const schema = z.object({
  request: z.string().min(1).max(1_000).describe('What the person asked for, in their own words'),
});

/** Shows a leader how their team is doing. Of whom they may read is decided by who asks. */
export function teamDigestTool(deps: ShowDigestDeps): AgentTool<typeof schema> {
  return {
    name: 'team_digest',
    description:
      'Shows a leader, manager or admin the digest of the team, teams or organisation that they lead: scores and trend, who needs attention and why, sessions due, overdue items, whom to praise. Not for one person alone, advice or procedures.',
    schema,
    effect: 'read',
    available: (input) => isPersonAlone(input) && input.session === undefined && input.actor.role !== 'AGENT',
    async run({ input, args }) {
      const { leader } = readDigestWords(args.request) ?? {};
      const view = await showDigest(deps, input.actor, {
        of: leader === undefined ? {} : { leader },
        direct: true,
      });
      // It goes to the person and not through a model, which could only get the figures wrong.
      return { text: words.digest.shown, views: [view] };
    },
  };
}
