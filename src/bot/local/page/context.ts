import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WireMessage, WirePerson } from '../wire.ts';
import type { ChatHandle } from './use-chat.ts';
import type { Spot } from './model/conversation.ts';

/** What every part of the workspace may need: who looks, and what can be done. */
export interface Workspace {
  viewer: WirePerson;
  chat: ChatHandle;
  /** Opens the thread and moves the focus there. */
  openThread: (rootId: string) => void;
  /** A button on a card. Resolves when it was taken; faults are shown, not thrown. */
  press: (
    message: WireMessage,
    button: { action: string; value: string; opensForm?: string },
  ) => Promise<void>;
  /** A form on a card. Resolves to true when it was taken. */
  submitCard: (
    message: WireMessage,
    form: { form: string; context: string; values: Record<string, string> },
  ) => Promise<boolean>;
  edit: (message: WireMessage, text: string) => Promise<boolean>;
  remove: (message: WireMessage) => Promise<void>;
  /** Opens the form for a quick note that begins with the message's words. */
  saveAsNote: (message: WireMessage) => Promise<void>;
  /** Sends what was typed, and opens the form that a bare command asks for. */
  send: (spot: Spot, text: string, files: Parameters<ChatHandle['send']>[2]) => Promise<void>;
  /** Shows a fault, with a way to try again. */
  complain: (text: string, retry?: () => void) => void;
}

const WorkspaceContext = createContext<Workspace | undefined>(undefined);
export const WorkspaceProvider = WorkspaceContext.Provider;

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('This part stands outside of the workspace.');
  return workspace;
}
