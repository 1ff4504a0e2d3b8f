/**
 * What Teams allows, each with where it is written down. Sizes that Teams counts in UTF-16 are in UTF-16 bytes
 * (two for each unit of a JavaScript string).
 */

/**
 * A message is refused at 28 KB (text, cards and entities together, UTF-16).
 * https://learn.microsoft.com/microsoftteams/limits-specifications-teams
 */
export const maxActivityBytes = 28 * 1024;

/** Left for what the connector and Teams add to an activity (ids, from, conversation). Our own margin, undocumented. */
export const activityEnvelopeBytes = 2 * 1024;

/**
 * Citations of one message, the title and the abstract of each, in characters.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content
 */
export const maxCitations = 20;
export const maxCitationTitle = 80;
export const maxCitationAbstract = 160;

/** Preview in the activity feed; longer is cut by Teams in the middle of a word, so we cut. Undocumented, seen. */
export const maxSummary = 160;

/**
 * Messages a bot may send into one conversation: at most `count` in `windowMs`.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export const sendRates = [
  { windowMs: 1_000, count: 7 },
  { windowMs: 2_000, count: 8 },
  { windowMs: 30_000, count: 60 },
  { windowMs: 3_600_000, count: 1_800 },
] as const;

/**
 * Streams take one piece a second and end two minutes after the first.
 * https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux
 */
export const streamPieceIntervalMs = 1_000;
export const streamLifetimeMs = 120_000;

/** Our own: a request to the connector that takes longer has failed. */
export const requestTimeoutMs = 10_000;

/** Members are listed in pages of at most 500; more than 20 pages is more than any team holds (25,000 is the ceiling; we stop earlier and say so). */
export const memberPageSize = 500;
export const maxMemberPages = 20;

/** An inbound activity; Teams sends far less. Ours. */
export const maxInboundBytes = 256 * 1024;

/**
 * Where Teams keeps the files of personal chats: OneDrive for Business and SharePoint, in every cloud. A leading dot
 * means any subdomain. The links carry their own permission, so no token of ours is ever sent.
 */
export const fileHosts = [
  '.sharepoint.com',
  '.sharepoint.us',
  '.sharepoint-mil.us',
  '.sharepoint.cn',
  '.svc.ms',
] as const;

/** Bringing a file of up to 20 MB to OneDrive. */
export const uploadTimeoutMs = 30_000;

/** UTF-16 size of what will be sent as JSON. */
export const utf16Bytes = (value: unknown): number => JSON.stringify(value).length * 2;
