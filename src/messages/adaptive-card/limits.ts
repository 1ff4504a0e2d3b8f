/**
 * A message with everything in it, in UTF-16. Source: "Limits and specifications for Teams", message size 28 KB,
 * https://learn.microsoft.com/microsoftteams/limits-specifications-teams
 */
export const maxMessageBytes = 28 * 1024;

/** What surrounds the card inside that limit: addresses, citations, feedback. Not documented; a generous guess. */
const envelopeBytes = 4 * 1024;

/** The card itself, as JSON in UTF-16. */
export const maxCardBytes = maxMessageBytes - envelopeBytes;

/**
 * Actions side by side. Source: "a maximum of six primary actions",
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-actions
 */
export const maxActionsPerSet = 6;

/** Of those, buttons that are seen at once; the rest wait in the overflow menu. Our own rule (voice and look). */
export const maxVisibleActions = 3;
