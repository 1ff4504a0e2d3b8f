import { openFakeSessionWorld, openRealSessionWorld } from '../../support/session-worlds.ts';
import { processingLedgerContract } from './processing-ledger.contract.ts';

describe('the steps of processing in memory', () => processingLedgerContract(openFakeSessionWorld));
describe('the steps of processing on PostgreSQL', () => processingLedgerContract(openRealSessionWorld));
