import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { WireChannel } from '../../wire.ts';
import { useWorkspace } from '../context.ts';
import { channelTitle, firstUnread, threadOf } from '../model/conversation.ts';
import { Icon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import { Pane } from './pane.tsx';

/** Mount it with the root's id as key. */
export function Thread({
  channel,
  rootId,
  byHand,
  autoFocus,
  onClose,
}: {
  channel: WireChannel;
  rootId: string;
  /** The person opened it, rather than an answer that came. */
  byHand: boolean;
  autoFocus: boolean;
  onClose: () => void;
}): JSX.Element {
  const { viewer, chat } = useWorkspace();
  const { messages, marks } = chat.state;
  const shown = useMemo(() => threadOf(messages, rootId), [messages, rootId]);
  // A thread that opened by itself is being read from its first word.
  const [newFromId] = useState(() =>
    byHand ? firstUnread(shown, viewer.id, marks[channel.id] ?? 0) : undefined,
  );
  const spot = { channelId: channel.id, threadId: rootId };
  return (
    <aside class="thread" id="thread" aria-label="Thread">
      <header class="pane-head">
        <button type="button" class="tool back" aria-label="Back to the conversation" onClick={onClose}>
          <Icon name="back" />
        </button>
        <div class="pane-title">
          <h2>Thread</h2>
          <p>{channelTitle(channel)}</p>
        </div>
        <button
          type="button"
          class="tool close"
          aria-label="Close thread"
          title="Close thread (Escape)"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <Pane
        spot={spot}
        composerId="thread-composer"
        placeholder="Reply in this thread"
        autoFocus={autoFocus}
        onEscape={onClose}
      >
        <MessageList
          label="Messages in the thread"
          spot={spot}
          messages={shown}
          newFromId={newFromId}
          startAt={byHand ? newFromId : rootId}
        />
      </Pane>
    </aside>
  );
}
