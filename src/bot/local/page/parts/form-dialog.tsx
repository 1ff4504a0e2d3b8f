import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Form, FormField } from '../../../../messages/message.ts';
import { Dialog } from './dialog.tsx';
import { PersonInput, type ControlProps, type FindPeople } from './person-input.tsx';

type Errors = Readonly<Record<string, string>>;

/** A form in a dialog, as Slack's modal and Teams' task module would show it. */
export function FormDialog({
  form,
  find,
  onSubmit,
  onClose,
}: {
  form: Form;
  find: FindPeople;
  /** Resolves to what is wrong by field; no entries: it was taken and the dialog closes. */
  onSubmit: (values: Record<string, string>) => Promise<Errors>;
  onClose: () => void;
}): JSX.Element {
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);

  const submit = async (target: HTMLFormElement): Promise<void> => {
    setBusy(true);
    const entries = [...new FormData(target)].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    const wrong = await onSubmit(Object.fromEntries(entries));
    setBusy(false);
    setErrors(wrong);
    const [first] = Object.keys(wrong);
    if (first === undefined) return;
    const field = target.elements.namedItem(first);
    if (field instanceof HTMLElement) field.focus();
  };

  const loose = Object.entries(errors).filter(([name]) => !form.fields.some((field) => field.name === name));
  return (
    <Dialog title={form.title} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        {form.intro !== undefined && <p class="form-intro">{form.intro}</p>}
        {loose.map(([name, text]) => (
          <p key={name} class="field-error" role="alert">
            {text}
          </p>
        ))}
        {form.fields.map((field) => (
          <Field key={field.name} field={field} find={find} error={errors[field.name]} />
        ))}
        <div class="form-buttons">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button primary" disabled={busy}>
            {busy ? 'Saving…' : form.submitLabel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Field({
  field,
  find,
  error,
}: {
  field: FormField;
  find: FindPeople;
  error: string | undefined;
}): JSX.Element {
  const id = useId();
  const described = [field.hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter(Boolean)
    .join(' ');
  const common: ControlProps = {
    id,
    name: field.name,
    required: field.required,
    'aria-invalid': error !== undefined,
    ...(described === '' ? {} : { 'aria-describedby': described }),
  };
  return (
    <div class="field">
      <label for={id}>
        {field.label}
        {!field.required && <span class="optional"> (optional)</span>}
      </label>
      <Control field={field} common={common} find={find} />
      {field.hint !== undefined && (
        <p class="field-hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function Control({
  field,
  common,
  find,
}: {
  field: FormField;
  common: ControlProps;
  find: FindPeople;
}): JSX.Element {
  switch (field.type) {
    case 'text':
      return field.multiline ? (
        <textarea
          {...common}
          rows={4}
          maxLength={field.maxLength}
          placeholder={field.placeholder ?? ''}
          defaultValue={field.initial ?? ''}
        />
      ) : (
        <input
          {...common}
          type="text"
          maxLength={field.maxLength}
          placeholder={field.placeholder ?? ''}
          defaultValue={field.initial ?? ''}
        />
      );
    case 'select':
      return (
        <select {...common} defaultValue={field.initial ?? ''}>
          {(field.initial === undefined || !field.required) && (
            <option value="">{field.required ? 'Choose…' : '–'}</option>
          )}
          {field.options.map(({ value, label }) => (
            <option key={value} value={value} selected={value === field.initial}>
              {label}
            </option>
          ))}
        </select>
      );
    case 'person':
      return <PersonInput field={field} control={common} find={find} />;
    case 'date':
      return <input {...common} type="date" defaultValue={field.initial ?? ''} />;
  }
}
