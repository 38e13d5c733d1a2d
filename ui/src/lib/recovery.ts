// Which groups of the recovery key are asked back.

/** Two different places, neither the first one, so that a sheet that was only begun is noticed. */
export function askedGroups(count: number, random: () => number = Math.random): [number, number] {
  const first = 1 + Math.floor(random() * Math.max(1, count - 2));
  const rest = count - 1 - first;
  const second = rest > 0 ? first + 1 + Math.floor(random() * rest) : 0;
  return [first, second];
}
