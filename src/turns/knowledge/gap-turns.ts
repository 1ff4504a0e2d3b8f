import type { GapRepository } from '../../coaching/knowledge/gaps/gap.ts';
import { listGaps } from '../../coaching/knowledge/gaps/list-gaps.ts';
import { resolveGaps } from '../../coaching/knowledge/gaps/resolve-gaps.ts';
import { requireKnowledgeAdmin } from '../../coaching/knowledge/admins-only.ts';
import type { DocumentRepository } from '../../coaching/knowledge/ports.ts';
import type { AuditLog } from '../../coaching/tenants/ports.ts';
import { gapListView } from '../../messages/views/gap-list.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import { refusing } from './refusing.ts';

export interface GapTurnDeps {
  gaps: GapRepository;
  documents: Pick<DocumentRepository, 'list'>;
  audit: AuditLog;
  clock: Clock;
}

/** The list holds questions that people sent: it is shown where nobody else reads along. */
async function elsewhere({ actor, reply, turn }: TurnContext): Promise<boolean> {
  requireKnowledgeAdmin(actor);
  if (turn.place.kind === 'direct') return false;
  await reply.sendPrivately(sayView('talk.gaps-direct', words.gaps.directOnly, words.audience.hereForYou));
  return true;
}

/** `/gaps`: what people reported as wrong or missing. */
export function createGapsCommand(deps: GapTurnDeps): Command {
  return {
    usage: '',
    description: 'What people found wrong or missing (admins)',
    run: refusing(async (context: ContextOf<'command'>) => {
      if (await elsewhere(context)) return;
      await context.reply.send(gapListView(await listGaps(deps, context.actor)));
    }),
  };
}

export function createGapActions(deps: GapTurnDeps): Pick<ActionHandlers, 'gap.list' | 'gap.resolve'> {
  return {
    'gap.list': refusing(async (context) => {
      if (await elsewhere(context)) return;
      const { actor, reply, turn } = context;
      await reply.replace(turn.messageId, gapListView(await listGaps(deps, actor), Number(turn.value) || 0));
    }),
    'gap.resolve': refusing(async (context) => {
      if (await elsewhere(context)) return;
      const { actor, event, reply, turn } = context;
      const resolved = await resolveGaps(deps, actor, turn.value, turn.platform);
      const { gaps } = words;
      // The first try of the same press may have resolved them.
      const notice = resolved > 0 || event.attempts > 1 ? gaps.resolved(resolved || 1) : gaps.resolvedAlready;
      await reply.replace(turn.messageId, gapListView(await listGaps(deps, actor), 0, notice));
    }),
  };
}
