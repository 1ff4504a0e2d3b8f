import type { JSX } from 'preact';
import type { WirePerson } from '../../wire.ts';
import { Logo } from './icons.tsx';
import { PeopleList } from './people-list.tsx';

/** The first thing anyone sees: what this is, and the one thing to do. */
export function Welcome({
  people,
  onChoose,
}: {
  people: readonly WirePerson[];
  onChoose: (id: string) => void;
}): JSX.Element {
  return (
    <main class="welcome">
      <div class="welcome-card">
        <header>
          <Logo />
          <h1>Welcome to Threadcoach</h1>
          <p>
            A coaching assistant for the chat you already use. This is a demo company to try it in: choose who
            you are, and change it whenever you like.
          </p>
        </header>
        <PeopleList people={people} onChoose={onChoose} />
      </div>
    </main>
  );
}
