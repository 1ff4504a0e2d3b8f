import { spansOf, type MaskedSpan } from './masked-span.ts';

const month =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|januar|februar|märz|mai|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre';
const day = String.raw`\d{1,2}(?:st|nd|rd|th|\.)?`;
const anyDate = String.raw`(?:\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,4}|(?:the\s+)?${day}\s+(?:of\s+|de\s+)?(?:${month})\b\.?,?\s*(?:de\s+)?(?:(?:19|20)\d{2}|[’']?\d{2}\b)?|(?:${month})\b\.?\s+(?:the\s+)?${day}(?:,?\s*(?:(?:19|20)\d{2}))?)`;
const born = new RegExp(
  String.raw`\b(?:date\s+of\s+birth|birth\s?date|birthday|d\.?\s?o\.?\s?b\.?|born|geburtsdatum|geboren|fecha\s+de\s+nacimiento|nac[ií]|date\s+de\s+naissance|née?\s+le)(?:[\s:,]|\b(?:is|was|on|in|am|es|el|est|le|uh|um|my|it[’']s)\b){1,8}(?<it>${anyDate})`,
  'giu',
);

/** Digits in figures or words: `1234`, `1 2 3 4`, `one two three four`. */
const someDigits = String.raw`(?:(?:\d|zero|oh|one|two|three|four|five|six|seven|eight|nine)(?:[\s,.\-–]{0,2}(?:\d|zero|oh|one|two|three|four|five|six|seven|eight|nine)){2,11})`;
const link = String.raw`(?:\s+(?:number|code|no\.?))?(?:[\s:=,–-]|\b(?:is|was|are|it[’']s|ist|es|est|uh|um|ends?\s+(?:in|with)|on\s+the\s+back)\b){1,8}`;
const codes = new RegExp(
  String.raw`\b(?:pin|cvv2?|cvc2?|security\s+code|verification\s+code|one[- ]time\s+(?:code|password)|access\s+code|passcode|otp|code\s+on\s+the\s+back)${link}(?<it>${someDigits})(?![\p{L}\p{N}])`,
  'giu',
);
const ids = new RegExp(
  String.raw`\b(?:social\s+security|ssn|(?:of\s+)?(?:my|your|the|his|her)\s+social|passport|national\s+insurance|tax\s+id|driver[’']?s\s+licen[cs]e|identity\s+card|ahv)${link}(?<it>[A-Z]{0,2}${someDigits}|[A-Z]{1,3}\d{5,9})(?![\p{L}\p{N}])`,
  'giu',
);
const cards = new RegExp(
  String.raw`\b(?:(?:credit|debit|visa|bank)\s+card|card\s+number|account\s+number|routing\s+number|sort\s+code|card\s+ending)${link}(?<it>${someDigits})(?![\p{L}\p{N}])`,
  'giu',
);
const password =
  /\b(?:password|passphrase|passwort|kennwort|contraseña|mot\s+de\s+passe)(?:\s*[:=]\s*|\s+(?:is|was|ist|es|est)\s*:?\s+|\s*,\s*)(?<quote>["“'«]?)(?<it>[^\s"”»]{3,64})/giu;

/** Words that tell about a password instead of being one. */
const aboutPasswords = new Set(
  'wrong expired incorrect correct not the that this still too reset required secure safe weak strong okay okey okay, going being gone always never really just what when where why how something somewhere anything only also already now here there good bad fine set saved stored changed locked case different same correct, wrong, for and but with your his her our their very one longer missing needed empty in on at it he she they you we'.split(
    ' ',
  ),
);

/** What is said to be a password, PIN, security code, national id, card or account, or a date of birth. */
export function findSaidSecrets(text: string): MaskedSpan[] {
  return [
    ...spansOf(text, born, '[date of birth]'),
    ...spansOf(text, codes, '[secret]'),
    ...spansOf(text, ids, '[national id]'),
    ...spansOf(text, cards, '[card number]'),
    ...spansOf(text, password, '[secret]')
      .map((span) => ({
        ...span,
        end: span.end - (/[.,;:!?]+$/.exec(text.slice(span.start, span.end))?.[0].length ?? 0),
      }))
      .filter(({ start, end }) => end > start && !aboutPasswords.has(text.slice(start, end).toLowerCase())),
  ];
}
