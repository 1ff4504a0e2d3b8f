import type { SessionParticipant } from './session.ts';

/** Whether a summary is drafted for a participant: not for the one who led the session, nor for who said next to nothing. */
export const needsSummary = ({ isFacilitator, turns, insight }: SessionParticipant): boolean =>
  !isFacilitator && turns > 0 && insight?.engagement.level !== 'silent';
