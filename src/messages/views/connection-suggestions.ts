import type { ConnectionKind } from '../../coaching/connections/connection.ts';
import type { NamedSuggestion, PeopleSuggested } from '../../coaching/connections/suggest-people.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { firstName, reasonInWords } from './connection-reason.ts';

const { connections: say } = words;
const footer = words.audience.direct;
const text = (markdown: string): Block => ({ kind: 'text', markdown });
const row = (...actions: Action[]): Block => ({ kind: 'actions', actions });
const change: Action = { id: 'connection.form', label: say.settings.change, value: '' };

/** People one could talk to, or why there are none; for the asker alone. */
export function connectionSuggestionsView(result: PeopleSuggested, notice?: string): Message {
  const lead = notice === undefined ? [] : [text(notice)];
  const told = (view: string, markdown: string, ...actions: Action[]): Message => ({
    view,
    summary: say.settings.title,
    blocks: [...lead, text(markdown), ...(actions.length === 0 ? [] : [row(...actions)])],
    footer,
  });
  const kindsOf = (kinds: readonly ConnectionKind[]) => kinds.map((kind) => say.kinds[kind]);
  switch (result.kind) {
    case 'suggested':
      return {
        view: 'connection.suggestions',
        summary: say.found(result.people.length),
        blocks: [
          ...lead,
          { kind: 'heading', text: say.found(result.people.length) },
          text(say.foundIntro),
          ...result.people.flatMap(personBlocks),
          row(...othersOf(result.people), change),
        ],
        footer,
      };
    case 'nobody':
      return told('connection.nobody', say.nobody, change);
    case 'unclear':
      return told('connection.unclear', say.unclear);
    case 'not-opted-in':
      return told('connection.invite', say.invite, {
        id: 'connection.form',
        label: say.settings.join,
        value: 'join',
        style: 'primary',
      });
    case 'share-first':
      return told('connection.share-first', say.shareFirst(kindsOf(result.kinds)), change);
    case 'profile-first':
      return told('connection.profile-first', say.profileFirst(kindsOf(result.kinds)));
  }
}

function personBlocks({ suggestion: { id, reason, reasonType }, name }: NamedSuggestion): Block[] {
  const why = `${reasonInWords(reason)}${reasonType === 'complementary_strengths' ? `, ${say.complements}` : ''}`;
  return [
    text(`**${escapeMarkdown(name)}** ${escapeMarkdown(why)}.`),
    row(
      { id: 'connection.ask', label: say.askName(firstName(name)), value: id, style: 'primary' },
      { id: 'connection.dismiss', label: say.notThem(firstName(name)), value: id },
    ),
  ];
}

function othersOf(people: readonly NamedSuggestion[]): Action[] {
  const requestId = people[0]?.suggestion.requestId;
  return requestId === undefined ? [] : [{ id: 'connection.others', label: say.others, value: requestId }];
}

/** In a shared place. */
export const connectionOnlyDirectView = (audience: string): Message => ({
  view: 'connection.only-direct',
  summary: say.onlyDirect,
  blocks: [text(say.onlyDirect)],
  footer: audience,
});
