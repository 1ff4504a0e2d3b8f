import type { CoachedPeople } from '../../coaching/care/ports.ts';
import type { Dispatcher } from '../dispatcher.ts';

/** Talks are their owners' alone: only the dispatcher's role, which reads their times and no words, can count them. */
export const createCoachedPeople = ({ coachedPeople }: Pick<Dispatcher, 'coachedPeople'>): CoachedPeople => ({
  count: coachedPeople,
});
