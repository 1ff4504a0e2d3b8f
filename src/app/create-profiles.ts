import type { ProfileStore, QuestionnaireRepository } from '../coaching/profiles/ports.ts';
import type { Database } from '../data/database.ts';
import { createProfileRepository } from '../data/profiles/profile-repository.ts';
import { createQuestionnaireRepository } from '../data/profiles/questionnaire-repository.ts';

/** Where profiles are kept, and how far each person is in the questions about theirs. */
export interface ProfileParts {
  profiles: ProfileStore;
  questionnaires: QuestionnaireRepository;
}

export const createProfileParts = (database: Database): ProfileParts => ({
  profiles: createProfileRepository(database),
  questionnaires: createQuestionnaireRepository(database),
});
