import type { Audience } from '../../coaching/access/audience.ts';
import { words } from '../words/en.ts';

/** Who can see a message, for its footer. */
export function audienceLine(audience: Audience): string {
  return audience.kind === 'direct' ? words.audience.direct : words.audience.shared(audience.label);
}
