import { reportStartFailure, runUntilSignal } from '../app/run-until-signal.ts';
import { startBot } from '../app/start-all.ts';

// The web server alone: takes messages in and answers queries. Any number may run side by side.
try {
  await runUntilSignal(await startBot(process.env));
} catch (error) {
  reportStartFailure(error);
}
