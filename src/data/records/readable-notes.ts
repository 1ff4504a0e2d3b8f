/** Parameters of the statement that the rule stands in, such as `$4`; of uuid[] all but the first. */
interface ReadableNotesParameters {
  organization: string;
  /** See `RecordEntitlement`: authors, readers, and of `shared` the users and beside them the authors, null for anyone. */
  authors: string;
  readers: string;
  sharedWith: string;
  sharedBy: string;
}

/**
 * The quick notes that an entitlement opens, removed ones included: those of its authors, without what is about a reader and
 * was not shared, and those that were shared with readers outside the author's line. Answered by quick_notes_by_author and
 * quick_notes_by_subject.
 */
export const readableNotes = (use: ReadableNotesParameters): string => `
    SELECT n.* FROM quick_notes n
    WHERE n.organization_id = ${use.organization}::uuid AND n.author_id = ANY (${use.authors}::uuid[])
      AND (n.subject_id <> ALL (${use.readers}::uuid[]) OR n.shared_at IS NOT NULL)
    UNION ALL
    SELECT n.* FROM unnest(${use.sharedWith}::uuid[], ${use.sharedBy}::uuid[]) AS given (user_id, author_id)
    JOIN quick_notes n ON n.organization_id = ${use.organization}::uuid AND n.subject_id = given.user_id
      AND n.author_id <> ALL (${use.authors}::uuid[])
      AND (given.author_id IS NULL OR n.author_id = given.author_id) AND n.shared_at IS NOT NULL`;
