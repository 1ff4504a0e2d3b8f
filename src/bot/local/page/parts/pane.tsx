import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useWorkspace } from '../context.ts';
import { spotKey } from '../model/conversation.ts';
import type { Spot } from '../model/conversation.ts';
import { Composer } from './composer.tsx';
import { Dots } from './message.tsx';
import { useUploads } from './use-uploads.ts';

/** One place to read and write in: a list, the bot's status line, and the composer. Files can be dropped anywhere. */
export function Pane({
  spot,
  composerId,
  placeholder,
  autoFocus,
  onEscape,
  above,
  children,
}: {
  spot: Spot;
  composerId: string;
  placeholder: string;
  autoFocus: boolean;
  onEscape?: () => void;
  /** Between the list and the composer, e.g. suggestions. */
  above?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  const { viewer, chat } = useWorkspace();
  const uploads = useUploads(viewer.id, spot.channelId);
  const [dragging, setDragging] = useState(false);
  const progress = chat.state.progress.get(spotKey(spot));
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

  return (
    <div
      class={`pane${dragging ? ' dragging' : ''}`}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
          setDragging(false);
      }}
      onDrop={(event) => {
        setDragging(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        uploads.add([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {children}
      <p class="progress" role="status">
        {progress !== undefined && (
          <>
            <Dots /> {progress}
          </>
        )}
      </p>
      {above}
      <Composer
        id={composerId}
        spot={spot}
        placeholder={placeholder}
        uploads={uploads}
        autoFocus={autoFocus}
        {...(onEscape ? { onEscape } : {})}
      />
      {dragging && <div class="drop-hint">Drop the file to send it here</div>}
    </div>
  );
}
