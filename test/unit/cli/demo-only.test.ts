import { requireDemo } from '../../../src/cli/demo-only.ts';
import { onlyInChat } from '../../../src/coaching/connections/connection-errors.ts';
import { goalsArePrivate } from '../../../src/coaching/growth/growth-errors.ts';
import { chatOnly } from '../../../src/coaching/privacy/privacy-errors.ts';

const inOrganization = (isDemo: boolean) => ({
  organizationId: 'o',
  core: {
    organizations: { find: () => Promise.resolve({ id: 'o', name: 'O', isDemo, requireOffline: false }) },
  },
});

it.each([
  ['goals', goalsArePrivate, 'GROWTH_010'],
  ['connections', onlyInChat, 'CONNECT_005'],
  ['a person’s own data', chatOnly, 'PRIVACY_003'],
])('opens %s in the demo, and elsewhere says where they open', async (_what, refusal, code) => {
  await expect(requireDemo(inOrganization(true), refusal)).resolves.toBeUndefined();
  await expect(requireDemo(inOrganization(false), refusal)).rejects.toMatchObject({
    code,
    userMessage: expect.stringMatching(/chat|direct message/) as string,
  });
});
