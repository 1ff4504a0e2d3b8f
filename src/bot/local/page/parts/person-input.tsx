import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { PersonField } from '../../../../messages/message.ts';

interface Choice {
  value: string;
  label: string;
  hint?: string;
}
/** What every control of a form has: its names, and what is said about it. */
export interface ControlProps {
  id: string;
  name: string;
  required: boolean;
  'aria-invalid': boolean;
  'aria-describedby'?: string;
}

/** Asks the server for people by the beginning of a name. */
export type FindPeople = (among: PersonField['among'], text: string) => Promise<readonly Choice[]>;

/** The server is asked once somebody pauses, in milliseconds. */
const pauseMs = 150;
const shownAtMost = 8;

const isNamedLike =
  (text: string) =>
  ({ label }: Choice): boolean =>
    label
      .toLowerCase()
      .split(' ')
      .some((_part, index, parts) => parts.slice(index).join(' ').startsWith(text.trim().toLowerCase()));

/** A person, found by typing: arrows move, Enter chooses, Escape closes the list. The form gets the person's id. */
export function PersonInput({
  field,
  control,
  find,
}: {
  field: PersonField & { name: string };
  control: ControlProps;
  find: FindPeople;
}): JSX.Element {
  const first = field.options.find(({ value }) => value === field.initial);
  const [chosen, setChosen] = useState<Choice | undefined>(first);
  const [text, setText] = useState(first?.label ?? '');
  const [found, setFound] = useState<readonly Choice[]>([]);
  const [open, setOpen] = useState(false);
  const [selected, select] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const listId = useId();
  const { name, ...rest } = control;
  const all: readonly Choice[] =
    field.more && text.trim() !== '' ? found : field.options.filter(isNamedLike(text));
  const offered = open ? all.slice(0, shownAtMost) : [];

  useEffect(() => {
    if (!open || !field.more || text.trim() === '') return undefined;
    let stale = false;
    const timer = window.setTimeout(
      () =>
        void find(field.among, text).then(
          (people) => {
            if (!stale) setFound(people);
          },
          // Without the server those of the list can still be chosen.
          () => {
            if (!stale) setFound(field.options.filter(isNamedLike(text)));
          },
        ),
      pauseMs,
    );
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [open, text]);
  useEffect(() => {
    box.current?.setCustomValidity(text === '' || chosen ? '' : 'Choose a person from the list.');
  }, [text, chosen]);

  const choose = (choice: Choice | undefined): void => {
    if (!choice) return;
    setChosen(choice);
    setText(choice.label);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      if (open && offered.length > 0) select((selected + step + offered.length) % offered.length);
      else setOpen(true);
    } else if (event.key === 'Enter' && offered.length > 0) choose(offered[selected]);
    else if (event.key === 'Escape' && offered.length > 0) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="person">
      <input type="hidden" name={name} value={chosen?.value ?? ''} />
      <input
        {...rest}
        ref={box}
        type="text"
        role="combobox"
        autocomplete="off"
        placeholder="Type a name…"
        aria-autocomplete="list"
        aria-expanded={offered.length > 0}
        aria-controls={offered.length > 0 ? listId : undefined}
        aria-activedescendant={offered.length > 0 ? `${listId}-${selected}` : undefined}
        value={text}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          setChosen(field.options.find(({ label }) => label.toLowerCase() === typed.trim().toLowerCase()));
          select(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(chosen === undefined)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      {offered.length > 0 && (
        <ul class="completion" id={listId} role="listbox" aria-label="People">
          {offered.map((choice, index) => (
            <li
              key={choice.value}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === selected}
              onPointerDown={(event) => {
                // The focus stays where one types.
                event.preventDefault();
                choose(choice);
              }}
            >
              <span class="completion-label">{choice.label}</span>
              {choice.hint !== undefined && <span class="completion-hint">{choice.hint}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
