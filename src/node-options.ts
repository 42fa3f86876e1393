/**
 * What Node is started with, as it stands in the first line of main.ts too.
 *
 * Without the reducer, because its collections forget the shapes of objects that just now nobody has: between two bursts of
 * streams, those of a stream. All that V8 has compiled for them goes with them (docs/profile.md).
 */
export const nodeOptions: readonly string[] = ["--min-semi-space-size=16", "--no-memory-reducer"];
