import type { JSX } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useWorkspace } from '../context.ts';
import { applySuggestion } from '../model/completion.ts';
import { spotKey } from '../model/conversation.ts';
import type { Spot } from '../model/conversation.ts';
import { fileSize } from '../model/words.ts';
import { draftOf, keepDraft } from '../net/storage.ts';
import { Icon } from './icons.tsx';
import { useCompletion } from './use-completion.ts';
import type { Completion } from './use-completion.ts';
import type { Upload, Uploads } from './use-uploads.ts';

/** Where one writes. Mount it with a key of its spot: each has its own draft. */
export function Composer({
  id,
  spot,
  placeholder,
  uploads,
  autoFocus,
  onEscape,
}: {
  id: string;
  spot: Spot;
  placeholder: string;
  uploads: Uploads;
  autoFocus: boolean;
  onEscape?: () => void;
}): JSX.Element {
  const { viewer, send } = useWorkspace();
  const [text, setText] = useState(() => draftOf(viewer.id, spotKey(spot)));
  const [caret, setCaret] = useState(text.length);
  const box = useRef<HTMLTextAreaElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const completion = useCompletion(spot, text, caret);
  const listId = useId();
  const open = completion.suggestions.length > 0;
  const ready = uploads.uploads.every(({ done }) => done !== undefined);
  const empty = text.trim() === '' && uploads.uploads.length === 0;

  useEffect(() => keepDraft(viewer.id, spotKey(spot), text), [text]);
  useLayoutEffect(() => {
    if (autoFocus) box.current?.focus({ preventScroll: true });
  }, [autoFocus]);
  useLayoutEffect(() => {
    const area = box.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 240)}px`;
  }, [text]);

  const submit = (): void => {
    if (empty || !ready) return;
    const files = uploads.uploads.flatMap(({ done }) => (done ? [done] : []));
    void send(spot, text.trim(), files);
    setText('');
    setCaret(0);
    uploads.clear();
    box.current?.focus();
  };
  const accept = (index: number): void => {
    const suggestion = completion.suggestions[index];
    if (!suggestion || !completion.token) return;
    const applied = applySuggestion(text, completion.token, caret, suggestion.value);
    setText(applied.text);
    setCaret(applied.caret);
    // At once and not with the next drawing: whoever types fast is already at the next letter.
    if (!box.current) return;
    box.current.value = applied.text;
    box.current.setSelectionRange(applied.caret, applied.caret);
    box.current.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter also confirms what an input method offers.
    if (event.isComposing) return;
    if (open && moveInCompletion(event, completion, accept)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') {
      onEscape?.();
    }
  };
  const onPaste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    uploads.add(files);
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {open && <CompletionList id={listId} completion={completion} onAccept={accept} />}
      <div class="composer-box">
        <UploadChips uploads={uploads} />
        <textarea
          id={id}
          ref={box}
          rows={1}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-autocomplete="list"
          aria-controls={open ? listId : undefined}
          aria-activedescendant={
            open && completion.selected >= 0 ? `${listId}-${completion.selected}` : undefined
          }
          onInput={(event) => {
            setText(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <div class="composer-bar">
          <input
            ref={chooser}
            type="file"
            multiple
            class="visually-hidden"
            tabIndex={-1}
            aria-hidden="true"
            onChange={(event) => {
              uploads.add([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
              box.current?.focus();
            }}
          />
          <button
            type="button"
            class="tool"
            aria-label="Add a file"
            title="Add a file"
            onClick={() => chooser.current?.click()}
          >
            <Icon name="attach" />
          </button>
          <p class="composer-help" aria-hidden="true">
            <kbd>Enter</kbd> sends · <kbd>Shift</kbd>+<kbd>Enter</kbd> new line · <kbd>/</kbd> commands ·{' '}
            <kbd>@</kbd> people
          </p>
          <button type="submit" class="send" aria-label="Send" title="Send" disabled={empty || !ready}>
            <Icon name="send" />
          </button>
        </div>
      </div>
    </form>
  );
}

/** True: the key was meant for the list. */
function moveInCompletion(
  event: KeyboardEvent,
  completion: Completion,
  accept: (index: number) => void,
): boolean {
  const count = completion.suggestions.length;
  const { selected } = completion;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined)
    completion.select(selected < 0 && step < 0 ? count - 1 : (selected + step + count) % count);
  else if (selected >= 0 && (event.key === 'Enter' || event.key === 'Tab')) accept(selected);
  else if (event.key === 'Escape') completion.close();
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function CompletionList({
  id,
  completion,
  onAccept,
}: {
  id: string;
  completion: Completion;
  onAccept: (index: number) => void;
}): JSX.Element {
  return (
    <ul class="completion" id={id} role="listbox" aria-label="Suggestions">
      {completion.suggestions.map(({ value, label, hint }, index) => (
        <li
          key={value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === completion.selected}
          onPointerDown={(event) => {
            // The focus stays where one types.
            event.preventDefault();
            onAccept(index);
          }}
        >
          <span class="completion-label">{label}</span>
          {hint !== undefined && <span class="completion-hint">{hint}</span>}
        </li>
      ))}
    </ul>
  );
}

function UploadChips({ uploads }: { uploads: Uploads }): JSX.Element | null {
  if (uploads.uploads.length === 0) return null;
  return (
    <ul class="uploads" aria-label="Files to send">
      {uploads.uploads.map((upload) => (
        <UploadChip key={upload.clientId} upload={upload} uploads={uploads} />
      ))}
    </ul>
  );
}

function UploadChip({ upload, uploads }: { upload: Upload; uploads: Uploads }): JSX.Element {
  const { source, share, done, failed } = upload;
  return (
    <li class={`upload${failed === undefined ? '' : ' failed'}`}>
      <Icon name="file" />
      <span class="file-name">{source.name}</span>
      {failed === undefined && done === undefined && (
        <progress value={share} aria-label={`Uploading ${source.name}`} />
      )}
      {done && <span class="file-size">{fileSize(done.size)}</span>}
      {failed !== undefined && <span role="alert">{failed}</span>}
      {failed !== undefined && !failed.startsWith('larger') && (
        <button type="button" class="button" onClick={() => uploads.retry(upload)}>
          Try again
        </button>
      )}
      <button
        type="button"
        class="tool"
        aria-label={`Remove ${source.name}`}
        onClick={() => uploads.remove(upload.clientId)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
