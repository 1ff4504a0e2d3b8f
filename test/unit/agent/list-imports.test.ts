import { StreamedText } from '../../../src/agent/streamed-text.ts';
import { listImportsTool } from '../../../src/agent/tools/list-imports.ts';
import { AgentRun } from '../../../src/agent/agent-run.ts';
import type { AgentInput } from '../../../src/agent/agent.ts';
import type { ImportLog } from '../../../src/coaching/imports/import.ts';
import type { Role } from '../../../src/coaching/people/user.ts';

const asked: string[] = [];
const log: ImportLog = {
  ...{ id: 'i1', organizationId: 'o', type: 'users', fileName: 'hush.csv', fileSize: 1, fileHash: 'h' },
  ...{ status: 'success', mapping: { columns: [], dates: 'iso' }, totalRows: 3, processedRows: 3 },
  ...{ successfulRows: 3, failedRows: 0, skippedRows: 0, rollbackAvailable: true },
  createdAt: new Date('2026-11-20T09:00:00Z'),
};
const tool = listImportsTool({
  imports: {
    list: ({ id }) => {
      asked.push(id);
      return Promise.resolve([log]);
    },
  },
});
const inputOf = (role: Role, kind: 'direct' | 'shared' = 'direct'): AgentInput =>
  // Safe cast: what the tool looks at.
  ({ actor: { id: 'me', role, timezone: 'UTC' }, audience: { kind } }) as unknown as AgentInput;

it.each<[Role, 'direct' | 'shared', boolean]>([
  ['ADMIN', 'direct', true],
  ['TEAM_LEADER', 'direct', true],
  ['MANAGER', 'direct', true],
  ['COACH', 'direct', false],
  ['AGENT', 'direct', false],
  ['ADMIN', 'shared', false],
])('a model of %s in a %s place may list imports: %s', (role, kind, may) => {
  expect(tool.available(inputOf(role, kind))).toBe(may);
});

it('lists those of whoever asks, and tells the model no name of a file', async () => {
  const { signal } = new AbortController();
  const input = inputOf('ADMIN');
  const run = new AgentRun(input, signal, new StreamedText(undefined), log.createdAt);
  const { text, views } = await tool.run({ input, args: {}, signal, run });
  expect(asked).toEqual(['me']);
  expect(text).not.toContain('hush');
  expect(JSON.stringify(views)).toContain('hush.csv');
});
