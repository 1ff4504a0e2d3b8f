import { ask, cannot, type Instruction } from './refinement.ts';

const rewording =
  /\b(?:translate|in (?:german|french|spanish|italian|portuguese|dutch|polish)|reword|rephrase|paraphrase|rewrite|reformulate|more (?:formal|professional|casual|detail(?:ed)?|specific|precise|direct|motivating|vivid|energetic|empathetic|actionable)|less formal|formal|longer|expand|elaborate|extend|in (?:my|the coach's|coach's) (?:voice|style|words)|tone|style|summari[sz]e|group|prioriti[sz]e|bullet|grammar|spelling|past tense|first person|third person|simplify|clearer|explain|professional(?:ly)?|polite(?:ly|r)?|in (?:bold|italics)|emojis?|as a table)\b/i;

/** Free rewording needs a model that writes; saying so beats guessing. */
export const beyondRules: Instruction = (words) =>
  rewording.test(words)
    ? cannot(
        'Without a hosted model I can’t reword freely. I can remove, add, replace, move, merge, split, shorten and warm up lines, fix words, and set owner and due date.',
      )
    : undefined;

/** What is left: too vague to act on. */
export const askBack = (): ReturnType<typeof ask> =>
  ask(
    'What exactly shall I change? For example: “drop the second win”, “make the first challenge shorter”, “add: call the client by Friday”, “replace ‘angry’ with ‘frustrated’”, or “the owner of action 1 is Dana”.',
  );
