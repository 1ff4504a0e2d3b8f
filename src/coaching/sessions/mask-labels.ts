/** What stands in a transcript in the place of personal data; part of what was said as far as anybody may know it. */
export const maskLabels = [
  '[card number]',
  '[phone number]',
  '[number]',
  '[e-mail address]',
  '[address]',
  '[bank account]',
  '[national id]',
  '[date of birth]',
  '[secret]',
] as const;
export type MaskLabel = (typeof maskLabels)[number];
