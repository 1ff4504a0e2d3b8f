import type { Json } from './types.ts';

/** Fields of loose JSON, read without surprises. */
export const str = (value: unknown): string => (typeof value === 'string' ? value : '');
export const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
