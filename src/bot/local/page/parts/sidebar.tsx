import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { WireChannel } from '../../wire.ts';
import { useWorkspace } from '../context.ts';
import { unreadCount } from '../model/conversation.ts';
import { plural, roleName } from '../model/words.ts';
import { Avatar } from './avatar.tsx';
import { Icon, Logo } from './icons.tsx';
import { PeopleList } from './people-list.tsx';
import { moveWithArrows } from './roving.ts';

export function Sidebar({
  openId,
  onOpen,
  onSwitch,
}: {
  openId: string | undefined;
  onOpen: (channelId: string) => void;
  onSwitch: (personId: string) => void;
}): JSX.Element {
  const { viewer, chat } = useWorkspace();
  const [switching, setSwitching] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { people, channels } = chat.state;

  useEffect(() => {
    if (switching) panel.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus();
  }, [switching]);

  return (
    <nav
      class="sidebar"
      aria-label="Conversations and people"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !switching) return;
        setSwitching(false);
        button.current?.focus();
      }}
    >
      <header class="brand">
        <Logo />
        <span>Threadcoach</span>
        <span class="tag">Demo</span>
      </header>
      <button
        ref={button}
        type="button"
        class="who"
        aria-expanded={switching}
        aria-label={`You are ${viewer.name}, ${roleName(viewer)}. Switch person`}
        onClick={() => setSwitching(!switching)}
      >
        <Avatar person={viewer} />
        <span class="person-text">
          <span class="person-name">{viewer.name}</span>
          <span class="person-role">{[roleName(viewer), viewer.department].filter(Boolean).join(' · ')}</span>
        </span>
        <span class="who-switch">
          <Icon name="swap" /> {switching ? 'Back to the conversations' : 'Switch person'}
        </span>
      </button>
      {switching ? (
        <div class="switcher" ref={panel}>
          <p class="switcher-hint">Choose whose chat you want to see.</p>
          <PeopleList people={people} chosenId={viewer.id} onChoose={onSwitch} />
        </div>
      ) : (
        <div class="conversations" onKeyDown={moveWithArrows}>
          <Group
            title="Direct message"
            channels={channels.filter(({ kind }) => kind === 'direct')}
            openId={openId}
            onOpen={onOpen}
          />
          <Group
            title="Channels"
            channels={channels.filter(({ kind }) => kind === 'channel')}
            openId={openId}
            onOpen={onOpen}
          />
        </div>
      )}
      <p class="sidebar-foot">A demo company: be anyone, try anything.</p>
    </nav>
  );
}

function Group({
  title,
  channels,
  openId,
  onOpen,
}: {
  title: string;
  channels: readonly WireChannel[];
  openId: string | undefined;
  onOpen: (channelId: string) => void;
}): JSX.Element | null {
  const { viewer, chat } = useWorkspace();
  if (channels.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {channels.map((channel) => {
          const unread = unreadCount(
            chat.state.messages,
            channel.id,
            viewer.id,
            chat.state.marks[channel.id] ?? 0,
          );
          return (
            <li key={channel.id}>
              <button
                type="button"
                class={`conversation-link${unread > 0 ? ' unread' : ''}`}
                data-row
                aria-current={channel.id === openId ? 'page' : undefined}
                onClick={() => onOpen(channel.id)}
              >
                {channel.kind === 'direct' ? <Avatar person={undefined} small /> : <Icon name="hash" />}
                <span class="conversation-name">
                  {channel.kind === 'direct' ? 'Threadcoach' : channel.name}
                </span>
                {unread > 0 && (
                  <span class="badge">
                    <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
                    <span class="visually-hidden">{plural(unread, 'new message')}</span>
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
