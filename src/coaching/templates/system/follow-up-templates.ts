import type { SystemTemplate } from './system-template.ts';

/** Follow-ups that come with the product. What is not known falls away with its sentence. */
export const systemFollowUpTemplates: readonly SystemTemplate[] = [
  {
    slug: 'recap',
    kind: 'email',
    name: 'Recap',
    isDefault: true,
    subject: 'Our session on {{session_date}}',
    content: `Hi {{first_name}},

Thank you for our session. Here is what I took from it.

{{#wins}}What went well:
{{wins}}

{{/wins}}{{#actions}}What we agreed:
{{actions}}

{{/actions}}{{#recommendations}}Something to try:
{{recommendations}}

{{/recommendations}}{{#next_session}}We talk again on {{next_session}}.

{{/next_session}}If I got something wrong, just reply and tell me.

Best wishes,
{{coach_name}}`,
  },
  {
    slug: 'next_steps',
    kind: 'email',
    name: 'Next steps only',
    subject: 'What we agreed on {{session_date}}',
    content: `Hi {{first_name}},

{{#actions}}So that we both have it in writing, this is what we agreed:

{{actions}}

{{/actions}}Is anything in the way? Tell me early, and we sort it out together.

{{coach_name}}`,
  },
  {
    slug: 'strengths_recap',
    kind: 'email',
    name: 'Strengths recap',
    workshopType: 'strengths',
    isDefault: true,
    subject: 'Your strengths, from {{session_title}}',
    content: `Hi {{first_name}},

Thank you for all you brought to {{session_title}}.

{{#wins}}This is where I saw your strengths at work:
{{wins}}

{{/wins}}{{#recommendations}}Ideas to grow on:
{{recommendations}}

{{/recommendations}}{{#actions}}Your first steps:
{{actions}}

{{/actions}}I am curious what you notice. Write to me any time.

Warmly,
{{coach_name}}`,
  },
  {
    slug: 'nudge',
    kind: 'text',
    name: 'Friendly nudge',
    isDefault: true,
    content: `Hi {{first_name}}, it was good to talk on {{session_date}}.{{#actions}} To keep in mind:
{{actions}}
{{/actions}}
I’m here if you need me. {{coach_name}}`,
  },
  {
    slug: 'check_in',
    kind: 'call_script',
    name: 'Check-in call',
    isDefault: true,
    content: `Opening
“Hi {{first_name}}, it’s {{coach_name}}. Is this a good moment? I have five minutes in mind.”

{{#wins}}Begin with what went well
{{wins}}
“What has happened with that since?”

{{/wins}}{{#actions}}Then what we agreed
{{actions}}
“How did it go? What helped, and what got in the way?”

{{/actions}}{{#recommendations}}Worth offering again
{{recommendations}}

{{/recommendations}}Close
“What is the one thing you take from this call?”{{#next_session}} Confirm {{next_session}}.{{/next_session}}
Thank {{first_name}} for the time.`,
  },
  {
    slug: 'thinking_of_you',
    kind: 'nurture',
    name: 'Keeping in touch',
    isDefault: true,
    subject: 'Thinking of our talk',
    content: `Hi {{first_name}},

I thought of you and of our talk on {{session_date}}.

{{#wins}}This stayed with me:
{{wins}}

{{/wins}}You don’t need to do anything with this mail. I only wanted you to know that I am glad to see how you are getting on.

Best wishes,
{{coach_name}}`,
  },
  {
    slug: 'before_we_meet',
    kind: 'rehash',
    name: 'Before we meet',
    isDefault: true,
    subject: 'Before our next session',
    content: `Hi {{first_name}},

{{#next_session}}We meet again on {{next_session}}. {{/next_session}}Here is where we left off on {{session_date}}.

{{#actions}}We agreed:
{{actions}}

{{/actions}}{{#recommendations}}You wanted to try:
{{recommendations}}

{{/recommendations}}Bring whatever came of it, finished or not. What would you like to talk about?

See you soon,
{{coach_name}}`,
  },
];
