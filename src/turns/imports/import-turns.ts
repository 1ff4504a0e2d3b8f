import { mayImportAny } from '../../coaching/imports/deps.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { importListView } from '../../messages/views/imports.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import { adminsOf } from '../admins-of.ts';
import type { Command } from '../commands/commands.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import { createImportActions, viewOf, type ImportActionDeps } from './import-actions.ts';
import { createImportForms } from './import-form-turns.ts';
import { readImportWords, type ImportWish } from './import-words.ts';
import { createImportTaker } from './take-import.ts';

const say = words.imports;
/** So many of the newest are listed; each has a button. */
const listed = 5;

export interface ImportTurnDeps extends ImportActionDeps {
  users: Pick<UserRepository, 'list'>;
}

/** Imports in chat: for `create-turn-deps.ts`. */
export function createImportTurns(deps: ImportTurnDeps) {
  const { imports } = deps;
  const forms = createImportForms(deps);

  async function answer(context: TurnContext, wish: ImportWish): Promise<void> {
    const { actor, reply } = context;
    if (!mayImportAny(actor)) {
      const admins = escapeMarkdown(await adminsOf(deps.users, actor.organizationId));
      await reply.sendPrivately(sayView('talk.import-not-you', say.notYou(admins)));
      return;
    }
    const logs = await imports.list(actor, listed);
    const last = logs.find(
      ({ importedBy, rollbackAvailable }) => importedBy === actor.id && rollbackAvailable,
    );
    if (wish === 'undo' && last !== undefined) {
      const { view } = await viewOf(imports, actor, last.id);
      await reply.sendPrivately(view);
      return;
    }
    const reader = { timezone: actor.timezone, isAdmin: actor.role === 'ADMIN' };
    await reply.sendPrivately(importListView(logs, reader));
  }

  /** `/import`: how it goes, and what was imported lately; the file comes as a message of its own. */
  const command: Command = {
    usage: '',
    description: say.command,
    run: refusing((context) => answer(context, 'list')),
  };
  /** Said in plain words, before any model. */
  const takeWords: TextHandler = async (context) => {
    const wish = readImportWords(context.turn.text);
    if (wish === undefined) return false;
    await refusing((same: ContextOf<'message'>) => answer(same, wish))(context);
    return true;
  };
  return {
    commands: [['import', command]] as const,
    actions: { ...createImportActions(deps), ...forms.actions },
    forms: forms.forms,
    formQueries: forms.queries,
    takeWords,
    taker: createImportTaker(deps),
  };
}
