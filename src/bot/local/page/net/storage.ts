/** What the browser remembers between visits. Private windows and full disks may refuse: then it is forgotten. */
function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: string | undefined): void {
  try {
    if (value === undefined || value === '') localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing depends on it.
  }
}

const personKey = 'threadcoach.person';
export const rememberedPerson = (): string | undefined => read(personKey);
export const rememberPerson = (id: string): void => write(personKey, id);

const draftKey = (personId: string, spot: string): string => `threadcoach.draft.${personId}.${spot}`;
export const draftOf = (personId: string, spot: string): string => read(draftKey(personId, spot)) ?? '';
export const keepDraft = (personId: string, spot: string, text: string): void =>
  write(draftKey(personId, spot), text);

/** By conversation: the `seq` up to which it was read. Undefined: this person was never here before. */
export function readMarks(personId: string): Record<string, number> | undefined {
  try {
    const parsed: unknown = JSON.parse(read(`threadcoach.read.${personId}`) ?? 'null');
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    return Object.fromEntries(Object.entries(parsed).filter(([, seq]) => typeof seq === 'number'));
  } catch {
    return undefined;
  }
}
export const keepReadMarks = (personId: string, marks: Record<string, number>): void =>
  write(`threadcoach.read.${personId}`, JSON.stringify(marks));
