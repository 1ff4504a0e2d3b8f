import { listGoals } from '../../agent/tools/growth-talk.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import type { TalkRepository } from '../../coaching/talks/ports.ts';
import { words } from '../../messages/words/en.ts';
import type { Command } from '../commands/commands.ts';
import { refusing } from '../knowledge/refusing.ts';
import { createGrowthActions, type GrowthActionDeps } from './growth-actions.ts';
import { createGrowthForms } from './growth-forms.ts';
import { createGrowthWords } from './growth-words.ts';

export interface GrowthTurnDeps extends GrowthActionDeps {
  sessions: Pick<SessionRepository, 'findByThread'>;
  talks: Pick<TalkRepository, 'findOpen'>;
}

/** Growth plans in chat: for `create-turn-deps.ts`. */
export function createGrowthTurns(deps: GrowthTurnDeps) {
  const forms = createGrowthForms(deps);
  /** `/goals`: the caller's own, for the caller's eyes, wherever it is said. */
  const command: Command = {
    usage: '',
    description: words.growth.command,
    run: refusing(async ({ actor, reply }) => {
      await reply.sendPrivately(await listGoals(deps, actor));
    }),
  };
  return {
    commands: [['goals', command]] as const,
    actions: { ...createGrowthActions(deps), ...forms.actions },
    forms: forms.forms,
    formQueries: forms.queries,
    takeWords: createGrowthWords(deps),
  };
}
