import { z } from 'zod';
import { isProfileField, profileFieldKeys } from '../../coaching/profiles/field-catalogue.ts';
import { showProfile, type ShowProfileDeps } from '../../coaching/profiles/show-profile.ts';
import { profileFieldView, profileView } from '../../messages/views/profile.ts';
import type { AgentTool } from '../agent-tool.ts';
import { isPersonAlone } from '../person-alone.ts';

const schema = z.object({
  field: z
    .enum([...profileFieldKeys, 'all'])
    .default('all')
    .describe('One field, if the person asks about one; else all'),
});

/** The asker's own profile, in the direct message alone. The model learns that it was shown, and nothing of it. */
export function showMyProfileTool(deps: ShowProfileDeps): AgentTool<typeof schema> {
  return {
    name: 'show_my_profile',
    description:
      'Shows the person who asks their own profile (strengths, Star Card, flow, motivators, how they learn, expertise, wellbeing) and who can see each part. Only for what their profile holds or who sees it; what a Star Card or a flow attribute is stands in the knowledge base.',
    schema,
    effect: 'read',
    available: isPersonAlone,
    async run({ input: { actor }, args: { field } }) {
      const profile = await showProfile(deps, actor, actor.id);
      const view = isProfileField(field)
        ? profileFieldView(
            field,
            profile.fields.find((one) => one.field === field),
          )
        : profileView(profile);
      return { text: 'The profile was shown.', views: [view] };
    },
  };
}
