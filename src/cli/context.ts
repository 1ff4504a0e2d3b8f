import type { Command } from 'commander';
import { createLogger } from '../app/pino-logger.ts';
import { openCore, type Core } from '../app/open-core.ts';
import { seedDemoOrganization } from '../app/seed-demo.ts';
import type { Actor } from '../coaching/people/user.ts';
import { toActor } from '../coaching/people/user.ts';
import { readConfig } from '../config/read-config.ts';
import { AppError } from '../shared/errors.ts';
import { createOutput, reportFailure, type Output } from './output.ts';

export interface CliContext {
  core: Core;
  output: Output;
  organizationId: string;
  /** The person of `--as EMAIL`; audited. @throws AppError CLI_001 */
  actorOf: (email: string) => Promise<Actor>;
  /** Who reads: the person of `--as EMAIL`, or an admin, as whom the operator may see everything that is kept here. */
  readerOf: (email: string | undefined) => Promise<Actor>;
}

export interface GlobalOptions {
  json?: boolean;
  organization?: string;
}

const globals = (command: Command): GlobalOptions => command.optsWithGlobals<GlobalOptions>();

/** The demo, the one named by `--organization`, or the only one there is. */
async function organizationFor(core: Core, wanted: string | undefined): Promise<string> {
  if (wanted !== undefined) return wanted;
  const demo = await core.dispatcher.demoOrganization();
  if (demo !== undefined) return demo;
  const [only, ...others] = await core.dispatcher.organizationIds();
  if (only !== undefined && others.length === 0) return only;
  throw new AppError({
    code: 'CLI_002',
    message: 'No organisation, or several.',
    userMessage:
      only === undefined
        ? 'There is no organisation yet. Create one with: npx threadcoach org create NAME --admin EMAIL'
        : `There are several organisations. Choose one with --organization ID: ${[only, ...others].join(', ')}`,
  });
}

/** Opens everything for the time of one command, and closes it whatever happens. The exit code is 0 or 1. */
export async function withCore(
  command: Command,
  work: (context: CliContext) => Promise<void>,
): Promise<void> {
  const { json = false, organization } = globals(command);
  const output = createOutput(json);
  let core: Core | undefined;
  try {
    const config = readConfig(process.env);
    core = await openCore(config, {
      logger: createLogger(config.logLevel ?? 'warn'),
      onProgress: (step) => output.progress(step),
    });
    const opened = core;
    // After `npm ci` alone, the first command finds the demo organisation too.
    if (core.services.embedded) await seedDemoOrganization(core, (step) => output.progress(step));
    const organizationId = await organizationFor(core, organization);
    const actorOf = async (email: string): Promise<Actor> => {
      const user = await opened.users.findByEmail(organizationId, email);
      if (user !== undefined) return toActor(user);
      throw new AppError({
        code: 'CLI_001',
        message: 'Nobody has this address.',
        userMessage: `Nobody in the organisation has the address ${email}. See: npx threadcoach people list`,
      });
    };
    await work({
      core,
      output,
      organizationId,
      actorOf,
      async readerOf(email) {
        if (email !== undefined) return actorOf(email);
        const admin = (await opened.users.list(organizationId)).find((user) => user.role === 'ADMIN');
        if (admin !== undefined) return toActor(admin);
        throw new AppError({
          code: 'CLI_007',
          message: 'No admin to read as.',
          userMessage: 'The organisation has no admin. Say who reads with --as EMAIL.',
        });
      },
    });
  } catch (error) {
    process.exitCode = reportFailure(error);
  } finally {
    await core?.close();
  }
}
