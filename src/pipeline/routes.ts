/**
 * Which connection a request belongs to, which operation of which dialect it asks for, and whether the connection's
 * allow-list has it. Pure; built once at start.
 */
import type { Endpoint } from "../config/config.ts";
import { endpointAllowed } from "../config/places.ts";
import { failures } from "../errors.ts";
import { belowPrefix, parseTarget } from "../protocols/http/target.ts";
import { type Dialect, findOperation, type Operation } from "../protocols/llm/dialect.ts";
import type { Connection, Refused, Route } from "./ports.ts";

export interface RoutedConnection {
  readonly connection: Connection;
  /** `/`, or `/openai` without a slash at its end. */
  readonly prefix: string;
  readonly basePath: string;
  readonly endpoints: readonly Endpoint[];
  /** The first that knows the endpoint speaks; none: generic bodies. */
  readonly dialects: readonly Dialect[];
}

/** Throws `bad-request` for a target that two readers could take apart differently. */
export type FindRoute = (method: string, target: string) => Route | Refused;

/** Routes of so many different targets are remembered. */
const maxKnown = 256;

export function createRoutes(connections: readonly RoutedConnection[]): FindRoute {
  const known = new Map<string, Route>();
  return (method, raw) => {
    const asked = `${method} ${raw}`;
    const before = known.get(asked);
    if (before !== undefined) return before;
    const route = findRoute(connections, method, raw);
    // Text of a client's own stands in no such target, so nothing of it is kept.
    if (!("error" in route) && route.protocolPath && route.target.query === null && known.size < maxKnown)
      known.set(asked, route);
    return route;
  };
}

function findRoute(connections: readonly RoutedConnection[], method: string, raw: string): Route | Refused {
  const target = parseTarget(raw);
  for (const { connection, prefix, basePath, endpoints, dialects } of connections) {
    const rest = belowPrefix(target, prefix);
    if (rest === null) continue;
    const above = prefix.split("/").filter((segment) => segment !== "").length;
    const path = `/${target.segments
      .slice(above)
      .map((segment) => segment.text)
      .join("/")}`;
    const spoken = speak(dialects, method, path);
    const { operation } = spoken;
    const dialect = spoken.dialect ?? dialects[0];
    if (!endpointAllowed(endpoints, method, path, known(operation)))
      return { error: failures.endpointRefused(), dialect };
    const resumes = operation?.resumes?.find((name) => target.parameters.some((given) => given.name === name));
    if (resumes !== undefined) return { error: failures.resumeRefused(resumes), dialect };
    const protocolPath = operation?.paths.includes(rest) === true && !rest.includes("{");
    return { connection, dialect, operation, target, rest, protocolPath, basePath };
  }
  return { error: failures.noConnection(), dialect: undefined };
}

function speak(
  dialects: readonly Dialect[],
  method: string,
  path: string,
): { dialect: Dialect | undefined; operation: Operation | undefined } {
  for (const dialect of dialects) {
    const operation = findOperation(dialect, method, path);
    if (operation !== undefined) return { dialect, operation };
  }
  return { dialect: undefined, operation: undefined };
}

const known = (operation: Operation | undefined): "inference" | "models" | undefined => {
  if (operation?.listed !== true) return undefined;
  return operation.name.startsWith("models") ? "models" : "inference";
};
