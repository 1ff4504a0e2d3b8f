import type { ProfileStore, QuestionnaireRepository } from '../coaching/profiles/ports.ts';
import type { Database } from '../data/database.ts';
import { createProfileRepository } from '../data/profiles/profile-repository.ts';
import { createQuestionnaireRepository } from '../data/profiles/questionnaire-repository.ts';

/** Where profiles are kept, and how far each person is in the questions about theirs. */
export interface ProfileParts {
  profiles: ProfileStore;
  questionnaires: QuestionnaireRepository;
}

/** @param onChanged whose profile was written, whoever wrote it, also where a write that is tried again changed nothing */
export function createProfileParts(
  database: Database,
  onChanged: (organizationId: string, userId: string) => Promise<void>,
): ProfileParts {
  const stored = createProfileRepository(database);
  return {
    profiles: {
      ...stored,
      async write(scope, subjectId, writes, options) {
        const written = await stored.write(scope, subjectId, writes, options);
        await onChanged(scope.organizationId, subjectId);
        return written;
      },
      async undo(scope, editId) {
        const undone = await stored.undo(scope, editId);
        if (undone !== undefined) await onChanged(scope.organizationId, undone.subjectId);
        return undone;
      },
    },
    questionnaires: createQuestionnaireRepository(database),
  };
}
