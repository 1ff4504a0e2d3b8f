/** A file that a person hands over (DESIGN, files). Bytes. */
export const maxFileBytes = 20 * 1024 * 1024;

/** A typed message; the bot itself asks for a file well before that. UTF-16 units. Ours. */
export const maxTextLength = 200_000;

/** A request that is not a file. Bytes: the longest text in escaped JSON, and room. Ours. */
export const maxRequestBytes = 1024 * 1024 + 4 * maxTextLength;

/** A growing message is written at most this often, so that a fast model does not become a storm of rows. */
export const streamIntervalMs = 80;

/** The status line; it travels in a notification, whose limit is 8,000 bytes. UTF-16 units. Ours. */
export const maxProgressLength = 200;

/** Messages that the page gets at first, and with each "Show earlier". Ours. */
export const pageOfMessages = 300;

/** Keeps proxies and browsers from closing a quiet event stream. Ours. */
export const heartbeatMs = 25_000;
