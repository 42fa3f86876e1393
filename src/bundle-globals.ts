/**
 * What Node keeps behind getters of the global object, taken once: in the bundle these stand in their place (bundle.mjs), and are
 * asked for some hundred times in an exchange.
 */
const { Buffer, performance } = globalThis;

export { Buffer, performance };
