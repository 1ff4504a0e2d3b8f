import { answerQuestion, currentQuestion } from '../../coaching/profiles/ask-profile.ts';
import { editProfile } from '../../coaching/profiles/edit-profile.ts';
import { definitionOf } from '../../coaching/profiles/field-catalogue.ts';
import { notYourField } from '../../coaching/profiles/profile-errors.ts';
import { readValue } from '../../coaching/profiles/read-value.ts';
import { showProfile, type ShownProfile } from '../../coaching/profiles/show-profile.ts';
import type { Actor } from '../../coaching/people/user.ts';
import type { Form } from '../../messages/message.ts';
import { profileForm, profileFormView, type ProfileFormTopic } from '../../messages/views/profile-form.ts';
import { movedOnView } from '../../messages/views/profile-questions.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ProfileTurnDeps } from './profile-deps.ts';
import { moveOf } from './question-turns.ts';
import { readProfileForm, saidIn, topicOf } from './read-profile-form.ts';
import { showToActor } from './show-turns.ts';

const { profiles: say } = words;

/** Checked again whenever a form opens or comes back: whoever wrote its context must be entitled. */
async function opened(
  deps: ProfileTurnDeps,
  actor: Actor,
  context: string,
): Promise<{ topic: ProfileFormTopic; profile: ShownProfile }> {
  const topic = topicOf(context) ?? { kind: 'own', group: 'professional' };
  const profile = await showProfile(deps, actor, topic.kind === 'line' ? topic.subjectId : actor.id);
  if (topic.kind === 'line' && profile.relation !== 'line') throw notYourField(profile.subject.name);
  return { topic, profile };
}

async function openForm(deps: ProfileTurnDeps, actor: Actor, context: string): Promise<Form> {
  const { topic, profile } = await opened(deps, actor, context);
  const form = profileForm(profile, topic, context);
  return form.fields.length > 0
    ? form
    : { ...form, intro: say.formNothing(profile.subject.name.split(' ')[0] ?? profile.subject.name) };
}

/** Where the platform did not open the form by itself. */
export const createProfileFormAction = (deps: ProfileTurnDeps): Pick<ActionHandlers, 'profile.form'> => ({
  'profile.form': refusing(async ({ actor, reply, turn }) => {
    await reply.sendPrivately(profileFormView(await openForm(deps, actor, turn.value)));
  }),
});

export const createProfileForm = (deps: ProfileTurnDeps): FormHandlers['profile.edit'] =>
  refusing(async (context) => {
    const { actor, event, reply, turn } = context;
    const { topic, profile } = await opened(deps, actor, turn.context);
    if (topic.kind === 'answer') {
      const said = saidIn(topic.field, turn.values);
      const moved = await answerQuestion(deps, actor, said, moveOf(context), topic.field);
      await reply.sendPrivately(movedOnView(moved));
      return;
    }
    const { edits } = readProfileForm(profile, topic, turn.values);
    const options = { editId: event.id, surface: turn.platform };
    const { changed, kept } = await editProfile(deps, actor, profile.subject.id, edits, options);
    const isDone = changed.length > 0 || event.attempts > 1;
    const name = profile.subject.name.split(' ')[0] ?? profile.subject.name;
    const labels = kept.map((field) => `“${definitionOf(field).label}”`).join(', ');
    const notices = [
      ...(isDone ? [topic.kind === 'line' ? say.savedAbout(name) : say.saved] : [say.outcomes.unchanged]),
      ...(kept.length > 0 ? [say.keptOwn(name, labels)] : []),
    ];
    const done = { notice: notices.join(' '), ...(isDone ? { undo: event.id } : {}) };
    await showToActor(deps, context, done, profile.subject.id);
  });

export const createProfileFormQueries = (deps: ProfileTurnDeps): FormQueries => ({
  'profile.edit': {
    open: (actor, context) => openForm(deps, actor, context),
    /** Said while the form is still open, so that nobody's words are lost. */
    async validate(actor, context, values) {
      const { topic, profile } = await opened(deps, actor, context);
      if (topic.kind !== 'answer') return readProfileForm(profile, topic, values).faults;
      const now = await currentQuestion(deps, actor);
      // Late: the question that waits is shown instead.
      if (now.kind === 'finished' || now.field !== topic.field) return {};
      const read = readValue(topic.field, saidIn(topic.field, values));
      if (read.kind === 'value') return {};
      const [input] = profileForm(profile, topic, context).fields;
      return { [input?.name ?? topic.field]: read.fault };
    },
  },
});
