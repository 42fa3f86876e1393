/** Where the checkout lies: two folders above a built file, one above its source (tests run that). */
import { fileURLToPath } from "node:url";

const root = import.meta.url.endsWith(".ts") ? "../" : "../../";

/** A path of the checkout, absolute. */
export const fromRoot = (path: string): string => fileURLToPath(new URL(root + path, import.meta.url));
