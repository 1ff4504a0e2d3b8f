import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWorkspace } from '../context.ts';

/** Says new messages of others to screen readers, once each, when they are complete. */
export function Announcer({ channelId }: { channelId: string | undefined }): JSX.Element {
  const { viewer, chat } = useWorkspace();
  const { messages, people, loaded } = chat.state;
  const said = useRef<Set<string>>();
  const [text, setText] = useState('');

  useEffect(() => {
    if (!loaded) return;
    // What was there at the start is not news.
    said.current ??= new Set(messages.keys());
    for (const message of messages.values()) {
      if (said.current.has(message.id) || message.state !== 'final') continue;
      said.current.add(message.id);
      if (message.authorId === viewer.id || message.channelId !== channelId) continue;
      const author = people.find(({ id }) => id === message.authorId)?.name ?? 'Threadcoach';
      setText(`${author}: ${message.text.slice(0, 300)}`);
    }
  }, [messages, loaded, channelId]);

  return (
    <p class="visually-hidden" aria-live="polite" data-testid="announcer">
      {text}
    </p>
  );
}
