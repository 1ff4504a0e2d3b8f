/** Text that people wrote, for a frame in a prompt: angle brackets show as another character, so that it cannot close it. */
export const inertText = (text: string): string =>
  text.replaceAll('<', '‹').replaceAll('>', '›').replaceAll('"', '”');
