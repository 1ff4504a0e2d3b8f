import { meetingLimits, ratings, type OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import { definitionOf, metricKeys } from '../../coaching/performance/metric.ts';
import type { Form, FormField } from '../message.ts';
import { words } from '../words/en.ts';
import { text } from './meeting-text-field.ts';

const { form: say } = words.meetings;

/** What is filled in already, and what can be kept here. */
export interface CompleteForm {
  meeting: OneOnOne;
  agentName: string;
  topics: string;
  discussion: string;
  items: string;
  /** Notes that are open about the person. Undefined: none can be dealt with here. */
  notes?: readonly { id: string; text: string }[];
  /** Whether action items and what it worked on can be kept. */
  canMakeItems: boolean;
  canMeasure: boolean;
}

const noteShown = 60;

export function meetingCompleteForm(form: CompleteForm): Form {
  const { outcome, endedAt, id } = form.meeting;
  const rating = (name: (typeof ratings)[number]): FormField => ({
    name,
    label: say.ratings[name],
    required: true,
    type: 'select',
    options: say.ratingOptions.map((label, at) => ({ value: String(at + 1), label })),
    ...(outcome[name] === undefined ? {} : { initial: String(outcome[name]) }),
  });
  const isCut = form.discussion.length > meetingLimits.discussion;
  const numbered = (form.notes ?? [])
    .map(({ text: note }, at) => `${at + 1}. ${note.slice(0, noteShown)}`)
    .join(' · ');
  return {
    id: 'meeting.complete',
    title: say.completeTitle,
    intro: endedAt === undefined ? say.completeIntro : say.correctIntro,
    fields: [
      ...ratings.map(rating),
      text({ name: 'topics', label: say.topics, hint: say.perLine, initial: form.topics }),
      text({
        name: 'discussion',
        label: say.discussion,
        initial: form.discussion,
        maxLength: meetingLimits.discussion,
        ...(isCut ? { hint: say.discussionCut } : {}),
      }),
      text({ name: 'commitments', label: say.commitments, initial: outcome.commitments ?? '' }),
      ...(form.canMakeItems
        ? [
            text({
              name: 'items',
              label: say.items,
              hint: say.itemsHint(form.agentName),
              initial: form.items,
              maxLength: meetingLimits.items,
            }),
          ]
        : []),
      text({ name: 'achievements', label: say.achievements, initial: outcome.achievements ?? '' }),
      text({ name: 'concerns', label: say.concerns, initial: outcome.concerns ?? '' }),
      text({
        name: 'resources',
        label: say.resources,
        hint: say.perLine,
        initial: outcome.resources.join('\n'),
      }),
      {
        name: 'followUp',
        label: say.followUp,
        required: true,
        type: 'select',
        options: [
          { value: 'yes', label: say.yes },
          { value: 'no', label: say.no },
        ],
        initial: outcome.followUpRequired ? 'yes' : 'no',
      },
      {
        name: 'followUpOn',
        label: say.followUpOn,
        required: false,
        type: 'date',
        ...(outcome.followUpOn === undefined ? {} : { initial: outcome.followUpOn }),
      },
      text({
        name: 'followUpTopics',
        label: say.followUpTopics,
        hint: say.perLine,
        initial: outcome.followUpTopics.join('\n'),
      }),
      ...(form.canMeasure ? interventionFields() : []),
      ...(numbered === ''
        ? []
        : [
            text({
              name: 'notes',
              label: say.notes,
              hint: say.notesHint(numbered),
              multiline: false,
              maxLength: 100,
            }),
          ]),
    ],
    submitLabel: say.save,
    context: id,
  };
}

const interventionFields = (): FormField[] => [
  {
    name: 'issue',
    label: say.issue,
    required: true,
    type: 'select',
    options: [
      { value: 'none', label: say.noIssue },
      ...metricKeys
        .filter((key) => definitionOf(key).better !== undefined)
        .map((key) => ({ value: key, label: definitionOf(key).label })),
    ],
    initial: 'none',
  },
  text({
    name: 'method',
    label: say.method,
    placeholder: say.methodPlaceholder,
    multiline: false,
    maxLength: 100,
  }),
];
