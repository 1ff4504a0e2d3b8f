import type { OwnStanding } from '../../coaching/performance/compare-with-peers.ts';
import { definitionOf } from '../../coaching/performance/metric.ts';
import { historyPeriod } from '../../coaching/performance/read-history-period.ts';
import type { Action, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { periodName } from './period-words.ts';

const { peers: say } = words.figures;

/** Where the asker's scores stand among their peers', for their eyes alone. @param left they have just turned it off */
export function peerStandingView({ isIn, month, scores }: OwnStanding, left = false): Message {
  const name = periodName(historyPeriod('month', month));
  const action: Action = isIn
    ? { id: 'peers.leave', label: say.turnOff, value: '' }
    : { id: 'peers.join', label: say.on, value: '' };
  const lead = isIn ? (scores.length === 0 ? say.few(name) : say.in(name)) : left ? say.left : say.off;
  return {
    view: 'figures.peers',
    summary: say.summary,
    blocks: [
      { kind: 'heading', text: say.title },
      { kind: 'text', markdown: lead },
      ...(scores.length === 0
        ? []
        : [
            {
              kind: 'fields' as const,
              items: scores.map(({ metric, percentile }) => ({
                label: definitionOf(metric).label,
                value: say.standing(percentile),
              })),
            },
          ]),
      { kind: 'actions', actions: [action] },
    ],
    footer: say.footer,
  };
}
