import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { WireMessage } from '../../wire.ts';
import { useWorkspace } from '../context.ts';
import { unsentIn } from '../model/chat-state.ts';
import { listItems } from '../model/conversation.ts';
import type { Spot, ThreadSummary } from '../model/conversation.ts';
import { dayName } from '../model/words.ts';
import { Icon } from './icons.tsx';
import { Message } from './message.tsx';
import { PendingMessage } from './pending-message.tsx';
import { moveWithArrows } from './roving.ts';
import { useFollow } from './use-follow.ts';

export function MessageList({
  label,
  spot,
  messages,
  newFromId,
  startAt = newFromId,
  summaries,
  before,
}: {
  label: string;
  spot: Spot;
  messages: readonly WireMessage[];
  /** The first message that was unread when the conversation was opened. */
  newFromId: string | undefined;
  /** Where to begin reading; default: at what is new, else at the end. */
  startAt?: string | undefined;
  /** Undefined inside a thread. */
  summaries?: ReadonlyMap<string, ThreadSummary>;
  before?: ComponentChildren;
}): JSX.Element {
  const { viewer, chat, openThread } = useWorkspace();
  const pending = unsentIn(chat.state, spot, viewer.id);
  const follow = useFollow({ messages, viewerId: viewer.id, pending: pending.length, startAt });
  const listId = useId();
  const today = new Date();

  return (
    <div class="list-frame">
      <div
        class="list"
        id={listId}
        ref={follow.list}
        onScroll={follow.onScroll}
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
              <Message
                key={item.key}
                rowId={`${listId}-${message.id}`}
                message={message}
                follows={follows}
                {...(thread ? { thread } : {})}
              />
            );
          })}
          {pending.map((one) => (
            <PendingMessage key={one.clientId} pending={one} />
          ))}
        </div>
      </div>
      {follow.below && (
        <button type="button" class="to-end" onClick={follow.toEnd}>
          <Icon name="down" /> Newest messages
        </button>
      )}
    </div>
  );
}
