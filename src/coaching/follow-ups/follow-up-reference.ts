/** What a button carries: which follow-up, at which version the person saw it, and for some of them a moment. Ids only. */
export interface FollowUpReference {
  id: string;
  version: number;
  at?: Date;
}

export const formatFollowUpReference = ({ id, version, at }: FollowUpReference): string =>
  `${id}:${version}${at === undefined ? '' : `:${at.getTime()}`}`;

/** Undefined when the value did not come from `formatFollowUpReference`. */
export function parseFollowUpReference(value: string): FollowUpReference | undefined {
  const match = /^([0-9a-f-]{36}):([1-9]\d{0,8})(?::(\d{1,15}))?$/i.exec(value);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  const at = match[3] === undefined ? {} : { at: new Date(Number(match[3])) };
  return { id: match[1], version: Number(match[2]), ...at };
}
