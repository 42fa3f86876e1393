/** Invented characters of the usual alphabets: `count` of them from the place `at` on. Random once, and the same ever since. */
const hexDigits =
  "9f3a61c07be84d25a1c6f08e3b7d42956a0cbd18e7f2543910dce8b6a47f32c5d8b09e1f64a7c3521be80d9f5a36c7e4028b1dfa5960ce73" +
  "4db81f6ac2097e3558fd0b6e91a4c72d30bf86e5a19c47d20e7b4f58c6139ad0f2e86b5c7d3014a9";
const decimals = "4817205936170482953861740293581647091835274609153827640519283746150938472615";
const lowerCase =
  "k7w2q9xz4m1tb8vc5rj0hn3gf6ydp8su2la7ei4ow9kq1zx5cv3bn6mt0rj8hg2fd7ys4pa1lu9ie6ow3k5qzx8cvb2nm4tr7jh0gf1dy9sp";
const mixedCase =
  "a8Fk2LmQ9ZxT4cV7bN1wR6yH3uJ5eD0sGpKoXi2BvC7tMqW4nEzYr9AlU1hS6gT3dP8fO5jI0kRbX4mZqN7vL2wC9yHaE3uG6sJ1tD8pFo5KiB0xV";

const from = (characters: string, count: number, at: number): string =>
  characters.repeat(1 + Math.ceil((at + count) / characters.length)).slice(at, at + count);

export const hex = (count: number, at = 0): string => from(hexDigits, count, at);
export const digits = (count: number, at = 0): string => from(decimals, count, at);
export const lower = (count: number, at = 0): string => from(lowerCase, count, at);
export const mixed = (count: number, at = 0): string => from(mixedCase, count, at);
export const upper = (count: number, at = 0): string => lower(count, at).toUpperCase();

export const uuid = (at = 0): string =>
  [hex(8, at), hex(4, at + 8), hex(4, at + 12), hex(4, at + 16), hex(12, at + 20)].join("-");

/** The pattern of a UUID, in either case. */
export const uuidPattern = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
