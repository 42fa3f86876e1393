/** What the addon does with a key: nothing of the engine, but nothing that JavaScript should do for each value either. */
export { fingerprintOf } from "./addon.ts";
