import { describe, expect, it } from "vitest";
import { bodyKind } from "../../src/pipeline/body-kind.ts";

describe("body kinds", () => {
  it.each([
    ["application/json", "json"],
    ["Application/JSON; charset=UTF-8", "json"],
    ["application/problem+json", "json"],
    ["text/event-stream; charset=utf-8", "events"],
    ["application/x-ndjson", "lines"],
    ["application/x-www-form-urlencoded", "form"],
    ["multipart/form-data; boundary=x", "multipart"],
    ["text/html", "text"],
    ["text/csv; header=present", "csv"],
    ["Text/X-CSV", "csv"],
    ["text/comma-separated-values", "csv"],
    ["text/tab-separated-values; charset=utf-8", "csv"],
    ["text/csv; charset=utf-16", "unknown"],
    ["image/svg+xml", "text"],
    ["image/png", "opaque"],
    ["audio/mpeg", "opaque"],
    ["application/octet-stream", "opaque"],
    ["application/json; charset=utf-16", "unknown"],
    ['text/plain; charset="iso-8859-1"', "unknown"],
    ["text/plain; charset=utf-8; charset=utf-16", "unknown"],
    ["text/plain; charset*=utf-16''x", "unknown"],
    ["text/plain; charset*0=utf-; charset*1=16", "unknown"],
    ["text/plain charset=utf-16", "unknown"],
    ['text/plain; charset="utf-8, utf-16"', "unknown"],
    ["text/plain; charset=utf-8 utf-16", "unknown"],
    ["text/plain, application/json", "unknown"],
    ["application/octet-stream; charset=utf-16", "unknown"],
    ['text/plain; charset="us-ascii" ; format=flowed', "text"],
    ["text", "unknown"],
    ["", "unknown"],
    [undefined, "unknown"],
  ])("takes %s for %s", (contentType, kind) => {
    expect(bodyKind(contentType).kind).toBe(kind);
  });
});
