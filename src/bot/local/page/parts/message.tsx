import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { WireMessage } from '../../wire.ts';
import { useWorkspace } from '../context.ts';
import type { ThreadSummary } from '../model/conversation.ts';
import { fileSize, fullTimeOf, plural, timeOf } from '../model/words.ts';
import { fileAddress } from '../net/api.ts';
import { Avatar } from './avatar.tsx';
import { Card } from './card.tsx';
import { EditBox } from './edit-box.tsx';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { PlainText, renderMarkdown } from './rich-text.tsx';

interface MessageProps {
  message: WireMessage;
  /** Its id in the document. */
  rowId: string;
  /** Same author shortly before: name and picture stay away. */
  follows: boolean;
  /** Undefined inside a thread, where nothing opens another. */
  thread?: { summary: ThreadSummary | undefined; open: () => void };
}

export function Message({ message, rowId, follows, thread }: MessageProps): JSX.Element {
  const { viewer, chat } = useWorkspace();
  const [editing, setEditing] = useState(false);
  const author = chat.state.people.find(({ id }) => id === message.authorId);
  const name = message.authorId === undefined ? 'Threadcoach' : (author?.name ?? 'Somebody');
  const deleted = message.state === 'deleted';

  return (
    <article
      id={rowId}
      class={`message${follows ? ' follows' : ''}${message.onlyForYou ? ' private' : ''}`}
      data-row
      tabIndex={-1}
      aria-label={`${name}, ${timeOf(message.createdAt)}`}
    >
      <div class="message-side">
        {follows ? (
          <time dateTime={message.createdAt}>{timeOf(message.createdAt)}</time>
        ) : (
          <Avatar person={author} />
        )}
      </div>
      <div class="message-main">
        {!follows && (
          <header class="message-head">
            <span class="author">{name}</span>
            {message.authorId === undefined && <span class="tag">Assistant</span>}
            {message.authorId === viewer.id && <span class="you">you</span>}
            <time dateTime={message.createdAt} title={fullTimeOf(message.createdAt)}>
              {timeOf(message.createdAt)}
            </time>
          </header>
        )}
        {message.onlyForYou && (
          <p class="only-you">
            <Icon name="lock" /> Only visible to you
          </p>
        )}
        {deleted && <p class="gone">This message was deleted.</p>}
        {!deleted && editing && <EditBox message={message} onDone={() => setEditing(false)} />}
        {!deleted && !editing && <Body message={message} />}
        {message.files.length > 0 && <Files message={message} />}
        {thread?.summary && <ThreadLink summary={thread.summary} open={thread.open} />}
      </div>
      {!deleted && !editing && <Tools message={message} thread={thread} onEdit={() => setEditing(true)} />}
    </article>
  );
}

function Body({ message }: { message: WireMessage }): JSX.Element | null {
  const { chat } = useWorkspace();
  if (message.authorId !== undefined) {
    if (message.text === '') return null;
    const names = ['Threadcoach', ...chat.state.people.map(({ name }) => name)].sort(
      (a, b) => b.length - a.length,
    );
    return (
      <div class="words">
        <PlainText text={message.text} names={names} />
        {message.edited && <span class="edited">(edited)</span>}
      </div>
    );
  }
  if (message.card !== undefined && message.state === 'final') {
    return (
      <div class="bubble holds-card">
        <Card message={message} />
      </div>
    );
  }
  return (
    <div class="bubble streaming" aria-busy="true">
      {message.text === '' ? (
        <Dots />
      ) : (
        <div class="markdown" dangerouslySetInnerHTML={{ __html: renderMarkdown(message.text) }} />
      )}
    </div>
  );
}

export function Dots(): JSX.Element {
  return (
    <span class="dots" role="img" aria-label="Threadcoach is writing">
      <i />
      <i />
      <i />
    </span>
  );
}

function Files({ message }: { message: WireMessage }): JSX.Element {
  const { viewer } = useWorkspace();
  return (
    <ul class="files" aria-label="Files">
      {message.files.map(({ id, name, size }) => (
        <li key={id}>
          <a class="file" href={fileAddress(viewer.id, id)} download={name}>
            <Icon name="file" />
            <span class="file-name">{name}</span>
            <span class="file-size">{fileSize(size)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function ThreadLink({ summary, open }: { summary: ThreadSummary; open: () => void }): JSX.Element {
  const { chat } = useWorkspace();
  return (
    <button type="button" class="thread-link" onClick={open}>
      <span class="thread-faces">
        {summary.authors.slice(0, 4).map((id) => (
          <Avatar key={id ?? 'bot'} person={chat.state.people.find((person) => person.id === id)} small />
        ))}
      </span>
      <span class="thread-count">{plural(summary.count, 'reply', 'replies')}</span>
      <span class="thread-last">
        {summary.last.state === 'streaming' ? 'writing…' : `last at ${timeOf(summary.last.createdAt)}`}
      </span>
    </button>
  );
}

function Tools({
  message,
  thread,
  onEdit,
}: {
  message: WireMessage;
  thread: MessageProps['thread'];
  onEdit: () => void;
}): JSX.Element | null {
  const { viewer, remove, saveAsNote } = useWorkspace();
  const mine = message.authorId === viewer.id;
  // What only one person sees cannot be talked about in a thread.
  const canReply = thread !== undefined && !message.onlyForYou;
  // What people said; who may take notes is the server's to say.
  const canNote = message.authorId !== undefined && message.text !== '';
  const items = [
    ...(canNote ? [{ label: 'Save as note', run: () => void saveAsNote(message) }] : []),
    ...(mine && !message.onlyForYou ? [{ label: 'Edit message', run: onEdit }] : []),
    ...(mine ? [{ label: 'Delete message', danger: true, run: () => void remove(message) }] : []),
  ];
  if (items.length === 0 && !canReply) return null;
  return (
    <div class="tools">
      {canReply && (
        <button
          type="button"
          class="tool"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={thread.open}
        >
          <Icon name="reply" />
        </button>
      )}
      {items.length > 0 && (
        <Menu label="More" items={items}>
          <Icon name="more" />
        </Menu>
      )}
    </div>
  );
}
