/**
 * `location` of an answer: a URL, and where the client goes next. Below the connection's own upstream it becomes the same
 * place behind the gateway, its path and query inspected like a request's; anywhere else a redirect would lead the
 * client, and the body that it sends again, past the gateway, so it is refused. Other answers (201, 202) may name any place:
 * there nobody follows by itself, and the value is inspected as text.
 *
 *   https://api.example.com/v1/files/7?a=b  --basePath /v1, prefix /openai-->  /openai/files/7?a=b
 */
import { failures, SluiceError } from "../errors.ts";
import type { Inspection } from "../inspect/inspection.ts";
import { parseTarget, type Target } from "../protocols/http/target.ts";
import type { Route } from "./ports.ts";
import { inspectTarget } from "./request-target.ts";

/** The same place behind the gateway: `target` begins with `prefix`, and `rest` is its path below. */
export interface Location {
  readonly prefix: string;
  readonly target: Target;
  readonly rest: string;
}

/** Undefined: the value is text and no more. An error: the answer must be refused. */
export function readLocation(route: Route, status: number, value: string): Location | SluiceError | undefined {
  const { connection, basePath } = route;
  const { origin } = connection;
  const unusable = (what: string): SluiceError | undefined =>
    status >= 300 && status < 400 ? failures.redirectRefused(what) : undefined;
  const text = Buffer.from(value, "latin1").toString("utf8");
  const base = new URL(`${basePath}${route.rest}`, origin).href;
  if (!URL.canParse(text, base)) return unusable("its location is no URL");
  const url = new URL(text, base);
  const below = url.origin === origin ? belowBase(url.pathname, basePath) : undefined;
  if (below === undefined) return unusable("it leads past the gateway, to a place not behind this connection");
  const prefix = prefixOf(route);
  try {
    const target = parseTarget(`${prefix}${below}${url.search}`);
    // Keys in a request are the client's own; in an answer they are text like any other.
    const parameters = target.parameters.map((parameter) => ({ ...parameter, credential: false }));
    return { prefix, target: { ...target, parameters }, rest: below };
  } catch (error) {
    // Its words are about requests.
    if (error instanceof SluiceError) return unusable("its location can be read in two ways");
    throw error;
  }
}

/** `done` gets the value to send. The fragment is gone: it is the client's own, and no program's. */
export function inspectLocation(inspection: Inspection, location: Location, done: (value: string) => void): void {
  const { prefix, target, rest } = location;
  inspectTarget(inspection, target, rest, false, (pathAndQuery) => done(prefix + pathAndQuery));
}

function belowBase(path: string, basePath: string): string | undefined {
  if (path === basePath) return "/";
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined;
}

function prefixOf({ target, rest }: Route): string {
  return target.path.endsWith(rest) ? target.path.slice(0, target.path.length - rest.length) : target.path;
}
