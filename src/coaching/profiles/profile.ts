/** Who sees a field: its owner alone, the owner and their leaders, or everyone in the organisation. */
export const visibilities = ['private', 'line', 'organization'] as const;
export type Visibility = (typeof visibilities)[number];

/** `leader`: somebody of the person's line wrote it. */
export const profileSources = ['self', 'questionnaire', 'leader', 'import'] as const;
export type ProfileSource = (typeof profileSources)[number];

export const starStrengths = ['thinking', 'planning', 'acting', 'feeling', 'imagination'] as const;
export type StarStrength = (typeof starStrengths)[number];
/** Dots by strength, nine in all, as the person drew them. */
export type StarCard = Readonly<Record<StarStrength, number>> & { readonly drawnOn?: string };

/** Wellbeing from 0 (worst) to 10 (best possible): now, and as it is hoped to be in a year. */
export interface Wellbeing {
  now: number;
  inAYear?: number;
}

export type ProfileValue = string | number | readonly string[] | StarCard | Wellbeing;

export interface ProfileField {
  /** A key of `profileFields` (field-catalogue.ts). */
  field: string;
  value: ProfileValue;
  visibility: Visibility;
  source: ProfileSource;
  /** Who wrote it last; undefined once that account is gone. */
  writtenBy?: string;
  updatedAt: Date;
}
