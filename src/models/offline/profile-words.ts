const profile = /\bmy (?:own |coaching |whole )?profile\b/i;
/** How something is done, and the other things that are called a profile. */
const elsewhere =
  /^(?:how (?:do|does|can|could|should|to)|can (?:i|you|we)|may i|should i|why)\b|\b(?:picture|photo|password|account|customer|procedure|policy|system|export|delete|erase)\b/i;

/** Whether words ask to see one's own profile, beyond what is known by rule before any model (`read-profile-words.ts`). */
export const asksForOwnProfile = (words: string): boolean =>
  profile.test(words) && !elsewhere.test(words.trim());
