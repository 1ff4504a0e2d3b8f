import type { ChildProcess } from 'node:child_process';
import type { PlaygroundConfig } from './playground-config.mjs';

export declare function startPlayground(options: {
  botUrl: string;
  folder: string;
  config: PlaygroundConfig;
  port?: number;
}): Promise<{ url: string; child: ChildProcess; stop: () => Promise<void> }>;
