import { z } from 'zod';
import { starStrengths, type ProfileValue, type Visibility } from './profile.ts';

/** Who may write a field: the person, or also their leaders. */
type Writers = 'self' | 'line';

export interface FieldDefinition {
  label: string;
  group:
    | 'professional'
    | 'strengths'
    | 'learning'
    | 'motivation'
    | 'patterns'
    | 'coaching'
    | 'future'
    | 'wellbeing';
  kind: 'text' | 'list' | 'choice' | 'minutes' | 'star-card' | 'wellbeing';
  schema: z.ZodType<ProfileValue>;
  options?: readonly string[];
  /** Who sees it until its owner says otherwise. */
  visibility: Visibility;
  /** Never wider than this, whoever asks. */
  widest: Visibility;
  writers: Writers;
}

const text = z.string().trim().min(1).max(500);
/** Characters of a whole list: several of them have to fit one form. */
export const maxListLength = 1_200;
const list = z
  .array(z.string().trim().min(1).max(120))
  .min(1)
  .max(20)
  .refine((items) => items.join('').length <= maxListLength);
const dots = z.int().min(0).max(9);
const starCard = z
  .object({
    ...{ thinking: dots, planning: dots, acting: dots, feeling: dots, imagination: dots },
    drawnOn: z.iso.date().exactOptional(),
  })
  .refine((card) => starStrengths.reduce((sum, strength) => sum + card[strength], 0) === 9, {
    error: 'A Star Card has nine dots in all.',
  });
const ladder = z.int().min(0).max(10);
const wellbeing = z.object({ now: ladder, inAYear: ladder.exactOptional() });

type Draft = Omit<FieldDefinition, 'schema' | 'kind' | 'widest' | 'writers'> &
  Partial<Pick<FieldDefinition, 'widest' | 'writers'>>;
const defaults = { widest: 'organization', writers: 'self' } as const;
const textField = (draft: Draft): FieldDefinition => ({ ...defaults, kind: 'text', schema: text, ...draft });
const listField = (draft: Draft): FieldDefinition => ({ ...defaults, kind: 'list', schema: list, ...draft });
const choice = (options: readonly [string, ...string[]], draft: Draft): FieldDefinition => ({
  ...defaults,
  kind: 'choice',
  options,
  schema: z.enum(options),
  ...draft,
});

/** Every field of a profile. What leaders write is visible to its subject, whatever else; wellbeing is its owner's alone. */
export const profileFields = {
  company: textField({ label: 'Company', group: 'professional', visibility: 'organization' }),
  department: textField({ label: 'Department', group: 'professional', visibility: 'organization' }),
  role: textField({ label: 'Role', group: 'professional', visibility: 'organization' }),
  expertise: listField({ label: 'Expertise', group: 'professional', visibility: 'organization' }),
  languages: listField({ label: 'Languages', group: 'professional', visibility: 'organization' }),
  experience: listField({ label: 'Experience', group: 'professional', visibility: 'organization' }),
  collaboration: textField({
    label: 'How I like to work together',
    group: 'professional',
    visibility: 'organization',
  }),

  star_card: {
    ...defaults,
    kind: 'star-card',
    schema: starCard,
    label: 'Star Card',
    group: 'strengths',
    visibility: 'private',
  },
  flow: listField({ label: 'Flow attributes', group: 'strengths', visibility: 'private' }),
  core_strengths: listField({ label: 'Strengths', group: 'strengths', visibility: 'line', writers: 'line' }),
  hidden_talents: listField({
    label: 'Hidden talents',
    group: 'strengths',
    visibility: 'line',
    writers: 'line',
  }),

  learning_style: choice(['visual', 'auditory', 'kinesthetic', 'reading'], {
    label: 'How I learn best',
    group: 'learning',
    visibility: 'line',
  }),
  feedback_method: choice(['written', 'verbal', 'demonstration'], {
    label: 'How I like feedback',
    group: 'learning',
    visibility: 'line',
  }),
  communication_style: textField({ label: 'Communication style', group: 'learning', visibility: 'line' }),

  motivators: listField({ label: 'What motivates me', group: 'motivation', visibility: 'line' }),
  demotivators: listField({ label: 'What drags me down', group: 'motivation', visibility: 'line' }),

  development_areas: listField({
    label: 'What I want to develop',
    group: 'patterns',
    visibility: 'line',
    writers: 'line',
  }),
  stress_indicators: listField({
    label: 'Signs of stress',
    group: 'patterns',
    visibility: 'line',
    widest: 'line',
    writers: 'line',
  }),
  success_patterns: listField({
    label: 'When I do my best',
    group: 'patterns',
    visibility: 'line',
    writers: 'line',
  }),
  responds_to: listField({
    label: 'What helps me in coaching',
    group: 'patterns',
    visibility: 'line',
    writers: 'line',
  }),

  best_coaching_time: choice(['morning', 'afternoon', 'end of shift'], {
    label: 'Best time for coaching',
    group: 'coaching',
    visibility: 'line',
  }),
  session_length: {
    ...defaults,
    kind: 'minutes',
    schema: z.int().min(5).max(180),
    label: 'Best session length',
    group: 'coaching',
    visibility: 'line',
  },

  aspirations: textField({ label: 'Where I want to go', group: 'future', visibility: 'line' }),
  personal_goals: textField({ label: 'Personal goals', group: 'future', visibility: 'private' }),

  wellbeing: {
    kind: 'wellbeing',
    schema: wellbeing,
    label: 'Wellbeing',
    group: 'wellbeing',
    visibility: 'private',
    widest: 'private',
    writers: 'self',
  },
} as const satisfies Readonly<Record<string, FieldDefinition>>;

export type ProfileFieldKey = keyof typeof profileFields;
export const profileFieldKeys = Object.keys(profileFields) as ProfileFieldKey[];
export const isProfileField = (key: string): key is ProfileFieldKey => Object.hasOwn(profileFields, key);
/** With the wider type, for code that treats all fields alike. */
export const definitionOf = (key: ProfileFieldKey): FieldDefinition => profileFields[key];
