import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import type { WireReply } from '../wire.ts';
import { chatReducer, emptyChat } from './model/chat-state.ts';
import type { ChatState, Pending } from './model/chat-state.ts';
import type { Spot } from './model/conversation.ts';
import {
  ApiError,
  fetchHistory,
  fetchPeople,
  fetchState,
  newClientId,
  sendCommand,
  sendMessage,
} from './net/api.ts';
import { listenLive } from './net/live.ts';
import { keepReadMarks, readMarks } from './net/storage.ts';

export interface ChatHandle {
  state: ChatState;
  /** Shows the message at once and sends it; what the server asks back (a form) is returned. */
  send: (spot: Spot, text: string, files: Pending['files']) => Promise<WireReply | undefined>;
  retry: (pending: Pending) => Promise<WireReply | undefined>;
  discard: (clientId: string) => void;
  markRead: (channelId: string) => void;
  loadEarlier: (channelId: string, beforeSeq: number) => Promise<void>;
}

/** A bot that has said nothing for so long is not at work any more, whatever its last status line said. */
const progressForMs = 60_000;

/** Everything one person sees, kept fresh. `onFault` is told when reading fails. */
export function useChat(viewerId: string, onFault: (error: ApiError) => void): ChatHandle {
  const [state, dispatch] = useReducer(chatReducer, emptyChat);
  const fault = useRef(onFault);
  fault.current = onFault;

  useEffect(() => {
    const read = (): void => {
      fetchState(viewerId).then(
        (fresh) => dispatch({ kind: 'state', state: fresh, marks: readMarks(viewerId) }),
        (error: unknown) => {
          if (error instanceof ApiError) fault.current(error);
        },
      );
    };
    /** A server that is only away is told by the missing connection already. */
    const findOut = (): void => {
      fetchPeople().catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 401) fault.current(error);
      });
    };
    const timers = new Set<number>();
    const stop = listenLive(viewerId, {
      onReady: read,
      onMessage: (message) => dispatch({ kind: 'message', message }),
      onProgress(progress) {
        dispatch({ kind: 'progress', progress });
        timers.add(
          window.setTimeout(() => dispatch({ kind: 'progress-over', spot: progress }), progressForMs),
        );
      },
      onConnected: (connected) => dispatch({ kind: 'connected', connected }),
      onRefused: findOut,
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [viewerId]);

  useEffect(() => {
    if (state.loaded) keepReadMarks(viewerId, state.marks);
  }, [viewerId, state.loaded, state.marks]);

  const deliver = useCallback(
    async (pending: Pending): Promise<WireReply | undefined> => {
      const { clientId, spot, text, files } = pending;
      dispatch({ kind: 'sending', pending: { clientId, spot, text, files } });
      try {
        const isCommand = /^\/[a-z0-9][\w-]*(\s|$)/i.test(text) && files.length === 0;
        const reply = isCommand
          ? await sendCommand(viewerId, clientId, spot, text)
          : await sendMessage(
              viewerId,
              clientId,
              spot,
              text,
              files.map(({ id }) => id),
            );
        const messageId = reply.kind === 'taken' ? reply.messageId : undefined;
        dispatch({ kind: 'sent', clientId, ...(messageId === undefined ? {} : { messageId }) });
        return reply;
      } catch (error) {
        dispatch({
          kind: 'not-sent',
          clientId,
          reason: error instanceof ApiError ? error.message : 'Not sent.',
        });
        return undefined;
      }
    },
    [viewerId],
  );

  return {
    state,
    send: useCallback(
      (spot, text, files) => deliver({ clientId: newClientId(), spot, text, files }),
      [deliver],
    ),
    retry: deliver,
    discard: useCallback((clientId) => dispatch({ kind: 'discard', clientId }), []),
    markRead: useCallback((channelId) => dispatch({ kind: 'read', channelId }), []),
    loadEarlier: useCallback(
      async (channelId, beforeSeq) => {
        const history = await fetchHistory(viewerId, channelId, beforeSeq);
        dispatch({ kind: 'history', ...history });
      },
      [viewerId],
    ),
  };
}
