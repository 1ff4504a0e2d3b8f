import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { WireChannel } from '../../wire.ts';
import { exampleQuestions } from '../../../../messages/words/en.ts';
import { useWorkspace } from '../context.ts';
import { channelTitle, firstUnread, threadSummaries, topLevel } from '../model/conversation.ts';
import { plural } from '../model/words.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import { Pane } from './pane.tsx';

/** Mount it with the channel's id as key. */
export function Conversation({
  channel,
  onBack,
  autoFocus,
}: {
  channel: WireChannel;
  onBack: () => void;
  autoFocus: boolean;
}): JSX.Element {
  const { viewer, chat, send, complain } = useWorkspace();
  const { messages, marks, more } = chat.state;
  const shown = useMemo(() => topLevel(messages, channel.id), [messages, channel.id]);
  const summaries = useMemo(() => threadSummaries(messages), [messages]);
  // As it was when the conversation was opened: the mark must not vanish while one reads.
  const [newFromId] = useState(() => firstUnread(shown, viewer.id, marks[channel.id] ?? 0));
  const direct = channel.kind === 'direct';
  const title = channelTitle(channel);

  useEffect(() => {
    const read = (): void => {
      if (document.visibilityState === 'visible') chat.markRead(channel.id);
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [messages, channel.id]);

  const untouched = !shown.some(({ authorId }) => authorId === viewer.id);
  const hasCard = shown.some(({ card }) => card !== undefined);
  const oldest = Math.min(
    ...[...messages.values()].filter(({ channelId }) => channelId === channel.id).map(({ seq }) => seq),
  );
  const ask = (question: string): void =>
    void send({ channelId: channel.id }, direct ? question : `@Threadcoach ${question}`, []);

  return (
    <main
      class="conversation"
      id="conversation"
      aria-label={direct ? 'Direct message with Threadcoach' : `Channel ${channel.name}`}
    >
      <header class="pane-head">
        <button type="button" class="tool back" aria-label="Back to the conversations" onClick={onBack}>
          <Icon name="back" />
        </button>
        {direct ? (
          <Avatar person={undefined} small />
        ) : (
          <span class="head-hash">
            <Icon name="hash" />
          </span>
        )}
        <div class="pane-title">
          <h1>{direct ? 'Threadcoach' : channel.name}</h1>
          <p>{direct ? 'Only you can read this conversation' : channel.topic}</p>
        </div>
        {!direct && <Members channel={channel} />}
      </header>
      <Pane
        spot={{ channelId: channel.id }}
        composerId="composer"
        placeholder={
          direct ? 'Ask Threadcoach, or add a file' : `Message ${title} – mention @Threadcoach to ask`
        }
        autoFocus={autoFocus}
        above={
          untouched &&
          !(direct && hasCard) && (
            <div class="suggestions" role="group" aria-label="Questions to begin with">
              {exampleQuestions.map((question) => (
                <button key={question} type="button" class="chip" onClick={() => ask(question)}>
                  {question}
                </button>
              ))}
            </div>
          )
        }
      >
        <MessageList
          label={`Messages in ${title}`}
          spot={{ channelId: channel.id }}
          messages={shown}
          newFromId={newFromId}
          summaries={summaries}
          before={
            more ? (
              <button
                type="button"
                class="button earlier"
                onClick={() => {
                  chat
                    .loadEarlier(channel.id, oldest)
                    .catch(() => complain('The earlier messages could not be read.'));
                }}
              >
                Show earlier messages
              </button>
            ) : (
              <Beginning channel={channel} />
            )
          }
        />
      </Pane>
    </main>
  );
}

function Members({ channel }: { channel: WireChannel }): JSX.Element {
  const { chat } = useWorkspace();
  const members = chat.state.people.filter(({ id }) => channel.memberIds.includes(id));
  return (
    <span class="members" title={members.map(({ name }) => name).join(', ')}>
      <span class="thread-faces">
        {members.slice(0, 3).map((person) => (
          <Avatar key={person.id} person={person} small />
        ))}
      </span>
      {plural(members.length, 'member')}
    </span>
  );
}

function Beginning({ channel }: { channel: WireChannel }): JSX.Element {
  if (channel.kind === 'direct') {
    return (
      <div class="beginning">
        <Avatar person={undefined} />
        <h2>You and Threadcoach</h2>
        <p>
          Ask about a procedure, drop in the transcript of a session, or take a note with <code>/note</code>.
          Nobody else can read this.
        </p>
      </div>
    );
  }
  return (
    <div class="beginning">
      <span class="beginning-hash">
        <Icon name="hash" />
      </span>
      <h2>This is the start of #{channel.name}</h2>
      <p>
        Everyone here reads along. Mention <span class="mention">@Threadcoach</span> to ask; it answers in a
        thread, with what all of you may read.
      </p>
    </div>
  );
}
