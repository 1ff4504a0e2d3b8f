import { z } from 'zod';
import { comparePeers, ownStanding, type PeerDeps } from '../../coaching/performance/compare-with-peers.ts';
import { readPeerWords } from '../../coaching/performance/read-peer-words.ts';
import { peerStandingView } from '../../messages/views/peer-standing.ts';
import { words } from '../../messages/words/en.ts';
import type { AgentTool } from '../agent-tool.ts';
import { isPersonAlone } from '../person-alone.ts';

const schema = z.object({
  request: z.string().min(1).max(1_000).describe('What the person said, in their own words'),
});

/** Where the person stands among their peers. Whether they take part is changed by their own words alone. */
export function peerComparisonTool(deps: PeerDeps): AgentTool<typeof schema> {
  return {
    name: 'peer_comparison',
    description:
      'Shows the person who asks where their own scores stand among colleagues who take part too, and turns that on or off when they say so. Never for other people.',
    schema,
    effect: 'own-draft',
    available: (input) => isPersonAlone(input) && input.session === undefined,
    async run({ input }) {
      const wish = readPeerWords(input.question);
      const standing =
        wish === 'join' || wish === 'leave'
          ? await comparePeers(deps, input.actor, wish === 'join')
          : await ownStanding(deps, input.actor);
      return { text: words.figures.shown, views: [peerStandingView(standing, wish === 'leave')] };
    },
  };
}
