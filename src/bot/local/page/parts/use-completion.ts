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
  /** -1: none yet. A question is sent as it was typed unless one is chosen. */
  selected: number;
  select: (index: number) => void;
  close: () => void;
}

/** The server is asked for questions once somebody pauses, in milliseconds. */
const pauseMs = 200;

/** What could be meant by what is typed at the caret: commands from the bot, names from the conversation. */
export function useCompletion(spot: Spot, text: string, caret: number): Completion {
  const { viewer, chat } = useWorkspace();
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const [selected, select] = useState(0);
  const [closedFor, setClosedFor] = useState<string>();
  const token = tokenAt(text, caret);
  const key = token && `${token.kind}:${token.start}:${token.text}`;

  useEffect(() => {
    select(token?.kind === 'question' ? -1 : 0);
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
    if (token.kind === 'question' && (channel?.kind !== 'direct' || spot.threadId !== undefined)) {
      setSuggestions([]);
      return undefined;
    }
    let stale = false;
    const timer = window.setTimeout(
      () =>
        void complete(viewer.id, spot, token.text).then(
          ({ items }) => {
            if (!stale) setSuggestions(items.filter(({ value }) => value.trimEnd() !== token.text));
          },
          // Completion is a convenience: without it one types on.
          () => undefined,
        ),
      token.kind === 'question' ? pauseMs : 0,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
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
