import type { JSX } from 'preact';
import type { WirePerson } from '../../wire.ts';
import { leaderLine, roleHeadings, roleName, roleOrder } from '../model/words.ts';
import { Avatar } from './avatar.tsx';
import { moveWithArrows } from './roving.ts';

/** Everyone one can be, by role. */
export function PeopleList({
  people,
  chosenId,
  onChoose,
}: {
  people: readonly WirePerson[];
  chosenId?: string;
  onChoose: (id: string) => void;
}): JSX.Element {
  return (
    <div class="people" onKeyDown={moveWithArrows}>
      {roleOrder.map((role) => {
        const some = people.filter((person) => person.role === role);
        if (some.length === 0) return null;
        return (
          <section key={role} class="people-group" aria-label={roleHeadings[role]}>
            <h2>{roleHeadings[role]}</h2>
            <ul>
              {some.map((person) => (
                <li key={person.id}>
                  <button
                    type="button"
                    class="person"
                    data-row
                    aria-current={person.id === chosenId ? 'true' : undefined}
                    onClick={() => onChoose(person.id)}
                  >
                    <Avatar person={person} />
                    <span class="person-text">
                      <span class="person-name">{person.name}</span>
                      <span class="person-role">
                        {[roleName(person), person.department].filter(Boolean).join(' · ')}
                      </span>
                      {leaderLine(person, people) !== '' && (
                        <span class="person-role">{leaderLine(person, people)}</span>
                      )}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
