import { mayLead } from '../../agent/tools/team-figures.ts';
import { showTeam, showTeamOf, type ShowTeamDeps } from '../../agent/tools/show-team.ts';
import { comparePeers, ownStanding, type PeerDeps } from '../../coaching/performance/compare-with-peers.ts';
import type { DefineMetricDeps } from '../../coaching/performance/define-metric.ts';
import { readPeerWords, type PeerWish } from '../../coaching/performance/read-peer-words.ts';
import { readTeamRequest } from '../../coaching/performance/read-team-request.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { peerStandingView } from '../../messages/views/peer-standing.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf } from '../turn-context.ts';
import { createAnnotationTurns, type AnnotationTurnDeps } from './annotation-turns.ts';
import { mentionedPerson } from './mentioned-person.ts';
import { createMetricTurns } from './metric-turns.ts';

const { figures: say } = words;

export interface FigureTurnDeps
  extends
    Omit<ShowTeamDeps, 'annotations' | 'customMetrics'>,
    AnnotationTurnDeps,
    DefineMetricDeps,
    PeerDeps {}

/** Figures of teams and people, notes beside them, custom figures and peers, in chat: for `create-turn-deps.ts`. */
export function createFigureTurns(deps: FigureTurnDeps): {
  commands: readonly (readonly [string, Command])[];
  actions: Pick<
    ActionHandlers,
    | 'annotation.form'
    | 'annotation.remove'
    | 'metric.form'
    | 'metric.retire'
    | 'metric.restore'
    | 'peers.join'
    | 'peers.leave'
  >;
  forms: Pick<FormHandlers, 'annotation.save' | 'metric.save'>;
  formQueries: FormQueries;
  /** Takes words about the asker's peers anywhere, and about a team where others read along: answered to the asker alone. */
  take: TextHandler;
} {
  const annotations = createAnnotationTurns(deps);
  const metrics = createMetricTurns(deps);
  const standing = async (actor: Actor, wish: PeerWish) =>
    peerStandingView(
      wish === 'show' ? await ownStanding(deps, actor) : await comparePeers(deps, actor, wish === 'join'),
      wish === 'leave',
    );
  const pressed = (wish: PeerWish) =>
    refusing(async (context: ContextOf<'action'>) =>
      sayToActor(context, await standing(context.actor, wish)),
    );
  const team: Command = {
    usage: say.team.usage,
    description: say.team.command,
    run: refusing(async (context) => {
      const { actor, audience, reply, turn } = context;
      const mentioned = await mentionedPerson(deps.people, context);
      const direct = audience.kind === 'direct';
      await reply.sendPrivately(await showTeamOf(deps, actor, turn.text.trim(), { mentioned, direct }));
    }),
  };
  const peers: Command = {
    usage: say.peers.usage,
    description: say.peers.command,
    run: refusing(async ({ actor, reply, turn }) => {
      const text = turn.text.trim().toLowerCase();
      await reply.sendPrivately(
        await standing(actor, text === 'on' ? 'join' : text === 'off' ? 'leave' : 'show'),
      );
    }),
  };
  return {
    commands: [
      ['team', team],
      ['annotate', annotations.command],
      ['metrics', metrics.command],
      ['peers', peers],
    ],
    actions: {
      ...annotations.actions,
      ...metrics.actions,
      'peers.join': pressed('join'),
      'peers.leave': pressed('leave'),
    },
    forms: { ...annotations.forms, ...metrics.forms },
    formQueries: { ...annotations.formQueries, ...metrics.formQueries },
    async take(context) {
      const { actor, audience, turn } = context;
      const wish = readPeerWords(turn.text);
      if (wish !== undefined) {
        await refusing(async () => {
          await context.reply.sendPrivately(await standing(actor, wish));
        })(context);
        return true;
      }
      if (audience.kind === 'direct' || !mayLead(actor.role)) return false;
      const request = readTeamRequest(turn.text);
      if (request === undefined) return false;
      await refusing(async () => {
        await context.reply.sendPrivately(
          await showTeam(deps, actor, request, { said: turn.text, direct: false }),
        );
      })(context);
      return true;
    },
  };
}
