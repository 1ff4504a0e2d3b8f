import {
  askPerson,
  dismissPerson,
  messageFault,
  openSuggestion,
} from '../../coaching/connections/ask-person.ts';
import { notReachable } from '../../coaching/connections/connection-errors.ts';
import type { ConnectionSuggestion } from '../../coaching/connections/connection.ts';
import {
  suggestOthers,
  suggestPeople,
  type PeopleSuggested,
  type SuggestPeopleDeps,
} from '../../coaching/connections/suggest-people.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import { connectionFormView } from '../../messages/views/connection-settings.ts';
import { connectionAskedView, connectionAskForm } from '../../messages/views/connection-request.ts';
import { connectionSuggestionsView } from '../../messages/views/connection-suggestions.ts';
import { firstName } from '../../messages/views/connection-reason.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { TurnContext } from '../turn-context.ts';
import type { ConnectionPoster } from './connection-poster.ts';

export interface SuggestionTurnDeps extends SuggestPeopleDeps {
  users: UserRepository;
  poster: ConnectionPoster;
}

const { connections: say } = words;

async function show(
  { connections }: Pick<SuggestionTurnDeps, 'connections'>,
  { actor, reply }: TurnContext,
  result: PeopleSuggested,
  notice?: string,
): Promise<void> {
  await reply.sendPrivately(connectionSuggestionsView(result, notice));
  if (result.kind !== 'suggested') return;
  const viewer = { organizationId: actor.organizationId, userId: actor.id };
  await connections.markViewed(
    viewer,
    result.people.map(({ suggestion }) => suggestion.id),
  );
}

/** Suggests colleagues for words of the actor's, in their direct message. */
export async function suggestAndShow(
  deps: SuggestionTurnDeps,
  context: TurnContext,
  text: string,
): Promise<void> {
  const ask = { words: text, turnId: context.event.id };
  await show(deps, context, await suggestPeople(deps, context.actor, ask));
}

type SuggestionAction = 'connection.ask' | 'connection.dismiss' | 'connection.others';

/** What the one who asked does with suggestions. Each press is checked again: a suggestion is its asker's alone. */
export function createSuggestionTurns(deps: SuggestionTurnDeps): {
  actions: Pick<ActionHandlers, SuggestionAction>;
  form: FormHandlers['connection.ask'];
  formQueries: FormQueries;
} {
  const others = (context: TurnContext, { requestId }: Pick<ConnectionSuggestion, 'requestId'>) =>
    requestId === undefined
      ? Promise.resolve<PeopleSuggested>({ kind: 'nobody' })
      : suggestOthers(deps, context.actor, { requestId, turnId: context.event.id });
  return {
    actions: {
      // Where the platform did not open the form by itself.
      'connection.ask': refusing(async ({ actor, reply, turn }) => {
        const { suggestion, other } = await openSuggestion(deps, actor, turn.value);
        await reply.sendPrivately(connectionFormView(connectionAskForm(suggestion, other.name)));
      }),
      'connection.dismiss': refusing(async (context) => {
        const suggestion = await dismissPerson(deps, context.actor, context.turn.value);
        const other = await deps.users.findById(context.actor.organizationId, suggestion.suggestedId);
        const notice = say.dismissed(escapeMarkdown(firstName(other?.name ?? '')));
        await show(deps, context, await others(context, suggestion), notice);
      }),
      'connection.others': refusing(async (context) => {
        await show(deps, context, await others(context, { requestId: context.turn.value }));
      }),
    },
    form: refusing(async (context) => {
      const { actor, turn, reply } = context;
      const { suggestion, other } = await openSuggestion(deps, actor, turn.context);
      const to = await deps.poster.reach(other, context);
      // Before anything is stored: who cannot be reached is not asked.
      if (to === undefined) throw notReachable();
      const message = turn.values['message'] ?? '';
      const asked = await askPerson(deps, actor, { id: suggestion.id, message });
      await deps.poster.request(asked, actor, other, to);
      await reply.sendPrivately(connectionAskedView(other.name));
    }),
    formQueries: {
      'connection.ask': {
        open: async (actor, context) => {
          const { suggestion, other } = await openSuggestion(deps, actor, context);
          return connectionAskForm(suggestion, other.name);
        },
        validate(_actor, _context, values) {
          const fault = messageFault(values['message'] ?? '');
          return Promise.resolve<Record<string, string>>(fault === undefined ? {} : { message: fault });
        },
      },
    },
  };
}
