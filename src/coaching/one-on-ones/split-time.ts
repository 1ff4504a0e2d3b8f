/**
 * Splits whole minutes by weight, so that they add up to all of them and each part has at least one where there are enough.
 * @param weights above zero
 */
export function splitTime(minutes: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const base = minutes >= weights.length ? 1 : 0;
  const shares = weights.map((weight) => base + ((minutes - base * weights.length) * weight) / total);
  const whole = shares.map(Math.floor);
  let left = minutes - whole.reduce((sum, part) => sum + part, 0);
  // The largest remainders get what rounding left; of equal ones the first.
  const order = shares
    .map((share, at) => ({ at, rest: share - Math.floor(share) }))
    .sort((one, other) => other.rest - one.rest || one.at - other.at);
  for (const { at } of order) {
    if (left <= 0) break;
    whole[at] = (whole[at] ?? 0) + 1;
    left -= 1;
  }
  return whole;
}
