import { useEffect, useState } from 'preact/hooks';
import { useWorkspace } from '../context.ts';
import { mentionSuggestions, tokenAt } from '../model/completion.ts';
import type { Suggestion, Token } from '../model/completion.ts';
import { spotKey } from '../model/conversation.ts';
import type { Spot } from '../model/conversation.ts';
import { complete } from '../net/api.ts';

export interface Completion {
  token: Token | undefined;
  suggestions: readonly Suggestion[];
  selected: number;
  select: (index: number) => void;
  close: () => void;
}

/** What could be meant by what is typed at the caret: commands from the bot, names from the conversation. */
export function useCompletion(spot: Spot, text: string, caret: number): Completion {
  const { viewer, chat } = useWorkspace();
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const [selected, select] = useState(0);
  const [closedFor, setClosedFor] = useState<string>();
  const token = tokenAt(text, caret);
  const key = token && `${token.kind}:${token.start}:${token.text}`;

  useEffect(() => {
    select(0);
    setClosedFor(undefined);
    if (!token) {
      setSuggestions([]);
      return undefined;
    }
    const channel = chat.state.channels.find(({ id }) => id === spot.channelId);
    if (token.kind === 'mention') {
      const others = chat.state.people.filter(({ id }) => id !== viewer.id);
      // In a command anybody may be meant; in a channel those who are there.
      const present = text.startsWith('/')
        ? others
        : others.filter(({ id }) => channel?.memberIds.includes(id) === true);
      setSuggestions(mentionSuggestions(token.text, present, channel?.kind === 'channel'));
      return undefined;
    }
    let stale = false;
    complete(viewer.id, spot, token.text).then(
      ({ items }) => {
        if (!stale) setSuggestions(items.filter(({ value }) => value.trimEnd() !== token.text));
      },
      // Completion is a convenience: without it one types on.
      () => undefined,
    );
    return () => {
      stale = true;
    };
  }, [key, spotKey(spot), viewer.id]);

  const open = token !== undefined && closedFor !== key;
  return {
    token,
    suggestions: open ? suggestions : [],
    selected,
    select,
    close: () => setClosedFor(key),
  };
}
