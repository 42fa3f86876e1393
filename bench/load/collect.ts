/**
 * Loaded into a measured process before its own code (`--import`, with `--expose-gc`): SIGUSR2 collects all garbage, so
 * that what stays resident is what is in use.
 */
declare function gc(options: { readonly type: "major"; readonly flavor: "last-resort" }): void;

process.on("SIGUSR2", () => gc({ type: "major", flavor: "last-resort" }));
