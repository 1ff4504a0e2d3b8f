import type { JSX } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';

interface Toast {
  id: number;
  text: string;
  retry?: () => void;
}

/** Faults, shown until they are dismissed: a message that goes away by itself is missed by those who read slowly. */
export function useToasts(): {
  toasts: readonly Toast[];
  complain: (text: string, retry?: () => void) => void;
  dismiss: (id: number) => void;
} {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const complain = useCallback((text: string, retry?: () => void) => {
    setToasts((all) => {
      const others = all.filter((toast) => toast.text !== text).slice(-2);
      return [...others, { id: (all.at(-1)?.id ?? 0) + 1, text, ...(retry === undefined ? {} : { retry }) }];
    });
  }, []);
  return { toasts, complain, dismiss };
}

export function Toasts({
  toasts,
  onDismiss,
}: {
  toasts: readonly Toast[];
  onDismiss: (id: number) => void;
}): JSX.Element {
  return (
    <div class="toasts" role="alert">
      {toasts.map(({ id, text, retry }) => (
        <div key={id} class="toast">
          <Icon name="warn" />
          <p>{text}</p>
          {retry && (
            <button
              type="button"
              class="button"
              onClick={() => {
                onDismiss(id);
                retry();
              }}
            >
              Try again
            </button>
          )}
          <button type="button" class="tool" aria-label="Dismiss" onClick={() => onDismiss(id)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
