import { openFakeSessionWorld, openRealSessionWorld } from '../../support/session-worlds.ts';
import { approvalsContract } from './approvals.contract.ts';

describe('approvals in memory', () => approvalsContract(openFakeSessionWorld));
describe('approvals on PostgreSQL', () => approvalsContract(openRealSessionWorld));
