import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { WireMessage } from '../../wire.ts';

export interface Follow {
  list: RefObject<HTMLDivElement>;
  onScroll: () => void;
  /** The newest message stands below what is seen. */
  below: boolean;
  toEnd: () => void;
}

/** Nearer than this to the end counts as reading the end. Pixels. */
const nearEndPx = 80;
const marginPx = 12;

/**
 * Keeps a list at its end while one reads there, but never scrolls the first new message out of sight: a long answer is
 * read from its beginning. Whoever scrolled up stays where they are.
 */
export function useFollow(options: {
  messages: readonly WireMessage[];
  viewerId: string;
  /** How many of one's own are on their way. */
  pending: number;
  /** The message to begin reading at; undefined: the end. */
  startAt: string | undefined;
}): Follow {
  const { messages, viewerId, pending } = options;
  const list = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  /** The first message of others since one's own last word. */
  const anchor = useRef(options.startAt);
  const placedAt = useRef(0);
  const seen = useRef(new Set(messages.map(({ id }) => id)));
  const newest = useRef<string>();
  newest.current = messages.at(-1)?.id;
  const [below, setBelow] = useState(false);

  const place = (): void => {
    const element = list.current;
    if (!element) return;
    const end = element.scrollHeight - element.clientHeight;
    const row =
      anchor.current === undefined ? undefined : document.getElementById(`${element.id}-${anchor.current}`);
    if (following.current) {
      const start = row ? row.offsetTop - marginPx : end;
      element.scrollTop = Math.max(0, Math.min(end, start));
      placedAt.current = element.scrollTop;
    }
    const last = document.getElementById(`${element.id}-${newest.current ?? ''}`);
    setBelow(last !== null && last.offsetTop > element.scrollTop + element.clientHeight - nearEndPx);
  };

  useLayoutEffect(() => {
    for (const message of messages) {
      if (seen.current.has(message.id)) continue;
      seen.current.add(message.id);
      if (message.authorId !== viewerId) anchor.current ??= message.id;
    }
    place();
  }, [messages]);
  useLayoutEffect(() => {
    if (pending === 0) return;
    // Whoever speaks wants to see it, and then what is answered.
    following.current = true;
    anchor.current = undefined;
    place();
  }, [pending]);
  // Cards and fonts settle after they are drawn, and a text that streams grows.
  useEffect(() => {
    const content = list.current?.firstElementChild;
    if (!content) return undefined;
    const observer = new ResizeObserver(place);
    observer.observe(content);
    return () => observer.disconnect();
  }, []);

  return {
    list,
    below,
    onScroll() {
      const element = list.current;
      if (!element) return;
      const atEnd = element.scrollHeight - element.clientHeight - element.scrollTop < nearEndPx;
      following.current = atEnd || Math.abs(element.scrollTop - placedAt.current) < 2;
      // Scrolled past the first new message by hand: from here on the end is followed again.
      if (atEnd && element.scrollTop > placedAt.current + 2) anchor.current = undefined;
      if (atEnd) setBelow(false);
    },
    toEnd() {
      following.current = true;
      anchor.current = undefined;
      place();
    },
  };
}
