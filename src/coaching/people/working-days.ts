const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const dayName = '(mon|tue|wed|thu|fri|sat|sun)[a-z]*';
const range = new RegExp(String.raw`\b${dayName}\s*(?:-|–|to)\s*${dayName}\b`, 'i');
const single = new RegExp(String.raw`\b${dayName}\b`, 'gi');

const indexOf = (name: string): number => names.indexOf(name.slice(0, 3).toLowerCase());

/**
 * On which days of the week somebody works, from 1 (Monday) to 7 (Sunday) in that order, as their shift pattern says:
 * `Tue-Sat 10:00-18:00`, `Mon, Wed, Fri`. A pattern that names no days ("Rotating"), or none: the weekdays.
 */
export function workingDaysOf(shiftPattern = ''): readonly number[] {
  const span = range.exec(shiftPattern);
  if (span !== null) {
    const [first, last] = [indexOf(span[1] ?? ''), indexOf(span[2] ?? '')];
    const length = ((last - first + 7) % 7) + 1;
    return Array.from({ length }, (_, offset) => ((first + offset) % 7) + 1).sort(
      (one, other) => one - other,
    );
  }
  const named = new Set([...shiftPattern.matchAll(single)].map(([, name = '']) => indexOf(name) + 1));
  return named.size === 0 ? [1, 2, 3, 4, 5] : [...named].sort((one, other) => one - other);
}
