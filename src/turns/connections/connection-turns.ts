import { asksForConnection } from '../../coaching/connections/asks-for-connection.ts';
import type { ConnectionRepository } from '../../coaching/connections/ports.ts';
import type { RefreshTermsDeps } from '../../coaching/connections/refresh-terms.ts';
import { audienceLine } from '../../messages/views/audience-line.ts';
import { connectionOnlyDirectView } from '../../messages/views/connection-suggestions.ts';
import { words } from '../../messages/words/en.ts';
import type { Command } from '../commands/commands.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import { createAnswerTurns } from './answer-turns.ts';
import { createSettingsTurns, showSettings } from './settings-turns.ts';
import { createSuggestionTurns, suggestAndShow, type SuggestionTurnDeps } from './suggestion-turns.ts';

export interface ConnectionTurnDeps extends SuggestionTurnDeps, RefreshTermsDeps {
  users: SuggestionTurnDeps['users'];
  connections: ConnectionRepository;
}

/** `/connections`: the settings; with words, who could help. */
const createConnectionsCommand = (deps: ConnectionTurnDeps): Command => ({
  usage: 'who could help me with refunds in Spanish?',
  description: words.connections.settings.command,
  run: refusing(async (context: ContextOf<'command'>) => {
    const text = context.turn.text.trim();
    if (text === '') await showSettings(deps, context);
    else if (context.turn.place.kind === 'direct') await suggestAndShow(deps, context, text);
    else await context.reply.sendPrivately(connectionOnlyDirectView(words.audience.hereForYou));
  }),
});

/** Who could help is asked and answered where nobody reads along; in the direct message the agent's tool answers it. */
const onlyDirect: TextHandler = async ({ audience, reply, turn }) => {
  if (audience.kind === 'direct' || !asksForConnection(turn.text)) return false;
  await reply.send(connectionOnlyDirectView(audienceLine(audience)));
  return true;
};

/** Colleagues to talk to, in chat: for `create-turn-deps.ts`. */
export function createConnectionTurns(deps: ConnectionTurnDeps) {
  const settings = createSettingsTurns(deps);
  const suggestions = createSuggestionTurns(deps);
  return {
    commands: [['connections', createConnectionsCommand(deps)]] as const,
    actions: { ...settings.actions, ...suggestions.actions, ...createAnswerTurns(deps) },
    forms: { 'connection.settings': settings.form, 'connection.ask': suggestions.form },
    formQueries: { ...settings.formQueries, ...suggestions.formQueries },
    talk: onlyDirect,
  };
}
