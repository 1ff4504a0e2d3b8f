import { findPhoneNumbersInText, type CountryCode } from 'libphonenumber-js/min';
import { isCardNumber, isIban } from './check-digits.ts';
import type { MaskedSpan } from './masked-span.ts';
import { fewestDigits, isCounting } from './number-words.ts';

/** Seven digits and more, with blanks, dots, dashes or brackets between them; `,` parts numbers of a list. */
const longFigure = /(?<![\p{L}\p{N}])(?:\+|\(\+?)?\d(?:[\s\u2028().\-–—]{0,3}\d){6,29}(?![\p{N}])/gu;
/** Spaced by commas, as people read them: `4, 1, 1, 1, …`. */
const readOut = /(?<![\p{L}\p{N}])\d{1,4}(?:\s*,\s+\d{1,4}|\s+\d{1,4}){3,}(?![\p{L}\p{N}])/gu;
const iban = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ \u2028-]?[A-Z0-9]){11,30}(?![\p{L}\p{N}])/gu;
const ssn = /^\d{3}[- ]\d{2}[- ]\d{4}$/;
/** British, Spanish and French numbers that have letters in them. */
const lettered =
  /(?<![\p{L}\p{N}])(?:[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]|\d{8}-?[A-HJ-NP-TV-Z]|[XYZ]-?\d{7}-?[A-Z])(?![\p{L}\p{N}])/gu;
const currencyBefore = /(?:[$€£¥₹]|\b(?:USD|EUR|CHF|GBP|JPY|INR|Rs\.?))\s*$/i;
const unitBehind =
  /^\s*(?:[$€£¥₹%]|(?:million|billion|thousand|dollars?|euros?|pounds?|francs?|yen|rupees?|USD|EUR|CHF|GBP|percent|people|users?|customers?|bytes?|views?|steps?)\b)/i;

/** Where a number without its country code may come from. */
const countries: readonly CountryCode[] = ['US', 'GB', 'DE', 'FR', 'ES', 'CH', 'IN', 'AU'];

/** Cards, accounts, phones, national ids and other long numbers in figures. */
export function findFigures(text: string): MaskedSpan[] {
  if (!/\d/.test(text)) return [];
  const spans: MaskedSpan[] = [];
  for (const match of text.matchAll(iban)) {
    // The pattern may have run on into the next word: the longest start that checks.
    for (let length = match[0].length; length >= 15; length -= 1) {
      const part = match[0].slice(0, length);
      if (!isIban(part.replace(/[ \u2028-]/g, ''))) continue;
      spans.push({ start: match.index, end: match.index + length, label: '[bank account]' });
      break;
    }
  }
  for (const match of text.matchAll(lettered)) {
    spans.push({ start: match.index, end: match.index + match[0].length, label: '[national id]' });
  }
  for (const pattern of [longFigure, readOut]) {
    for (const match of text.matchAll(pattern)) {
      const label = labelOf(
        match[0],
        text.slice(Math.max(0, match.index - 8), match.index),
        text.slice(match.index + match[0].length, match.index + match[0].length + 16),
      );
      if (label !== undefined) spans.push({ start: match.index, end: match.index + match[0].length, label });
    }
  }
  return spans;
}

function labelOf(figure: string, before: string, behind: string): MaskedSpan['label'] | undefined {
  const digits = figure.replace(/\D/g, '');
  if (digits.length < fewestDigits) return undefined;
  if (isCardNumber(digits)) return '[card number]';
  if (ssn.test(figure)) return '[national id]';
  if (isHarmless(figure, digits) || currencyBefore.test(before) || unitBehind.test(behind)) return undefined;
  return isPhone(figure) || /^(?:\+|00|0|\()/.test(figure) || /^\d{3}[\s.-]\d{4}$/.test(figure)
    ? '[phone number]'
    : '[number]';
}

/** Amounts, dates, years, fractions, counting. */
function isHarmless(figure: string, digits: string): boolean {
  return (
    // 1.000.000, and 2 500 000 as it is written in French.
    /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(figure) ||
    /^[1-9]\d{0,2}(?:[ \u00A0]\d{3})*(?:[ \u00A0]000)$/.test(figure) ||
    // 3.14159265
    /^\d{1,4}\.\d+$/.test(figure) ||
    // 2026-11-12, 12.11.2026, with a time or another such date behind it
    /^(?:(?:19|20)\d{2}[-.]\s?\d{1,2}[-.]\s?\d{1,2}|\d{1,2}[-.]\s?\d{1,2}[-.]\s?(?:19|20)?\d{2})(?:[\s–—-]+.{0,24})?$/.test(
      figure,
    ) ||
    // 2019 2020 2021, 2024-2025
    /^(?:(?:19|20)\d{2})(?:[\s–—-]{1,3}(?:19|20)\d{2})+$/.test(figure) ||
    isCounting(digits) ||
    isCountingUp(figure)
  );
}

/** 10 20 30 40, 8 9 10 11: numbers in even steps. */
function isCountingUp(figure: string): boolean {
  const numbers = figure.split(/\D+/).filter(Boolean).map(Number);
  const steps = new Set(numbers.slice(1).map((number, at) => number - (numbers[at] ?? 0)));
  const [step = 0] = steps;
  return numbers.length > 2 && steps.size === 1 && step !== 0 && Math.abs(step) <= 10;
}

function isPhone(figure: string): boolean {
  if (figure.startsWith('+')) return findPhoneNumbersInText(figure).length > 0;
  // Digits without a blank are rather an order's or an account's; only ten of them are written like that by habit.
  if (/^\d+$/.test(figure)) {
    return figure.length <= 11 && findPhoneNumbersInText(figure, { defaultCountry: 'US' }).length > 0;
  }
  return countries.some((defaultCountry) => findPhoneNumbersInText(figure, { defaultCountry }).length > 0);
}
