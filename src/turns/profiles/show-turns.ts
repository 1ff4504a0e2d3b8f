import { showProfile } from '../../coaching/profiles/show-profile.ts';
import type { ProfileFieldKey } from '../../coaching/profiles/field-catalogue.ts';
import { profileFieldView, profileView } from '../../messages/views/profile.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { TurnContext } from '../turn-context.ts';
import type { ProfileTurnDeps } from './profile-deps.ts';

/** What was just done, and the edit that a button takes back. */
export interface Done {
  notice?: string;
  undo?: string;
}

/** A profile as the actor may see it; by default their own. */
export async function showToActor(
  deps: ProfileTurnDeps,
  context: TurnContext,
  done: Done = {},
  subjectId = context.actor.id,
): Promise<void> {
  const { actor } = context;
  const [profile, questionnaire] = await Promise.all([
    showProfile(deps, actor, subjectId),
    deps.questionnaires.find(actor.organizationId, actor.id),
  ]);
  const asking = questionnaire?.field !== undefined;
  await sayToActor(context, profileView(profile, { ...done, asking }));
}

/** One field of the actor's own. */
export async function showFieldToActor(
  deps: ProfileTurnDeps,
  context: TurnContext,
  field: ProfileFieldKey,
): Promise<void> {
  const { fields } = await showProfile(deps, context.actor, context.actor.id);
  const shown = fields.find((one) => one.field === field);
  await sayToActor(context, profileFieldView(field, shown));
}
