const people = String.raw`(?:everyone|everybody|all (?:of (?:them|the (?:participants|summaries|people)))|all (?:the )?(?:participants|summaries|people)|each (?:of them|participant|person|summary)|every (?:participant|person|summary))`;
const owning = String.raw`(?:everyone['’]?s|everybody['’]?s|(?:each|every) (?:participant|person)['’]?s|all (?:the )?participants['’])`;

/**
 * What is asked of each summary when words ask it of all: `make all of them shorter` gives `make it shorter`, `remove the
 * recommendations for everyone` gives `remove the recommendations`. Undefined: they do not ask it of all.
 *
 * Names of everyone inside the text of a new line are not meant: `add: thank everyone`.
 */
export function readForAll(words: string): string | undefined {
  const text = words.trim();
  const addressed = new RegExp(
    String.raw`^(?:for |in )?(?:${people}|all)\s*(?::|,|\s[–—-]\s)\s*(.+)$`,
    'is',
  ).exec(text);
  if (addressed?.[1] !== undefined) return addressed[1].trim();
  // Their `to` and `with` name an owner or new words.
  if (/^(?:replace|change|swap|rename|assign|give|hand|delegate|say|use)\b/i.test(text)) return undefined;
  const { open, payload } = withoutPayload(text);
  const changed = readOpen(open);
  return changed === undefined ? undefined : `${changed}${payload}`.trim();
}

/** Splits `add a recommendation for everyone: try cards` behind its colon; quoted words are kept apart too. */
function withoutPayload(text: string): { open: string; payload: string } {
  const [, open, payload] =
    /^([^:“"]{0,80}?\b(?:add|include|append|insert|note|replace|change)\b[^:“"]{0,80})(:.*)$/is.exec(text) ??
    [];
  return { open: open ?? text, payload: payload ?? '' };
}

function readOpen(open: string): string | undefined {
  const quotes: string[] = [];
  // Quoted words stand aside while the rest is read.
  const bare = open.replace(/[“"].*?[”"]|(?<!\p{L})['‘][^'’]*['’](?!\p{L})/gsu, (quoted) => {
    quotes.push(quoted);
    return `⟦${quotes.length - 1}⟧`;
  });
  const read =
    replaced(bare, new RegExp(String.raw`\b${owning}\s+(?=\p{L})`, 'giu'), 'the ') ??
    replaced(bare, new RegExp(String.raw`[\s,]*\b(?:for|in|of|to|on|with)\s+${people}\s*$`, 'iu'), '') ??
    replaced(
      bare,
      new RegExp(
        String.raw`^(make|keep|shorten|soften|warm up|tighten|condense|trim)\s+(?:${people}|them all)\b(?:['’]s (?:summary|summaries))?`,
        'iu',
      ),
      '$1 it',
    ) ??
    replaced(
      bare,
      new RegExp(
        String.raw`^(?:${people}|them all)\s+(?=(?:shorter|warmer|friendlier|softer|kinder|more concise)\b)`,
        'iu',
      ),
      'make it ',
    );
  return read?.replace(/⟦(\d+)⟧/g, (_mark, index: string) => quotes[Number(index)] ?? '').trim();
}

const replaced = (text: string, pattern: RegExp, by: string): string | undefined => {
  const result = text.replace(pattern, by);
  return result === text || result.trim() === '' ? undefined : result;
};
