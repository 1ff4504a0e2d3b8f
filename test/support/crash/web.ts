// The part of the product that takes messages in, for the crash test: from the stand-in and the page side by side. Run from
// JavaScript made of these sources (built-product.ts); the configuration comes in the environment, as in production.
import { assemble } from '../../../src/app/assemble.ts';
import { createPlatforms } from '../../../src/app/create-platforms.ts';
import { openCore } from '../../../src/app/open-core.ts';
import { serve } from '../../../src/app/start-all.ts';
import { readConfig } from '../../../src/config/read-config.ts';
import { pageStore, processLogger, say } from './process.ts';
import { seedChannel, seedOrganization } from './seed.ts';

const config = readConfig(process.env);
const core = await openCore(config, { logger: processLogger(config) });
const [slackTeam = ''] = process.argv.slice(2);
const organizationId = await seedOrganization(core, slackTeam);
const localStore = pageStore(core, organizationId);
await seedChannel(core, localStore, organizationId);
// The page exists only where no platform is configured; here both are.
const withoutSlack = { ...config };
delete withoutSlack.slack;
const slack = createPlatforms(core, undefined);
const page = createPlatforms({ ...core, config: withoutSlack }, localStore);
const system = assemble(
  core,
  {
    outbound: new Map([...page.outbound, ...slack.outbound]),
    open: async (inbound) => [...(await slack.open(inbound)), ...(await page.open(inbound))],
  },
  localStore,
);
const { address } = await serve({ ...config, port: 0 }, system);
say({ kind: 'serving', address, organizationId });
