/**
 * A scanner that also finds held values (held-values.ts). What may still become one is kept from the engine as if it had not
 * arrived, so that the engine's own offsets and state stay true; what is one becomes a span wherever the engine made none.
 *
 *   step bytes   [ ............ value ........... va ]      the end may begin a value:
 *   the engine   [ ............ value ........... ]         it gets what is before
 *
 * Invariant: `released` never passes the start of a value that is not whole, so a whole one always lies in one step.
 */
import type { HeldValues, Stretch } from "./held-values.ts";
import type { Finding, LaneResult, LaneStep, Scanner, Span } from "./scanner.ts";

/** `detector`: the number under which values are found, one past the engine's own; the profile's last byte is theirs. */
export function createHeldScanner(inner: Scanner, values: HeldValues, detector: number): Scanner {
  return {
    scan(step, done) {
      const { bytes, last } = step;
      const profile = step.profile.subarray(0, detector);
      if (step.overlay === true) return inner.scan({ ...step, profile }, done);
      const found = values
        .find(bytes)
        .flatMap((value): Found[] => (value.end > step.released ? [{ ...value, truncated: false }] : []));
      const cut = last ? values.cutFrom(bytes) : bytes.length;
      if (cut < bytes.length) found.push({ start: cut, end: bytes.length, truncated: true });

      const attempt = (limit: number): void => {
        const all = limit === bytes.length;
        const given: LaneStep = all
          ? { ...step, profile }
          : { ...step, profile, bytes: bytes.subarray(0, limit), last: false };
        inner.scan(given, (failure, result) => {
          if (result === undefined || found.length === 0) return done(failure, result);
          // Released to its middle, a value would be cut: the engine decides on what is before it, and on it with the next step.
          const straddling = found.find(({ start, end }) => start < result.released && result.released < end);
          if (straddling !== undefined) return attempt(straddling.start);
          return done(undefined, withValues(result, found, step.released, detector));
        });
      };
      attempt(last ? bytes.length : values.pendingFrom(bytes));
    },
    // Texts without a value are the engine's alone; where there is one, each is asked for by itself.
    scanWhole(texts, profile) {
      for (const { bytes } of texts)
        if (values.cutFrom(bytes) < bytes.length || values.find(bytes).length > 0) return undefined;
      return inner.scanWhole?.(texts, profile.subarray(0, detector));
    },
    later: (bytes, go) => inner.later?.(bytes, go) ?? false,
    fastPath: (profile, options) =>
      inner.fastPath?.(profile.subarray(0, detector), { ...options, held: values.spellings }),
    close: () => inner.close(),
  };
}

interface Found extends Stretch {
  readonly truncated: boolean;
}

/** The result with the values that it releases. */
function withValues(result: LaneResult, found: readonly Found[], released: number, detector: number): LaneResult {
  const spans: Span[] = [...result.spans];
  const findings: Finding[] = [...result.findings];
  for (const { start, end, truncated } of found) {
    if (end > result.released) continue;
    findings.push({ detector, start, end, truncated });
    for (const piece of uncovered(Math.max(start, released), end, spans)) spans.push({ ...piece, swallowed: false });
    spans.sort((a, b) => a.start - b.start);
  }
  findings.sort((a, b) => a.start - b.start || a.end - b.end || a.detector - b.detector);
  return { ...result, spans, findings };
}

/** What of [start, end) no span covers. `spans` are in order and disjoint. */
function uncovered(start: number, end: number, spans: readonly Span[]): Stretch[] {
  const pieces: Stretch[] = [];
  let at = start;
  for (const span of spans) {
    if (span.end <= at) continue;
    if (span.start >= end) break;
    if (span.start > at) pieces.push({ start: at, end: span.start });
    at = span.end;
  }
  if (at < end) pieces.push({ start: at, end });
  return pieces;
}
