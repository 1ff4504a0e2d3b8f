import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { WireMessage } from '../../wire.ts';
import { useWorkspace } from '../context.ts';

/** One's own message, opened for change: Enter saves, Escape leaves it as it was. */
export function EditBox({ message, onDone }: { message: WireMessage; onDone: () => void }): JSX.Element {
  const { edit } = useWorkspace();
  const [text, setText] = useState(message.text);
  const box = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(message.text.length, message.text.length);
  }, [message.text.length]);

  const row = (): HTMLElement | null => box.current?.closest<HTMLElement>('[data-row]') ?? null;
  const done = (): void => {
    const back = row();
    onDone();
    back?.focus();
  };
  const save = async (): Promise<void> => {
    if (text.trim() === message.text.trim() || text.trim() === '' || (await edit(message, text))) done();
  };

  return (
    <form
      class="edit-box"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        ref={box}
        aria-label="Edit message"
        rows={Math.min(8, text.split('\n').length + 1)}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Escape') {
            event.stopPropagation();
            done();
          } else if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            void save();
          }
        }}
      />
      <div class="edit-buttons">
        <button type="button" class="button" onClick={done}>
          Cancel
        </button>
        <button type="submit" class="button primary">
          Save
        </button>
      </div>
    </form>
  );
}
