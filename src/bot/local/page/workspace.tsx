import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Form } from '../../../messages/message.ts';
import type { WirePerson, WireReply } from '../wire.ts';
import { WorkspaceProvider } from './context.ts';
import type { Workspace as WorkspaceHandle } from './context.ts';
import type { Spot } from './model/conversation.ts';
import {
  ApiError,
  deleteMessage,
  editMessage,
  findPeople,
  newClientId,
  openForm,
  openNoteOf,
  pressButton,
  submitForm,
} from './net/api.ts';
import { Announcer } from './parts/announcer.tsx';
import { Conversation } from './parts/conversation.tsx';
import { Dialog } from './parts/dialog.tsx';
import { FormDialog } from './parts/form-dialog.tsx';
import { Sidebar } from './parts/sidebar.tsx';
import { Thread } from './parts/thread.tsx';
import { Toasts, useToasts } from './parts/toasts.tsx';
import { useChat } from './use-chat.ts';
import { useThreads } from './use-threads.ts';

interface OpenForm {
  form: Form;
  spot: Spot;
  messageId?: string;
  clientId: string;
}

const messageOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : 'Something went wrong on this page. Reload it, please.';

/** Everything one person sees. Mount it with the person's id as key. */
export function Workspace({
  viewer,
  onSwitch,
  onLocked,
}: {
  viewer: WirePerson;
  onSwitch: (personId: string) => void;
  /** The server does not know this browser (any more). */
  onLocked: () => void;
}): JSX.Element {
  const { toasts, complain, dismiss } = useToasts();
  const onFault = useCallback(
    (error: ApiError) => (error.status === 401 ? onLocked() : complain(error.message)),
    [complain, onLocked],
  );
  const chat = useChat(viewer.id, onFault);
  const [chosenId, setChosenId] = useState<string>();
  const [listShown, setListShown] = useState(false);
  const [form, setForm] = useState<OpenForm>();
  const [deleting, setDeleting] = useState<{ done: (yes: boolean) => void }>();
  const { channels, connected, loaded } = chat.state;
  const channel = channels.find(({ id }) => id === chosenId) ?? channels[0];
  const threads = useThreads(chat.state, viewer.id, channel?.id);
  // On a phone the keyboard would cover what was just opened.
  const finePointer = useRef(matchMedia('(pointer: fine)').matches).current;

  /** Runs a request; faults become a toast, with the same request again where that may help. */
  const attempt = useCallback(
    async (run: () => Promise<WireReply>, then: (reply: WireReply) => void): Promise<boolean> => {
      try {
        then(await run());
        return true;
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) onLocked();
        const again = error instanceof ApiError && error.retry ? () => void attempt(run, then) : undefined;
        complain(messageOf(error), again);
        return false;
      }
    },
    [complain, onLocked],
  );

  const show = useCallback(
    (reply: WireReply | undefined, spot: Spot, messageId?: string) => {
      if (reply?.kind === 'form') {
        setForm({
          form: reply.form,
          spot,
          clientId: newClientId(),
          ...(messageId === undefined ? {} : { messageId }),
        });
      }
      if (reply?.kind === 'refused') complain(reply.message);
    },
    [complain],
  );

  const handle = useMemo<WorkspaceHandle>(
    () => ({
      viewer,
      chat,
      complain,
      openThread: threads.open,
      async send(spot, text, files) {
        show(await chat.send(spot, text, files), spot);
      },
      async press(message, { action, value, opensForm }) {
        const spot = spotOf(message);
        const clientId = newClientId();
        await attempt(
          () =>
            opensForm === undefined
              ? pressButton(viewer.id, clientId, message.id, action, value)
              : openForm(viewer.id, spot, opensForm, value),
          (reply) => show(reply, spot, message.id),
        );
      },
      async submitCard(message, values) {
        const clientId = newClientId();
        let taken = false;
        await attempt(
          () => submitForm(viewer.id, clientId, spotOf(message), { ...values, messageId: message.id }),
          (reply) => {
            taken = reply.kind === 'taken';
            if (reply.kind === 'invalid') complain(Object.values(reply.errors).join(' '));
            if (reply.kind === 'refused') complain(reply.message);
          },
        );
        return taken;
      },
      edit: (message, text) => {
        const clientId = newClientId();
        return attempt(
          () => editMessage(viewer.id, clientId, message.id, text),
          () => undefined,
        );
      },
      async saveAsNote(message) {
        const spot = spotOf(message);
        await attempt(
          () => openNoteOf(viewer.id, spot, message.id),
          (reply) => show(reply, spot),
        );
      },
      async remove(message) {
        const sure = await new Promise<boolean>((done) => setDeleting({ done }));
        setDeleting(undefined);
        if (!sure) return;
        const clientId = newClientId();
        await attempt(
          () => deleteMessage(viewer.id, clientId, message.id),
          () => undefined,
        );
      },
    }),
    [viewer, chat.state, attempt, show, threads.open],
  );

  const submitOpenForm = async (
    values: Record<string, string>,
  ): Promise<Readonly<Record<string, string>>> => {
    if (!form) return {};
    const { form: asked, spot, clientId, messageId } = form;
    let errors: Readonly<Record<string, string>> = {
      '': 'It could not be sent. Nothing is lost: try again.',
    };
    try {
      const reply = await submitForm(viewer.id, clientId, spot, {
        form: asked.id,
        context: asked.context,
        values,
        ...(messageId === undefined ? {} : { messageId }),
      });
      if (reply.kind === 'invalid') errors = reply.errors;
      if (reply.kind === 'refused') errors = { '': reply.message };
      if (reply.kind === 'taken') {
        errors = {};
        setForm(undefined);
      }
    } catch (error) {
      errors = { '': messageOf(error) };
    }
    return errors;
  };

  useEffect(() => {
    document.title = channel?.kind === 'channel' ? `#${channel.name} – Threadcoach` : 'Threadcoach';
  }, [channel?.id]);

  if (!channel) {
    return (
      <p class="loading" role="status">
        {loaded ? 'There are no conversations yet.' : 'Opening the chat…'}
      </p>
    );
  }
  const shownPane = listShown ? 'list' : threads.rootId === undefined ? 'conversation' : 'thread';
  return (
    <WorkspaceProvider value={handle}>
      <a class="skip" href="#composer">
        Skip to writing
      </a>
      <a class="skip" href="#conversation">
        Skip to the conversation
      </a>
      <div class="workspace" data-pane={shownPane} data-thread={threads.rootId !== undefined}>
        <Sidebar
          openId={channel.id}
          onSwitch={onSwitch}
          onOpen={(id) => {
            setChosenId(id);
            setListShown(false);
            threads.close();
          }}
        />
        <Conversation
          key={channel.id}
          channel={channel}
          autoFocus={finePointer}
          onBack={() => setListShown(true)}
        />
        {threads.rootId !== undefined && (
          <Thread
            key={threads.rootId}
            channel={channel}
            rootId={threads.rootId}
            byHand={threads.byHand}
            autoFocus={finePointer && threads.byHand}
            onClose={threads.close}
          />
        )}
      </div>
      {!connected && (
        <p class="offline" role="status">
          Connection lost. Trying again…
        </p>
      )}
      <Toasts toasts={toasts} onDismiss={dismiss} />
      <Announcer channelId={channel.id} />
      {form && (
        <FormDialog
          key={form.clientId}
          form={form.form}
          find={async (among, text) => (await findPeople(viewer.id, form.spot, among, text)).items}
          onClose={() => setForm(undefined)}
          onSubmit={submitOpenForm}
        />
      )}
      {deleting && (
        <Dialog title="Delete this message?" onClose={() => deleting.done(false)}>
          <p>The words are gone for everyone. What was answered stays.</p>
          <div class="form-buttons">
            <button type="button" class="button" onClick={() => deleting.done(false)}>
              Keep it
            </button>
            <button type="button" class="button danger" onClick={() => deleting.done(true)}>
              Delete
            </button>
          </div>
        </Dialog>
      )}
    </WorkspaceProvider>
  );
}

const spotOf = ({ channelId, threadId }: { channelId: string; threadId?: string }): Spot => ({
  channelId,
  ...(threadId === undefined ? {} : { threadId }),
});
