/** One turn of free text, from question to checked answer. */
export const turnTimeMs = 60_000;
/** Time of a turn that outside models may use; the rest belongs to search, checks and the offline fallback. */
export const outsideTimeMs = 45_000;
/** Rounds in which the model may call tools; after them it must answer with what it has. */
export const toolStepsAtMost = 6;
/** Calls taken from one round; a model that asks for more gets the first ones. */
export const callsPerStepAtMost = 4;
/** Calls with arguments that do not fit, after which the offline model takes the turn over. */
export const misfitsAtMost = 2;
/** Characters of the question that a model reads, a fifth of them from its end. */
export const questionCharacters = 6_000;
/** Characters of earlier messages that a model reads, newest first; older ones are left out whole. */
export const historyCharacters = 8_000;
/** Characters of one earlier message. */
export const historyMessageCharacters = 2_000;
