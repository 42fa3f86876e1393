/** From the configuration to what the data path uses: profiles resolved, names compiled, credentials behind functions. */
import type { Config, Connection as Configured } from "../config/config.ts";
import type { FieldNames } from "../inspect/field-names.ts";
import { createHeldValues } from "../inspect/held-values.ts";
import type { PolicyDetector } from "../policy/detectors.ts";
import { withHeldCredential } from "../policy/held-credential.ts";
import { createProfile } from "../policy/profile.ts";
import { REQUEST_HEADERS, RESPONSE_HEADERS } from "../protocols/http/header-lists.ts";
import { extendNames } from "../protocols/http/headers.ts";
import type { Upstream } from "../protocols/http/upstream.ts";
import type { Dialect, OpaqueKind } from "../protocols/llm/dialect.ts";
import { CleanValues } from "./clean-values.ts";
import type { Connection, Engine, Route } from "./ports.ts";
import type { RoutedConnection } from "./routes.ts";

export interface Detectors {
  readonly policy: readonly PolicyDetector[];
  readonly fields: FieldNames | undefined;
}

export interface ConnectionsOptions {
  readonly config: Config;
  readonly engine: Engine;
  /** The engine's in their order, and then those of fields; and the fields' names. */
  readonly detectors: Detectors;
  readonly upstream: Upstream;
  readonly dialects: { readonly openai: Dialect; readonly anthropic: Dialect };
  /** Null: clients bring their own. */
  readonly credential: (connection: string) => string | null;
  readonly hashKey: Uint8Array;
  readonly fingerprint: (entity: string, value: Uint8Array) => string;
  readonly policyDigest: string;
}

export function connectionsOf(options: ConnectionsOptions): RoutedConnection[] {
  return options.config.connections.map((configured) => ({
    connection: resolve(options, configured),
    prefix: configured.path,
    basePath: configured.upstream.basePath,
    endpoints: configured.endpoints,
    dialects: dialectsOf(options, configured),
  }));
}

function dialectsOf({ dialects }: ConnectionsOptions, { dialect }: Configured): readonly Dialect[] {
  switch (dialect) {
    case "openai":
      return [dialects.openai];
    case "anthropic":
      return [dialects.anthropic];
    case "auto":
      return [dialects.openai, dialects.anthropic];
    case "generic":
      return [];
  }
}

function resolve(options: ConnectionsOptions, configured: Configured): Connection {
  const { config, detectors, hashKey, fingerprint } = options;
  const policy = (direction: "request" | "response") => ({
    profile: createProfile(config, configured, direction, detectors.policy),
    ...(detectors.fields === undefined ? {} : { fields: detectors.fields }),
    hashKey,
    fingerprint,
  });
  const passes = Object.entries(configured.uninspectable).flatMap(([kind, action]) =>
    action === "pass" ? [kind as OpaqueKind] : [],
  );
  const secret = options.credential(configured.name);
  const response = policy("response");
  const held = secret === null ? undefined : createHeldValues(secret);
  return {
    name: configured.name,
    engine: options.engine,
    mode: configured.mode,
    durable: configured.durable,
    upstream: options.upstream,
    origin: configured.upstream.origin,
    request: policy("request"),
    response: held === undefined ? response : { ...response, held, profile: withHeldCredential(response.profile) },
    policyDigest: options.policyDigest,
    passes: new Set(passes),
    keepLogprobs: configured.logprobs === "keep",
    credential: secret === null ? undefined : (route) => credentialHeader(configured, route, secret),
    clean: { request: new CleanValues(), response: new CleanValues() },
    headers: {
      request: extendNames(REQUEST_HEADERS, configured.headers.request),
      response: extendNames(RESPONSE_HEADERS, configured.headers.response),
    },
  };
}

/** As the endpoint's provider wants it: OpenAI a bearer token, Azure `api-key`, Anthropic `x-api-key`. */
function credentialHeader(configured: Configured, route: Route, secret: string): { header: string; value: string } {
  const header =
    configured.credentialHeader === "dialect"
      ? route.dialect?.name === "anthropic"
        ? "x-api-key"
        : "authorization"
      : configured.credentialHeader;
  return { header, value: header === "authorization" ? `Bearer ${secret}` : secret };
}
