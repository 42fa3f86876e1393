/** `into.push(...items)` for any number of items: as arguments of one call, some 100,000 overflow the stack. */
export function append<T>(into: T[], items: Iterable<T>): void {
  for (const item of items) into.push(item);
}
