import { z } from 'zod';
import { changeField, type FieldChange } from '../../coaching/profiles/change-field.ts';
import type { EditProfileDeps } from '../../coaching/profiles/edit-profile.ts';
import { profileFieldKeys, type ProfileFieldKey } from '../../coaching/profiles/field-catalogue.ts';
import { showProfile, type ShowProfileDeps } from '../../coaching/profiles/show-profile.ts';
import { profileChangedView } from '../../messages/views/profile.ts';
import type { AgentTool } from '../agent-tool.ts';
import { isPersonAlone } from '../person-alone.ts';

const schema = z.object({
  field: z.enum(profileFieldKeys),
  change: z
    .enum(['set', 'add', 'drop', 'remove', 'hide'])
    .describe('set: replace; add, drop: items of a list; remove: empty it; hide: only they see it'),
  words: z
    .string()
    .max(2_000)
    .default('')
    .describe(
      'For set, add and drop: what the person said it is, copied from their message; of several, with commas',
    ),
});

const folded = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Every part was said by the person in this message: neither a model nor a document writes a profile. */
function isSaid(words: string, message: string): boolean {
  const said = ` ${folded(message)} `;
  const parts = words.split(/[,;\n]|\s+and\s+/i).map(folded);
  return (
    parts.some((part) => part !== '') && parts.every((part) => said.includes(` ${part} `) || part === '')
  );
}

function changeOf(
  field: ProfileFieldKey,
  change: z.infer<typeof schema>['change'],
  words: string,
): FieldChange {
  switch (change) {
    case 'set':
    case 'add':
    case 'drop':
      return { kind: change, field, text: words };
    case 'remove':
      return { kind: 'remove', field };
    case 'hide':
      return { kind: 'visibility', field, visibility: 'private' };
  }
}

/**
 * The asker's own profile in their own words, at once and with undo. It can narrow who sees a field and never widen it:
 * that takes a person's button, form or plain words that a rule reads.
 */
export function updateMyProfileTool(deps: EditProfileDeps & ShowProfileDeps): AgentTool<typeof schema> {
  return {
    name: 'update_my_profile',
    description:
      'Changes a field of the profile of the person who asks, when their own message says what it is or that it is to go or be hidden, such as “I learn best by watching” or “take Spanish off my languages”. Not for what they only talk about, not for goals or action items, and never for anybody else. Who else may see a field is chosen with /profile.',
    schema,
    effect: 'own-draft',
    available: isPersonAlone,
    async run({ input, args: { field, change, words } }) {
      const { actor, turnId: editId } = input;
      const needsWords = change !== 'remove' && change !== 'hide';
      if (needsWords && !isSaid(words, input.question))
        return { text: 'Nothing was changed: the words must be copied from the person’s message.' };
      const surface = 'agent';
      const outcome = await changeField(deps, actor, changeOf(field, change, words), { editId, surface });
      const profile = await showProfile(deps, actor, actor.id);
      return {
        text: 'The field was changed and shown.',
        views: [profileChangedView(profile, field, outcome, editId)],
      };
    },
  };
}
