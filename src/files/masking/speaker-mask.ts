import { findPersonalData } from './mask-text.ts';

/** Names of one file's speakers without numbers and addresses; the same name is masked the same way, others stay apart. */
export interface SpeakerMask {
  (name: string): string;
  /** How many names were changed. */
  masked(): number;
}

const email = /^([^@\s]{1,64})@[^@\s]+\.[^@\s]+$/;

/**
 * Who dials in is called by the number (`+1 555 010 0199`): `Caller 1`, `Caller 2`. An address keeps the part that is a name:
 * `priya.raman@…` stays `priya.raman`.
 */
export function createSpeakerMask(): SpeakerMask {
  const names = new Map<string, string>();
  let callers = 0;
  let masked = 0;
  const toName = (name: string): string => {
    const local = email.exec(name.trim())?.[1];
    const spans = findPersonalData(local ?? name);
    if (spans.length === 0) return local ?? name;
    let rest = local ?? name;
    for (const { start, end } of spans.toReversed()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
    rest = rest
      .replace(/[()[\]<>+,;:–-]+\s*$|^\s*[()[\]<>+,;:–-]+|\(\s*\)|<\s*>|\[\s*\]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    // `Call-in User`, `Phone`: what is left names nobody.
    if (
      /\p{L}{2}/u.test(rest) &&
      !/^(?:call(?:er|[- ]?in)?|dial[- ]?in|phone|mobile|telephone|user|guest|tel|cell|\s|\d)+$/i.test(rest)
    )
      return rest;
    callers += 1;
    return `Caller ${callers}`;
  };
  const mask = (name: string): string => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const shown = toName(name);
    if (shown !== name) masked += 1;
    names.set(name, shown);
    return shown;
  };
  return Object.assign(mask, { masked: () => masked });
}
