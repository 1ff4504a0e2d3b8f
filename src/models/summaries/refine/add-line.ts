import type { SummarySection } from '../../../coaching/summaries/summary.ts';
import { asSentence } from '../clean-speech.ts';
import { readWords } from '../language.ts';
import { weighOwnChallenge, weighOwnWin, weighPraise } from '../sentence-kinds.ts';
import { readPerson } from './names-in.ts';
import { ask, patch, sectionNames, type Instruction, type Refinement } from './refinement.ts';
import { readDay } from './set-due.ts';
import { readSection } from '../../../coaching/summaries/line-targets.ts';

const adding = /^(?:also\s+)?(?:add|include|append|insert|note(?: down)?|put in|write down)\b\s*/i;
const advising =
  /^(?:i(?:'d| would) (?:suggest|recommend)|try|consider|you (?:could|should|might)|suggest|recommend|practi[sc]e|how about|why not|maybe try)\b/i;

/** `add: call the client by Friday`, `add a recommendation: …`, `add to the wins: …`, `add an action for Dana: …`. */
export const addLine: Instruction = (words, refinement) => {
  const opening = adding.exec(words);
  if (opening === null) return undefined;
  const request = readRequest(words.slice(opening[0].length));
  if (request.text === '')
    return ask('What shall I add? Write it after “add:”, such as “add: call the client by Friday”.');

  const { text, owner } = readOwner(request, refinement);
  const due = readDay(text, refinement);
  const section = request.section ?? guessSection(text, due !== undefined || owner !== undefined);
  if (section === undefined) {
    return ask(`Where shall I put that: ${sectionNames}? You can say “add a win: ${request.text}”.`);
  }
  const action = section === 'actions';
  return patch({
    op: 'add',
    section,
    text: asSentence(text),
    ...(action && owner !== undefined ? { owner } : {}),
    ...(action && due !== undefined ? { due: due.date } : {}),
  });
};

interface Request {
  section?: SummarySection;
  text: string;
  /** Name after `for`, as written. */
  owner?: string;
}

/** Splits `a recommendation for Dana: try …` into section, owner and text. */
function readRequest(rest: string): Request {
  const unquoted = (text: string) =>
    text
      .trim()
      .replace(/^[“"'‘](.*)[”"'’]$/s, '$1')
      .trim();
  const headed = /^([^:]{0,60}?)\s*:\s*(.+)$/s.exec(rest);
  if (headed?.[1] !== undefined && headed[2] !== undefined) {
    const section = sectionIn(headed[1]);
    const owner = /\bfor\s+(\p{L}.*)$/iu.exec(headed[1])?.[1];
    const plain = headed[1]
      .replace(/\b(?:this|the following|as well|one more|another|line|new|a|an)\b/gi, '')
      .trim();
    if (section !== undefined || plain === '' || owner !== undefined) {
      return {
        text: unquoted(headed[2]),
        ...(section === undefined ? {} : { section }),
        ...(owner === undefined ? {} : { owner }),
      };
    }
  }
  const tail =
    /^(.+?)\s+(?:to|as|under|in|into)\s+(?:the\s+|an?\s+|my\s+|his\s+|her\s+|their\s+)?(\S+?)(?:\s+items?|\s+section)?$/is.exec(
      rest,
    );
  const tailSection = readSection(tail?.[2]?.toLowerCase() ?? '');
  if (tail?.[1] !== undefined && tailSection !== undefined)
    return { section: tailSection, text: unquoted(tail[1]) };
  const head =
    /^(?:an?|the|another|one more|new)\s+(?:new\s+)?(\S+)(?:\s+items?)?\s+(?:that|to|about|saying)?\s*(.+)$/is.exec(
      rest,
    );
  const headSection = readSection(head?.[1]?.toLowerCase() ?? '');
  if (head?.[2] !== undefined && headSection !== undefined)
    return { section: headSection, text: unquoted(head[2]) };
  return { text: unquoted(rest.replace(/^:\s*/, '').replace(/^that\s+/i, '')) };
}

function sectionIn(words: string): SummarySection | undefined {
  return words
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .flatMap((word) => readSection(word) ?? [])[0];
}

/** `Dana to call …`, `Dana will call …`, `… (owner: Dana)`, `… owner Dana`. */
function readOwner(request: Request, refinement: Refinement): { text: string; owner?: string } {
  const asked = request.owner === undefined ? undefined : readPerson(request.owner, refinement);
  if (asked !== undefined) return { text: request.text, owner: asked };
  const labelled =
    /^(.*?)[\s,;(–—-]*\bowner\s*(?::|is|=)?\s*(\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*)?)\)?[.]?$/isu.exec(
      request.text,
    );
  const named = readPerson(labelled?.[2] ?? '', refinement);
  if (labelled?.[1] !== undefined && named !== undefined) return { text: labelled[1], owner: named };
  const subject = /^(\p{Lu}[\p{L}'’.-]*(?: \p{Lu}[\p{L}'’.-]*)?) (?:to|will|should|shall|must) (.+)$/su.exec(
    request.text,
  );
  const person = readPerson(subject?.[1] ?? '', refinement);
  if (subject?.[2] !== undefined && person !== undefined) return { text: subject[2], owner: person };
  return { text: request.text };
}

/** Where words belong that do not say it: undefined when nothing tells. */
function guessSection(text: string, assigned: boolean): SummarySection | undefined {
  if (advising.test(text)) return 'recommendations';
  if (assigned) return 'actions';
  const [first] = readWords(text);
  const spoken = `I ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  if (Math.max(weighOwnChallenge(text), weighOwnChallenge(spoken)) >= 2) return 'challenges';
  if (Math.max(weighOwnWin(text), weighOwnWin(spoken), weighPraise(text)) >= 2) return 'wins';
  if (first !== undefined && ['VERB', 'AUX'].includes(first.pos)) {
    return first.lemma === first.value.toLowerCase() ? 'actions' : undefined;
  }
  // The tagger takes a capitalised first word for a name: ask it about the word inside a sentence.
  const inside = readWords(`Please ${text.charAt(0).toLowerCase()}${text.slice(1)}`)[1];
  return inside?.pos === 'VERB' && inside.lemma === inside.value ? 'actions' : undefined;
}
