/** What bundle.mjs makes one file of. Nothing of either is evaluated before it is asked for. */
export const main = () => import("./main.ts");
export const gatewayProcess = () => import("./cli/gateway-process.ts");
