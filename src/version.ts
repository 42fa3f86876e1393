/** The package's version: in answers to `--version` and in audit's open event. A test keeps it equal to package.json. */
export const version = "0.1.0";
