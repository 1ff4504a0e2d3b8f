const edit =
  /^(?:[\p{L} .'-]{1,40}[:,] ?)?(?:please )?(?:add|change|replace|reword|rephrase|rename|merge|move|drop|remove|delete|assign|make|put|set|write)\b/iu;

/** Words for a summary or a mail ("add: I'm exhausted after calls") are somebody else's to say, not the person's own. */
export const changesText = (text: string): boolean => edit.test(text.trim());
