import type { ChangeOutcome } from '../../coaching/profiles/change-field.ts';
import { isWider } from '../../coaching/profiles/field-access.ts';
import {
  definitionOf,
  type FieldDefinition,
  type ProfileFieldKey,
} from '../../coaching/profiles/field-catalogue.ts';
import { visibilities, type Visibility } from '../../coaching/profiles/profile.ts';
import type { ShownField, ShownProfile } from '../../coaching/profiles/show-profile.ts';
import { showValue } from '../../coaching/profiles/show-value.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, LineItem, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { profiles: say } = words;

type Group = FieldDefinition['group'];
const groups = Object.keys(say.groups) as Group[];
const text = (markdown: string): Block => ({ kind: 'text', markdown });

/** A whole profile has to fit one message; a field asked for by name is shown in full. */
const valueShown = 300;
const clipped = (value: string): string =>
  value.length <= valueShown ? value : `${value.slice(0, valueShown - 1).trimEnd()}…`;

const firstName = (name: string): string => name.split(' ')[0] ?? name;

function writtenBy({ source, writer }: ShownField, own: boolean): string {
  switch (source) {
    case 'self':
    case 'questionnaire':
      return own ? say.writtenBy.you : say.writtenBy.them;
    case 'leader':
      return say.writtenBy.leader(writer);
    case 'import':
      return say.writtenBy.import(writer);
    case 'directory':
      return say.writtenBy.directory;
  }
}

function toLine(field: ShownField, { relation, subject }: ShownProfile): LineItem {
  const own = relation === 'self';
  const seenBy = own ? say.seenBy : say.seenByOf(firstName(subject.name));
  return {
    text: `${definitionOf(field.field).label}: ${clipped(showValue(field.value))}`,
    detail: `${seenBy[field.visibility]} · ${writtenBy(field, own)}`,
  };
}

const groupOf = ({ field }: ShownField): Group => definitionOf(field).group;

/**
 * A profile as its viewer may see it: beside each field who sees it, and who wrote it.
 * @param options.notice what was just done about it
 * @param options.mayWrite the viewer leads the subject
 * @param options.undo id of the edit that a button takes back
 */
export function profileView(
  profile: ShownProfile,
  { notice, undo, asking = false }: { notice?: string; undo?: string; asking?: boolean } = {},
): Message {
  const { subject, relation, fields } = profile;
  const own = relation === 'self';
  const name = firstName(subject.name);
  const title = own ? say.title : say.titleOf(subject.name);
  const isEmpty = fields.every(({ source }) => source === 'directory');
  const lead = own
    ? isEmpty
      ? say.empty
      : say.intro
    : fields.length === 0
      ? say.emptyOf(name)
      : say.onlySome(name);
  return {
    view: own ? 'profile.own' : 'profile.shown',
    summary: title,
    blocks: [
      ...(notice === undefined ? [] : [text(notice)]),
      { kind: 'heading', text: title },
      text(escapeMarkdown(lead)),
      ...groups.flatMap((group): Block[] => {
        const items = fields
          .filter((field) => groupOf(field) === group)
          .map((field) => toLine(field, profile));
        if (items.length === 0) return [];
        return [{ kind: 'lines', title: (own ? say.groups : say.groupsOf)[group], items, empty: '' }];
      }),
      ...actionsOf(profile, asking, undo),
    ],
    footer: own ? say.footer : say.footerOf(name),
  };
}

function actionsOf({ subject, relation }: ShownProfile, asking: boolean, undo: string | undefined): Block[] {
  const undoing: Action[] = undo === undefined ? [] : [{ id: 'profile.undo', label: say.undo, value: undo }];
  if (relation === 'line') {
    const write: Action = {
      id: 'profile.form',
      label: say.writeAbout(firstName(subject.name).slice(0, 30)),
      value: `line:${subject.id}`,
    };
    return [{ kind: 'actions', actions: [write, ...undoing] }];
  }
  if (relation !== 'self') return [];
  const fill: Action = {
    id: 'profile.fill',
    label: asking ? say.goOn : say.fill,
    value: '',
    style: 'primary',
  };
  const edits = groups.map((group): Action => ({
    id: 'profile.form',
    label: say.editGroup(say.groups[group]),
    value: `own:${group}`,
  }));
  return [{ kind: 'actions', actions: [fill, ...undoing, ...edits], visible: 1 + undoing.length }];
}

/** Buttons that say who sees a field; the one that holds is left out. */
export function visibilityActions(
  id: 'profile.visible' | 'profile.reach',
  field: ProfileFieldKey,
  now: Visibility,
  notPrivate = false,
): Action[] {
  const { widest } = definitionOf(field);
  return visibilities
    .filter((one) => one !== now && !isWider(one, widest) && !(notPrivate && one === 'private'))
    .map((one) => ({ id, label: say.choose[one], value: `${field}:${one}` }));
}

/**
 * One field of one's own: what it says, who sees it, and buttons to change that.
 * @param shown undefined: it is empty
 */
export function profileFieldView(
  field: ProfileFieldKey,
  shown: ShownField | undefined,
  { notice, undo }: { notice?: string; undo?: string } = {},
): Message {
  const { label, widest, visibility: usual, group } = definitionOf(field);
  const sees = widest === 'private' ? `${say.sees.private} ${say.alwaysPrivate}` : undefined;
  const lines =
    shown === undefined
      ? [say.fieldEmpty(label), sees ?? say.seesWhenWritten[usual]]
      : [say.fieldIs(label, escapeMarkdown(showValue(shown.value))), sees ?? say.sees[shown.visibility]];
  const changes =
    shown === undefined || shown.source === 'directory'
      ? []
      : visibilityActions('profile.visible', field, shown.visibility, shown.source === 'leader');
  const undoing: Action[] = undo === undefined ? [] : [{ id: 'profile.undo', label: say.undo, value: undo }];
  return {
    view: 'profile.field',
    // A notification shows it on a locked screen: no label, no value.
    summary: say.title,
    blocks: [
      ...(notice === undefined ? [] : [text(notice)]),
      text(lines.join('\n\n')),
      {
        kind: 'actions',
        actions: [
          ...undoing,
          ...changes,
          { id: 'profile.form', label: say.editGroup(say.groups[group]), value: `own:${group}` },
          { id: 'profile.show', label: say.showAll, value: '' },
        ],
        visible: 3,
      },
    ],
    footer: say.footer,
  };
}

/** A sentence about profiles, with a way back to one's own. */
export const profileSaidView = (markdown: string): Message => ({
  view: 'profile.said',
  summary: say.title,
  blocks: [
    text(markdown),
    { kind: 'actions', actions: [{ id: 'profile.show', label: say.showAll, value: '' }] },
  ],
  footer: say.footer,
});

/**
 * One field of one's own after a change of it, with a way back.
 * @param editId names the change
 */
export function profileChangedView(
  { fields }: ShownProfile,
  field: ProfileFieldKey,
  outcome: ChangeOutcome,
  editId: string,
): Message {
  const shown = fields.find((one) => one.field === field);
  const undo = outcome === 'unchanged' ? {} : { undo: editId };
  return profileFieldView(field, shown, { notice: say.outcomes[outcome], ...undo });
}
