/** A template that was named in the words beside an upload. */
export interface TemplateWords {
  /** What the template was called; undefined: none was named. */
  wanted?: string;
  /** The words without it. */
  rest: string;
}

const ways = [
  /[,;]?\s*\b(?:please\s+)?(?:with|using|use|by|in|per|follow(?:ing)?)\s+(?:the|my|our)?\s*[“"'‘]([^”"'’]{1,60})[”"'’]\s+(?:template|layout|format)\b/iu,
  /[,;]?\s*\b(?:please\s+)?(?:with|using|use|by|in|per|follow(?:ing)?)\s+(?:the|my|our)\s+((?:[\p{L}\p{N}][\p{L}\p{N}:-]*\s+){1,5}?)(?:template|layout|format)\b/iu,
  /[,;]?\s*\btemplate\s*[:=]\s*[“"'‘]?([^”"'’,;.\n]{1,60})[”"'’]?/iu,
] as const;

/** `1:1 with Priya yesterday, with the concise template` names `concise`, and leaves `1:1 with Priya yesterday`. */
export function templateWords(text: string): TemplateWords {
  for (const way of ways) {
    const match = way.exec(text);
    const wanted = match?.[1]?.trim();
    if (match === null || wanted === undefined || wanted === '') continue;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    return {
      wanted,
      rest: rest
        .replace(/\s+/g, ' ')
        .replace(/\s+([,.;:!?])/g, '$1')
        .trim(),
    };
  }
  return { rest: text };
}
