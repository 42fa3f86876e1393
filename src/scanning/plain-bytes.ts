/** What the engine's library does for codecs: looks at many bytes at once. */
export { plainTo } from "./addon.ts";
