/** The code of a system's error (`ENOENT`); never its message, which quotes paths. Undefined: it has none. */
export const systemCode = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;
