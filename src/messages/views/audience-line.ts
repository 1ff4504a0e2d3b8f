import type { Audience } from '../../coaching/access/audience.ts';
import { words } from '../words/en.ts';

/** Who can see a message, for its footer. */
export function audienceLine(audience: Audience): string {
  return audience.kind === 'direct' ? words.audience.direct : words.audience.shared(audience.label);
}

/** Whether a footer says it already, in words of its own ("The coach and admins can see this"). */
export const saysWhoCanSee = (footer: string): boolean => /\bcan see\b/.test(footer);
