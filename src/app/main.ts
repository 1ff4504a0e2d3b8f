import { reportStartFailure, runUntilSignal } from './run-until-signal.ts';
import { startAll } from './start-all.ts';

// `npm start`: web server, bot and workers in one process.
try {
  await runUntilSignal(await startAll(process.env));
} catch (error) {
  reportStartFailure(error);
}
