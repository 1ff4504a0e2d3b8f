import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ChatState } from './model/chat-state.ts';

interface Threads {
  rootId: string | undefined;
  /** The person opened it, so the focus may go there. */
  byHand: boolean;
  open: (rootId: string) => void;
  close: () => void;
}

/** A thread opens by itself beside the conversation only where there is room for both. */
const roomForBoth = '(min-width: 1100px)';
const justNowMs = 2 * 60_000;

/**
 * Which thread is open. When the bot begins to answer in a thread under what was just said, that thread opens by itself:
 * otherwise a newcomer who asked in a channel would look at nothing.
 */
export function useThreads(state: ChatState, viewerId: string, channelId: string | undefined): Threads {
  const [rootId, setRootId] = useState<string>();
  const [byHand, setByHand] = useState(false);
  const opener = useRef<Element | null>(null);
  const seen = useRef<Set<string>>();

  const open = useCallback((id: string) => {
    opener.current = document.activeElement;
    setByHand(true);
    setRootId(id);
  }, []);
  const close = useCallback(() => {
    setRootId(undefined);
    // The button may be gone with its message; then the composer is the place to go on.
    const back = opener.current?.isConnected === true ? opener.current : document.getElementById('composer');
    opener.current = null;
    if (back instanceof HTMLElement) back.focus();
  }, []);

  useEffect(() => {
    if (!state.loaded) return;
    seen.current ??= new Set(state.messages.keys());
    for (const message of state.messages.values()) {
      if (seen.current.has(message.id)) continue;
      seen.current.add(message.id);
      const root = message.threadId === undefined ? undefined : state.messages.get(message.threadId);
      if (!root || message.authorId !== undefined || message.channelId !== channelId || rootId !== undefined)
        continue;
      const asked = root.authorId === viewerId || root.authorId === undefined;
      const fresh = Date.now() - Date.parse(root.createdAt) < justNowMs;
      if (!asked || !fresh || !matchMedia(roomForBoth).matches) continue;
      setByHand(false);
      setRootId(root.id);
    }
  }, [state.messages, state.loaded, channelId, rootId]);

  return { rootId, byHand, open, close };
}
