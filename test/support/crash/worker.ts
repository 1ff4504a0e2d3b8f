// A worker of the product, for the crash test: reads what its fate is from its standard input, works, says where it stands
// still, and waits to be killed. Run like web.ts.
import { createInterface } from 'node:readline';
import { openCore } from '../../../src/app/open-core.ts';
import { work } from '../../../src/app/work.ts';
import { readConfig } from '../../../src/config/read-config.ts';
import { Doom } from './doom.ts';
import { createMortalSystem } from './mortal-system.ts';
import { pageStore, processLogger, say } from './process.ts';
import type { Orders } from './protocol.ts';

const config = readConfig(process.env);
const core = await openCore(config, { logger: processLogger(config) });
const [organizationId = '', detail] = process.argv.slice(2);
say({ kind: 'ready' });
const orders = await new Promise<Orders>((resolve) => {
  createInterface({ input: process.stdin }).once('line', (line) => resolve(JSON.parse(line) as Orders));
});
const fateOf = (key: string) =>
  orders.turns[key] ??
  (key.startsWith('session:') && !orders.spared.includes(key) ? orders.sessions : undefined);
const doom = new Doom(fateOf, {
  onHalt: (key, name) => say({ kind: 'halted', key, name }),
  onEnd: (key, steps) => say({ kind: 'ended', key, steps }),
});
const store = pageStore(core, organizationId);
await work(createMortalSystem(core, store, doom, { processingSteps: detail === 'processing' }));
