import { servicesKey } from './global-setup.ts';

export default async function globalTeardown(): Promise<void> {
  const services = Reflect.get(globalThis, servicesKey) as { stop(): Promise<void> } | undefined;
  await services?.stop();
}
