import { definitionOf, profileFieldKeys, type ProfileFieldKey } from './field-catalogue.ts';

/** What people and files call a field, besides its key and label; in folded form. */
const names: Readonly<Record<ProfileFieldKey, readonly string[]>> = {
  company: ['employer', 'company name', 'organisation', 'organization'],
  department: ['team', 'dept', 'business unit'],
  role: ['job title', 'title', 'position', 'job role', 'job'],
  expertise: [
    'expertise areas',
    'areas of expertise',
    'skills',
    'skill',
    'domains',
    'knows about',
    'expert in',
  ],
  languages: ['language', 'spoken languages', 'speaks', 'languages spoken'],
  experience: ['project experience', 'projects', 'past projects', 'work experience', 'project history'],
  collaboration: [
    ...[
      'collaboration preferences',
      'collaboration preference',
      'collaboration style',
      'working style',
      'work style',
    ],
    ...['way of working together', 'how i work together'],
  ],
  star_card: ['star', 'starcard', 'strengths card', 'strengths profile'],
  flow: ['flow attributes', 'flow attribute', 'flow words'],
  core_strengths: ['core strengths', 'core strength', 'strengths'],
  hidden_talents: ['hidden talent', 'talents', 'talent'],
  learning_style: [
    'learning style',
    'way of learning',
    'learning preference',
    'learns best',
    'preferred learning style',
  ],
  feedback_method: [
    ...[
      'feedback method',
      'preferred feedback method',
      'feedback preference',
      'feedback style',
      'preferred feedback',
    ],
    ...['way of getting feedback'],
  ],
  communication_style: ['way of communicating', 'communication', 'communication preference'],
  motivators: ['primary motivators', 'motivator', 'motivation', 'motivations', 'motivated by'],
  demotivators: ['demotivator', 'demotivated by', 'what demotivates me'],
  development_areas: [
    ...[
      'development area',
      'areas for development',
      'areas to develop',
      'areas of development',
      'growth areas',
    ],
    ...['improvement areas', 'weaknesses'],
  ],
  stress_indicators: ['stress indicator', 'stress signs', 'stress signals', 'signs of stress', 'stress sign'],
  success_patterns: ['success pattern', 'patterns of success', 'success conditions'],
  responds_to: ['responds well to', 'responds to', 'what helps me', 'what i respond to', 'respond well to'],
  best_coaching_time: [
    'best coaching time',
    'coaching time',
    'best time',
    'preferred coaching time',
    'time for coaching',
  ],
  session_length: [
    ...[
      'preferred session length',
      'session length',
      'length of session',
      'coaching length',
      'session duration',
    ],
    ...['session length minutes', 'preferred session length minutes'],
  ],
  aspirations: [
    'career aspirations',
    'aspiration',
    'career goals',
    'career aspiration',
    'career plans',
    'ambitions',
  ],
  personal_goals: ['personal goal', 'private goals'],
  wellbeing: [
    'well being',
    'wellbeing level',
    'wellbeing ladder',
    'wellbeing score',
    'cantril ladder',
    'ladder',
  ],
};

/** Other names of a field, as above. */
export const namesOf = (key: ProfileFieldKey): readonly string[] => names[key];

/** `Primary_Motivators`, `primaryMotivators` and `primary motivators` are the same name. */
const fold = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const byName: ReadonlyMap<string, ProfileFieldKey> = new Map(
  profileFieldKeys.flatMap((key) =>
    [key, definitionOf(key).label, ...names[key]].map((name) => [fold(name), key] as const),
  ),
);

/** Which field somebody means; undefined: none. Case, blanks and marks do not matter. */
export const fieldNamed = (name: string): ProfileFieldKey | undefined =>
  byName.get(fold(name).replace(/^(?:my|the|your) /, ''));

/** All names, longest first, for finding one inside a sentence. */
export const fieldNames: readonly string[] = [...byName.keys()].sort((a, b) => b.length - a.length);
