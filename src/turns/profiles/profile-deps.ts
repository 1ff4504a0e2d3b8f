import type { AskProfileDeps } from '../../coaching/profiles/ask-profile.ts';
import type { ShowProfileDeps } from '../../coaching/profiles/show-profile.ts';

export type ProfileTurnDeps = ShowProfileDeps & AskProfileDeps;
