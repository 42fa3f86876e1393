/** The parts of a gateway that are needed once its threads have been started: gateway.ts loads them while those get ready. */
export { createAdminListener } from "./admin/admin-listener.ts";
export { createMetrics } from "./metrics/metrics.ts";
export { connectionsOf } from "./pipeline/connections.ts";
export { createExchanges } from "./pipeline/exchanges.ts";
export { createRoutes } from "./pipeline/routes.ts";
export { createListener } from "./protocols/http/create-listener.ts";
export { createUpstream } from "./protocols/http/upstream-client.ts";
export { anthropic } from "./protocols/llm/anthropic.ts";
export { openai } from "./protocols/llm/openai.ts";
