import { readFileSync } from 'node:fs';

interface DemoFile {
  people: { email: string; name: string }[];
  channels: { name: string; members: string[] }[];
}

export const demo = JSON.parse(
  readFileSync(new URL('../../../demo/organization.json', import.meta.url), 'utf8'),
) as DemoFile;

export const transcript = (name: string): string =>
  readFileSync(new URL(`../../../demo/transcripts/${name}`, import.meta.url), 'utf8');
