import type { JSX } from 'preact';
import { useWorkspace } from '../context.ts';
import type { Pending } from '../model/chat-state.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';

/** One's own message on its way; when it did not arrive it says so and waits. */
export function PendingMessage({ pending }: { pending: Pending }): JSX.Element {
  const { viewer, chat } = useWorkspace();
  return (
    <article
      class={`message pending${pending.failed === undefined ? '' : ' failed'}`}
      data-row
      tabIndex={-1}
      aria-label={`${viewer.name}, not sent yet`}
    >
      <div class="message-side">
        <Avatar person={viewer} />
      </div>
      <div class="message-main">
        <header class="message-head">
          <span class="author">{viewer.name}</span>
          <span class="you">you</span>
          <span class="sending">{pending.failed === undefined ? 'sending…' : 'not sent'}</span>
        </header>
        {pending.text !== '' && <p class="plain">{pending.text}</p>}
        {pending.files.map(({ id, name }) => (
          <span key={id} class="file">
            <Icon name="file" />
            <span class="file-name">{name}</span>
          </span>
        ))}
        {pending.failed !== undefined && (
          <div class="not-sent" role="alert">
            <p>{pending.failed}</p>
            <button type="button" class="button" onClick={() => void chat.retry(pending)}>
              Try again
            </button>
            <button type="button" class="button" onClick={() => chat.discard(pending.clientId)}>
              Discard
            </button>
          </div>
        )}
      </div>
    </article>
  );
}
