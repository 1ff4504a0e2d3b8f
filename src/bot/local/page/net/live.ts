import type { WireMessage, WireProgress } from '../../wire.ts';

interface LiveHandlers {
  /** The stream is open: read the whole state now. Also after every interruption. */
  onReady: () => void;
  onMessage: (message: WireMessage) => void;
  onProgress: (progress: WireProgress) => void;
  onConnected: (connected: boolean) => void;
  /** The server answered, but not with events: find out why. Tried again meanwhile. */
  onRefused: () => void;
}

const retryMs = 3_000;

/** Listens to what changes in one person's sight, and keeps coming back. Returns the function that ends it. */
export function listenLive(as: string, handlers: LiveHandlers): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;

  const connect = (): void => {
    source = new EventSource(`./api/events?as=${encodeURIComponent(as)}`);
    source.addEventListener('ready', () => {
      handlers.onConnected(true);
      handlers.onReady();
    });
    source.addEventListener('message', (event) => handlers.onMessage(read(event) as WireMessage));
    source.addEventListener('progress', (event) => handlers.onProgress(read(event) as WireProgress));
    source.addEventListener('error', () => {
      handlers.onConnected(false);
      // The browser comes back by itself unless the server refused; then we do.
      if (source?.readyState !== EventSource.CLOSED) return;
      handlers.onRefused();
      timer = setTimeout(connect, retryMs);
    });
  };

  connect();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** The server beside this page speaks `wire.ts`: the callers' casts rest on that. */
const read = (event: MessageEvent): unknown => JSON.parse(String(event.data));
