/** A template that was named in the words beside an upload. */
export interface TemplateWords {
  /** What the template was called; undefined: none was named. */
  wanted?: string;
  /** The words without it. */
  rest: string;
}

const ways = [
  /[,;]?\s*\b(?:please\s+)?(?:with|using|use|by|in|per|follow(?:ing)?)\s+(?:the|my|our)?\s*[“"'‘]([^”"'’]{1,60})[”"'’]\s+(?:template|layout)\b/iu,
  /[,;]?\s*\b(?:please\s+)?(?:with|using|use|by|in|per|follow(?:ing)?)\s+(?:the|my|our)\s+((?:[\p{L}\p{N}][\p{L}\p{N}:-]*\s+){1,5}?)(?:template|layout)\b/iu,
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

const notATopic =
  /^(?:a|an|the|this|that|our|my|your|new|next|last|first|second|group|team|online|coaching|weekly|monthly|daily|of|in|and|from|for)$/i;

/** `Strengths workshop with Ana` is of the type `strengths`; undefined where the words tell none. */
export function workshopTypeIn(text: string): string | undefined {
  const [, topic] = /\b(\p{L}{3,30})[\s-]+(?:workshop|training)\b/iu.exec(text) ?? [];
  if (topic !== undefined && !notATopic.test(topic)) return topic.toLowerCase();
  if (/\bsales[\s-]+(?:call|conversation|coaching)\b/i.test(text)) return 'sales';
  return /\b(?:customer[\s-]+)?service[\s-]+(?:1\s?(?::|-|on|to)\s?1|one[\s-](?:on|to)[\s-]one|call)\b/i.test(
    text,
  )
    ? 'service'
    : undefined;
}
