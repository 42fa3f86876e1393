/**
 * Settles an answer's head before a byte of it leaves: which framing holds for this method and status, and that every
 * header is safe to put on a wire. Pure; both response writers obey the plan, so they cannot differ.
 */
import { STATUS_CODES } from "node:http";
import { failures } from "../../errors.ts";
import { isFieldValue } from "./field-values.ts";
import { headerName } from "./header-names.ts";
import type { Framing, HeaderList } from "./listener.ts";

export interface ResponsePlan {
  readonly status: number;
  readonly reason: string;
  /** Checked; free of framing and hop-by-hop names. */
  readonly headers: HeaderList;
  readonly framing: Framing;
  /** The answer asks for the connection to be closed after it. */
  readonly close: boolean;
}

/** Names the writers set themselves; the pipeline may only ask for `connection: close`. */
const OURS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Throws `internal` where the head cannot be sent as given: that is our own mistake, never the peer's. */
export function planResponse(method: string, status: number, headers: HeaderList, framing: Framing): ResponsePlan {
  if (!Number.isInteger(status) || status < 200 || status > 599) throw failures.internal("encode");
  if (framing.kind === "length" && !Number.isSafeInteger(framing.bytes)) throw failures.internal("encode");
  let close = false;
  const kept: (readonly [string, string])[] = [];
  for (const header of headers) {
    const [name, value] = header;
    const lower = headerName(name);
    if (lower === undefined || !isFieldValue(value)) throw failures.internal("encode");
    if (lower === "connection" && value.toLowerCase() === "close") close = true;
    else if (OURS.has(lower)) throw failures.internal("encode");
    else kept.push(header);
  }
  return {
    status,
    reason: STATUS_CODES[status] ?? "Unknown",
    headers: kept,
    framing: effectiveFraming(method, status, framing),
    close,
  };
}

function effectiveFraming(method: string, status: number, framing: Framing): Framing {
  if (method === "HEAD" || status === 204 || status === 304) return { kind: "none" };
  // Without a body and without these reasons, the client must still learn where the answer ends.
  return framing.kind === "none" ? { kind: "length", bytes: 0 } : framing;
}
