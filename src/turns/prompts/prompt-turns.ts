import { listPrompts } from '../../coaching/prompts/list-prompts.ts';
import type { PromptDeps } from '../../coaching/prompts/prompt.ts';
import { showPrompt } from '../../coaching/prompts/show-prompt.ts';
import { promptListView, promptView } from '../../messages/views/prompts.ts';
import type { Command } from '../commands/commands.ts';
import { refusing } from '../knowledge/refusing.ts';

/** `/prompts`, `/prompts coach`: what models are told, to admins, for their eyes alone. */
const createPromptsCommand = (deps: PromptDeps): Command => ({
  usage: 'coach',
  description: 'What models are told, for admins',
  run: refusing(async ({ actor, reply, turn }) => {
    const name = turn.text.trim();
    await reply.sendPrivately(
      name === '' ? promptListView(listPrompts(deps, actor)) : promptView(showPrompt(deps, actor, name)),
    );
  }),
});

/** For `create-turn-deps.ts`. */
export const createPromptTurns = (deps: PromptDeps) => ({
  commands: [['prompts', createPromptsCommand(deps)]] as const,
});
