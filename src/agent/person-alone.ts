import type { AgentInput } from './agent.ts';

/** Whether the person whom it is about asks, and nobody else reads: what tools about what is theirs alone require. */
export const isPersonAlone = ({
  audience,
  spokenFor = false,
}: Pick<AgentInput, 'audience' | 'spokenFor'>): boolean => audience.kind === 'direct' && !spokenFor;
