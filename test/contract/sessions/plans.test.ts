import { openFakeSessionWorld, openRealSessionWorld } from '../../support/session-worlds.ts';
import { plansContract } from './plans.contract.ts';

describe('planned sessions in memory', () => plansContract(openFakeSessionWorld));
describe('planned sessions on PostgreSQL', () => plansContract(openRealSessionWorld));
