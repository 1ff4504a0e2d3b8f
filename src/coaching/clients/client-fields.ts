import { z } from 'zod';
import { isTimeZone } from '../../shared/time-zone.ts';

const optionalText = z
  .string()
  .trim()
  .max(200, 'is too long')
  .nullish()
  .transform((value) => (value === '' || value == null ? undefined : value));

/** What a person writes about a client, in a form, a file or a command. */
export const clientFields = z.object({
  name: z.string('is missing').trim().min(1, 'is missing').max(120, 'is too long'),
  email: optionalText
    .transform((value) => value?.toLowerCase())
    .pipe(z.email({ message: 'is not an e-mail address' }).optional()),
  phone: optionalText,
  /** IANA zone; undefined: not said. */
  timezone: optionalText.refine((zone) => zone === undefined || isTimeZone(zone), {
    message: 'is not a time zone, such as Europe/London',
  }),
  tags: z
    .union([z.array(z.string()), optionalText.transform((value) => value?.split(/[;|]/) ?? [])])
    .transform((tags) => [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))]),
});
export type ClientFields = z.output<typeof clientFields>;

/** `email is not an e-mail address`, one a fault. */
export const faultsOf = (error: z.ZodError): string[] =>
  error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim());
