import type { FieldEdit } from '../../coaching/profiles/edit-profile.ts';
import {
  definitionOf,
  isProfileField,
  type FieldDefinition,
  type ProfileFieldKey,
} from '../../coaching/profiles/field-catalogue.ts';
import { notToHide } from '../../coaching/profiles/profile-errors.ts';
import { starStrengths, visibilities, type Visibility } from '../../coaching/profiles/profile.ts';
import { readValue } from '../../coaching/profiles/read-value.ts';
import type { ShownField, ShownProfile } from '../../coaching/profiles/show-profile.ts';
import {
  dotsInputName,
  fieldsOfGroup,
  fieldsOfLeader,
  seesInput,
  unsaid,
  type ProfileFormTopic,
} from '../../messages/views/profile-form.ts';
import { words } from '../../messages/words/en.ts';

type Values = Readonly<Record<string, string>>;

const isGroup = (name: string): name is FieldDefinition['group'] =>
  Object.hasOwn(words.profiles.groups, name);

/** `own:<group>`, `line:<person>` or `answer:<field>`, as buttons carry it; undefined: no such form. */
export function topicOf(context: string): ProfileFormTopic | undefined {
  const [, kind, rest = ''] = /^(own|line|answer):(.+)$/.exec(context) ?? [];
  if (kind === 'own' && isGroup(rest)) return { kind, group: rest };
  if (kind === 'line') return { kind, subjectId: rest };
  if (kind === 'answer' && isProfileField(rest)) return { kind, field: rest };
  return undefined;
}

/** What a form says of a field, as words. */
export function saidIn(field: ProfileFieldKey, values: Values): string {
  const said = (name: string): string => {
    const value = (values[name] ?? '').trim();
    return value === unsaid.value ? '' : value;
  };
  if (definitionOf(field).kind !== 'star-card') return said(field);
  const dots = starStrengths.map((strength) => [strength, said(dotsInputName(strength))] as const);
  if (dots.every(([, number]) => number === '')) return '';
  return dots.map(([strength, number]) => `${strength} ${number === '' ? '0' : number}`).join(', ');
}

/** The first input of a field: where a fault is shown. */
const inputOf = (field: ProfileFieldKey): string =>
  definitionOf(field).kind === 'star-card' ? dotsInputName('thinking') : field;

function readField(
  field: ProfileFieldKey,
  shown: ShownField | undefined,
  values: Values,
): { edit?: FieldEdit; faults?: Record<string, string> } {
  const now = shown?.source === 'directory' ? undefined : shown;
  const said = saidIn(field, values);
  if (said === '') return now === undefined ? {} : { edit: { kind: 'remove', field } };
  const read = readValue(field, said);
  if (read.kind === 'fault') return { faults: { [inputOf(field)]: read.fault } };
  const chosen = values[seesInput(field)];
  const visibility = visibilities.find((one): one is Visibility => one === chosen);
  const { value } = read;
  const isSame = now !== undefined && sameValue(now.value, value);
  if (isSame && (visibility === undefined || visibility === now.visibility)) return {};
  if (isSame && visibility === 'private' && now.source === 'leader')
    return { faults: { [seesInput(field)]: notToHide(field).userMessage ?? '' } };
  const seen = visibility === undefined ? {} : { visibility };
  return { edit: isSame ? { kind: 'visibility', field, ...seen } : { kind: 'set', field, value, ...seen } };
}

/** The day on which a card was drawn is no input. */
function sameValue(before: ShownField['value'], after: ShownField['value']): boolean {
  const plain = (value: ShownField['value']) =>
    JSON.stringify(value, (key, inner: unknown) => (key === 'drawnOn' ? undefined : inner));
  return plain(before) === plain(after);
}

/** The edits that a form of one's own fields or of a leader's asks for, with what is wrong by input. */
export function readProfileForm(
  profile: ShownProfile,
  topic: Exclude<ProfileFormTopic, { kind: 'answer' }>,
  values: Values,
): { edits: FieldEdit[]; faults: Record<string, string> } {
  const fields = topic.kind === 'own' ? fieldsOfGroup(topic.group) : fieldsOfLeader(profile);
  const read = fields.map((field) =>
    readField(
      field,
      profile.fields.find((one) => one.field === field),
      values,
    ),
  );
  return {
    edits: read.flatMap(({ edit }) => (edit === undefined ? [] : [edit])),
    faults: Object.assign({}, ...read.map(({ faults = {} }) => faults)) as Record<string, string>,
  };
}
