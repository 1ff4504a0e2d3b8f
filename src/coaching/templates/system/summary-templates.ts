import type { SystemTemplate } from './system-template.ts';

/** Layouts of summaries that come with the product; the format is that of `parseSummaryLayout`. */
export const systemSummaryTemplates: readonly SystemTemplate[] = [
  {
    slug: 'standard',
    kind: 'summary',
    name: 'Standard',
    isDefault: true,
    content: `Tone: warm
Say what happened and what comes next, so that {{first_name}} and the coach both recognise the talk.

## Wins (max 5)
Successes and praise, the most telling first.

## Challenges (max 5)
What is hard for {{first_name}}, in fair and kind words.

## Action items [actions] (max 8)
What somebody took on, with owner and day where they were said.

## Recommendations (max 5)
The coach’s advice, as something to try.`,
  },
  {
    slug: 'concise',
    kind: 'summary',
    name: 'Concise',
    content: `Tone: plain
Length: short
To be read in half a minute.

## Next steps [actions] (max 4)
## Wins (max 2)
## Challenges (max 2)
## Advice [recommendations] (max 2)`,
  },
  {
    slug: 'detailed',
    kind: 'summary',
    name: 'Detailed',
    content: `Tone: warm
Length: detailed
A record that is still clear in three months: give the example or the reason beside each point, where one was said.

## Wins (max 8)
What went well, and what {{first_name}} did to bring it about.

## Challenges (max 6)
What is hard, when it shows, and what was tried.

## Action items [actions] (max 8)
Every promise and request, with owner and day where they were said.

## Recommendations (max 6)
The coach’s advice with its reason.`,
  },
  {
    slug: 'strengths',
    kind: 'summary',
    name: 'Strengths workshop',
    workshopType: 'strengths',
    isDefault: true,
    content: `Tone: encouraging
A strengths workshop: look for thinking, planning, acting and feeling, and for the imagination that joins them. Name a strength only where the words show it.

## Strengths in action [wins] (max 6)
What {{first_name}} did well, and which of thinking, planning, acting or feeling it drew on; the moments in flow.

## Where it took effort [challenges] (max 4)
What pulled {{first_name}} out of flow, or leant on a strength that comes less easily.

## Ideas to grow on [recommendations] (max 5)
Advice that builds on a strength, and where imagination opened something new.

## First steps [actions] (max 5)`,
  },
  {
    slug: 'sales_call',
    kind: 'summary',
    name: 'Sales call',
    workshopType: 'sales',
    isDefault: true,
    content: `Tone: plain
Coaching on a sales conversation: rapport, discovery, offer, objections, closing.

## What moved the deal [wins] (max 4)
Questions, stories and answers of {{first_name}} that worked.

## Where it stalled [challenges] (max 4)
Objections, silences and missed questions.

## Coaching points [recommendations] (max 4)
What to try on the next call, in the words to say where the coach gave them.

## Follow-through [actions] (max 6)
Calls, offers and numbers that were promised, with owner and day.`,
  },
  {
    slug: 'service_1on1',
    kind: 'summary',
    name: 'Customer-service 1:1',
    workshopType: 'service',
    isDefault: true,
    content: `Tone: warm
A regular 1:1 in customer service: quality, empathy, procedures, wellbeing at work.

## Went well [wins] (max 4)
Calls, tickets and colleagues that {{first_name}} helped; thanks that came back.

## Needs support [challenges] (max 4)
Kinds of calls, systems or procedures that are hard just now.

## Agreed [actions] (max 6)
## Tips for the next calls [recommendations] (max 4)`,
  },
];
