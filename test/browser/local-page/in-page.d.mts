export function fitsScreen(): boolean;
export function runningAnimations(): number;
export function lowContrast(): string[];
