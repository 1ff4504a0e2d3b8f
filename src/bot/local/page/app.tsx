import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { WirePerson } from '../wire.ts';
import { ApiError, fetchPeople } from './net/api.ts';
import { rememberedPerson, rememberPerson } from './net/storage.ts';
import { Welcome } from './parts/welcome.tsx';
import { Workspace } from './workspace.tsx';

type Start =
  | { kind: 'loading' }
  | { kind: 'locked' }
  | { kind: 'failed'; message: string }
  | { kind: 'ready'; people: readonly WirePerson[] };

export function App(): JSX.Element {
  const [start, setStart] = useState<Start>({ kind: 'loading' });
  const [personId, setPersonId] = useState(rememberedPerson);

  const load = useCallback(() => {
    setStart({ kind: 'loading' });
    fetchPeople().then(
      ({ people }) => setStart({ kind: 'ready', people }),
      (error: unknown) => {
        const locked = error instanceof ApiError && error.status === 401;
        setStart(
          locked
            ? { kind: 'locked' }
            : { kind: 'failed', message: error instanceof Error ? error.message : '' },
        );
      },
    );
  }, []);
  useEffect(load, [load]);

  const choose = useCallback((id: string) => {
    rememberPerson(id);
    setPersonId(id);
  }, []);
  const lock = useCallback(() => setStart({ kind: 'locked' }), []);

  switch (start.kind) {
    case 'loading':
      return (
        <p class="loading" role="status">
          Opening the chat…
        </p>
      );
    case 'locked':
      return (
        <main class="notice">
          <h1>Threadcoach was started again</h1>
          <p>
            Each start prints a new address, which ends in ?token=… Look for it in the terminal and open it
            here.
          </p>
        </main>
      );
    case 'failed':
      return (
        <main class="notice">
          <h1>Nobody answers</h1>
          <p>{start.message}</p>
          <button type="button" class="button primary" onClick={load}>
            Try again
          </button>
        </main>
      );
    case 'ready': {
      const viewer = start.people.find(({ id }) => id === personId);
      if (!viewer) return <Welcome people={start.people} onChoose={choose} />;
      return <Workspace key={viewer.id} viewer={viewer} onSwitch={choose} onLocked={lock} />;
    }
  }
}
