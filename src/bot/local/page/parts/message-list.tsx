import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { WireMessage } from '../../wire.ts';
import { useWorkspace } from '../context.ts';
import { listItems, spotKey } from '../model/conversation.ts';
import type { Spot, ThreadSummary } from '../model/conversation.ts';
import { dayName } from '../model/words.ts';
import { Icon } from './icons.tsx';
import { Message } from './message.tsx';
import { PendingMessage } from './pending-message.tsx';
import { moveWithArrows } from './roving.ts';

/** Nearer than this to the end counts as reading the end. Pixels. */
const nearEnd = 80;

export function MessageList({
  label,
  spot,
  messages,
  newFromId,
  summaries,
  before,
}: {
  label: string;
  spot: Spot;
  messages: readonly WireMessage[];
  /** The first message that was unread when the conversation was opened. */
  newFromId: string | undefined;
  /** Undefined inside a thread. */
  summaries?: ReadonlyMap<string, ThreadSummary>;
  before?: ComponentChildren;
}): JSX.Element {
  const { chat, openThread } = useWorkspace();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);
  const pending = chat.state.outbox.filter((one) => spotKey(one.spot) === spotKey(spot));
  const today = new Date();

  const scrollToEnd = (): void => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  };
  useLayoutEffect(() => {
    if (atEnd.current) scrollToEnd();
    else setBelow(true);
  }, [messages.at(-1)?.updatedAt, messages.length, pending.length]);
  // Cards and fonts settle after they are drawn.
  useEffect(() => {
    const content = list.current?.firstElementChild;
    if (!content) return undefined;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) scrollToEnd();
    });
    observer.observe(content);
    return () => observer.disconnect();
  }, []);

  const onScroll = (): void => {
    const { scrollTop, clientHeight, scrollHeight } = list.current ?? {
      scrollTop: 0,
      clientHeight: 0,
      scrollHeight: 0,
    };
    atEnd.current = scrollHeight - scrollTop - clientHeight < nearEnd;
    if (atEnd.current) setBelow(false);
  };

  return (
    <div class="list-frame">
      <div
        class="list"
        ref={list}
        onScroll={onScroll}
        onKeyDown={moveWithArrows}
        role="region"
        aria-label={label}
        tabIndex={0}
      >
        <div class="list-content">
          {before}
          {listItems(messages, newFromId).map((item) => {
            if (item.kind === 'day') {
              return (
                <div key={item.key} class="separator">
                  <span>{dayName(item.date, today)}</span>
                </div>
              );
            }
            if (item.kind === 'new') {
              return (
                <div key={item.key} class="separator new">
                  <span>New</span>
                </div>
              );
            }
            const { message, follows } = item;
            const thread = summaries && {
              summary: summaries.get(message.id),
              open: () => openThread(message.id),
            };
            return (
              <Message key={item.key} message={message} follows={follows} {...(thread ? { thread } : {})} />
            );
          })}
          {pending.map((one) => (
            <PendingMessage key={one.clientId} pending={one} />
          ))}
        </div>
      </div>
      {below && (
        <button
          type="button"
          class="to-end"
          onClick={() => {
            atEnd.current = true;
            scrollToEnd();
            setBelow(false);
          }}
        >
          <Icon name="down" /> Newest messages
        </button>
      )}
    </div>
  );
}
