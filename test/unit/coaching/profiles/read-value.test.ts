import { profileFieldKeys, profileFields } from '../../../../src/coaching/profiles/field-catalogue.ts';
import { fieldNamed } from '../../../../src/coaching/profiles/field-names.ts';
import { readValue } from '../../../../src/coaching/profiles/read-value.ts';
import { showValue } from '../../../../src/coaching/profiles/show-value.ts';

const card = { thinking: 3, planning: 2, acting: 1, feeling: 2, imagination: 1 };

it.each([
  ['star_card', 'thinking 3, planning 2, acting 1, feeling 2, imagination 1', card],
  ['star_card', 'Imagination: 1; Thinking: 3; Feeling: 2; Planning: 2; Acting: 1', card],
  ['star_card', 'three thinking, two planning, one acting, two feeling and one imagination', card],
  ['star_card', '3 2 1 2 1', card],
  ['star_card', '3-2-1-2-1', card],
  ['star_card', 'thinking 5, feeling 4', { thinking: 5, planning: 0, acting: 0, feeling: 4, imagination: 0 }],
  ['flow', 'Steady and curious', ['Steady', 'curious']],
  ['motivators', 'recognition, growth, and a calm team', ['recognition', 'growth', 'a calm team']],
  [
    'expertise',
    'refunds; returns, and exchanges | Spanish',
    ['refunds', 'returns, and exchanges', 'Spanish'],
  ],
  ['expertise', '- refunds\n- phone orders\n- Refunds', ['refunds', 'phone orders']],
  ['experience', 'Led the refunds and returns project, 2024', ['Led the refunds and returns project, 2024']],
  ['learning_style', 'watching somebody do it', 'visual'],
  ['learning_style', 'when I do it myself', 'kinesthetic'],
  ['learning_style', 'Kinaesthetic', 'kinesthetic'],
  ['learning_style', 'READING', 'reading'],
  ['feedback_method', 'show me an example', 'demonstration'],
  ['feedback_method', 'in person', 'verbal'],
  ['best_coaching_time', 'at the end of my shift', 'end of shift'],
  ['session_length', 'half an hour', 30],
  ['session_length', '45 min', 45],
  ['session_length', 'an hour', 60],
  ['wellbeing', '6 now, 8 in a year', { now: 6, inAYear: 8 }],
  ['wellbeing', '7/10', { now: 7 }],
  ['aspirations', '“Lead a team”', 'Lead a team'],
] as const)('%s: “%s”', (field, text, value) => {
  expect(readValue(field, text)).toEqual({ kind: 'value', value });
});

it.each([
  ['star_card', 'thinking 3, planning 2', 'That makes 5 dots; a Star Card has nine in all'],
  ['star_card', 'I am a thinker', 'nine dots in all'],
  ['learning_style', 'it depends', 'It is one of: visual, auditory, kinesthetic, reading'],
  ['learning_style', 'visual or auditory', 'It is one of'],
  ['session_length', '4 hours', 'from 5 to 180'],
  ['wellbeing', '12', 'from 0 to 10'],
  ['expertise', ' , ', 'At most 20 items'],
  ['aspirations', 'x'.repeat(501), 'under 500'],
] as const)('%s does not take “%s”, and says why', (field, text, fault) => {
  const read = readValue(field, text);
  expect(read.kind === 'fault' && read.fault).toContain(fault);
});

it.each([
  ['star_card', card],
  ['expertise', ['Refunds', 'Phone orders']],
  ['expertise', ['Returns, exchanges', 'Spanish']],
  ['session_length', 30],
  ['wellbeing', { now: 6, inAYear: 8 }],
] as const)('reads its own words of %s back', (field, value) => {
  expect(readValue(field, showValue(value))).toEqual({ kind: 'value', value });
});

/** `user_profiles_extended`, `agent_profiles` and the workshop's data of the source systems. */
it.each([
  ...['company', 'department', 'role', 'expertise_areas', 'project_experience', 'collaboration_preferences'],
  ...['learning_style', 'preferred_feedback_method', 'primary_motivators', 'demotivators', 'core_strengths'],
  ...['development_areas', 'hidden_talents', 'stress_indicators', 'success_patterns', 'best_coaching_time'],
  ...['preferred_session_length', 'responds_well_to', 'career_aspirations', 'personal_goals'],
  ...['communication_style', 'star_card', 'flow_attributes', 'wellbeing'],
])('%s has its place', (column) => {
  expect(fieldNamed(column)).toBeDefined();
});

it('no field is born wider than it may be, and wellbeing is its owner’s alone', () => {
  const width = { private: 0, line: 1, organization: 2 };
  for (const key of profileFieldKeys) {
    expect(width[profileFields[key].visibility]).toBeLessThanOrEqual(width[profileFields[key].widest]);
  }
  expect(profileFields.wellbeing.widest).toBe('private');
});
