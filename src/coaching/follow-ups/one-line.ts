/** A header's value: no line breaks or other control characters, which could begin a header of their own. */
export const oneLine = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- control characters are what is taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
