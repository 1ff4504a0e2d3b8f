/** Cards, accounts, phones: runs of seven digits and more, with blanks, dots or dashes between them. */
const longNumber = /\+?\d(?:[\s().-]{0,2}\d){6,}/g;
const address = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;

/** What was said, without numbers and addresses by which a customer could be reached or charged. */
export const maskPersonalData = (text: string): string =>
  text.replace(address, '•••').replace(longNumber, '•••');
