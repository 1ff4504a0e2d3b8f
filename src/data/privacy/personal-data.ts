import { personalConversations } from './personal-conversations.ts';
import { personalElsewhere } from './personal-elsewhere.ts';
import type { PersonalTable } from './personal-table.ts';
import { personalWork } from './personal-work.ts';

/** In the order in which rows are deleted: what refers to others first, where the database does not follow by itself. */
export const personalData: Readonly<Record<string, PersonalTable>> = {
  ...personalConversations,
  ...personalWork,
  ...personalElsewhere,
};
