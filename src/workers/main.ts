import { reportStartFailure, runUntilSignal } from '../app/run-until-signal.ts';
import { startWorkers } from '../app/start-all.ts';

// The workers alone: answer what waits in the inbox. Any number may run side by side.
try {
  await runUntilSignal(await startWorkers(process.env));
} catch (error) {
  reportStartFailure(error);
}
