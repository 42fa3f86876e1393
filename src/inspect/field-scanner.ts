/**
 * A scanner that also masks what stands in a field by the field's name (field-names.ts). Whoever opens the lane says which detector stands behind
 * its place; here the whole text becomes one value of it: a head of so many bytes, and a tail that is swallowed as it comes.
 *
 *   text       [ head ........ ][ tail ................ ]      whatever it is, and however it is cut
 *   spans      [ <FIELD_SSN>   ][ swallowed             ]
 *
 * The engine looks at the text all the same, here or in the lane that an overlay lies on: what it finds there is decided and recorded as
 * anywhere else, so a rule that blocks is not passed by. Invariant: the head leaves in one piece, and nothing of the text before it.
 */
import type { Finding, LaneResult, LaneStep, Scanner, WholeResult, WholeStep } from "./scanner.ts";

/** More than any value that a person would tell from another, and little to hold back. */
const headBytes = 64;
const acts = 2;
/** In a lane's tails, beside those of the engine: the head has left. */
const begun = 0x80000000;
const engineTails = 0x7fffffff;

/** `detectors`: how many the engine has; those of fields are behind them in the profile. */
export function createFieldScanner(inner: Scanner, detectors: number): Scanner {
  /** Views of profiles, which the engine's batches tell apart by identity. */
  const views = new WeakMap<Uint8Array, Uint8Array>();
  const engineProfile = (profile: Uint8Array): Uint8Array => {
    let view = views.get(profile);
    if (view === undefined) {
      view = profile.subarray(0, detectors);
      views.set(profile, view);
    }
    return view;
  };
  return {
    scan(step, done) {
      const { field, bytes, last, overlay } = step;
      const use = field === undefined ? 0 : (step.profile[field] ?? 0);
      const given: LaneStep = { ...step, profile: engineProfile(step.profile), tails: step.tails & engineTails };
      const reader = overlay === true ? overlaid : inner;
      if (field === undefined || use === 0) return reader.scan(given, done);
      const hasBegun = (step.tails & begun) !== 0;
      const head = hasBegun ? 0 : headEnd(bytes);
      // Also where the text stays: a lane that has released all of it asks no more when it ends.
      if (!hasBegun && !last && bytes.length < headBytes) return done(undefined, unchanged(step));
      reader.scan(given, (failure, result) => {
        if (result === undefined) return done(failure, result);
        if (hasBegun) return done(undefined, goOn(result, step, use));
        if (bytes.length === 0) return done(undefined, result);
        if (use !== acts) return done(undefined, noted(result, head, field));
        return done(undefined, result.released < head ? unchanged(step) : begin(result, head, field));
      });
    },
    scanWhole(texts, profile) {
      const results = inner.scanWhole?.(texts, engineProfile(profile));
      if (results === undefined || results instanceof Error) return results;
      if (!texts.some(({ field, bytes }) => isMasked(field, bytes, profile))) return results;
      return withFields(texts, profile, results);
    },
    later: (bytes, go) => inner.later?.(bytes, go) ?? false,
    // Of lanes in no field: what stands in one is lent to nobody.
    fastPath: (profile, options) => inner.fastPath?.(engineProfile(profile), options),
    close: () => inner.close(),
  };
}

const isMasked = (field: number | undefined, bytes: Uint8Array, profile: Uint8Array): field is number =>
  field !== undefined && bytes.length > 0 && (profile[field] ?? 0) !== 0;

function withFields(
  texts: readonly WholeStep[],
  profile: Uint8Array,
  results: readonly WholeResult[],
): readonly WholeResult[] {
  const found = new Map(results.map(({ index, result }) => [index, result]));
  for (const [index, { field, bytes }] of texts.entries()) {
    if (!isMasked(field, bytes, profile)) continue;
    const { length } = bytes;
    const result = found.get(index) ?? {
      released: length,
      floor: length,
      keep: length,
      tails: 0,
      spans: [],
      findings: [],
    };
    const head = headEnd(bytes);
    found.set(index, profile[field] === acts ? begin(result, head, field) : noted(result, head, field));
  }
  return [...found].sort(([a], [b]) => a - b).map(([index, result]) => ({ index, result }));
}

/** Finds nothing, and cuts no character. */
const overlaid: Pick<Scanner, "scan"> = {
  scan({ bytes, last, tails }, done) {
    const released = last ? bytes.length : characterEnd(bytes, bytes.length);
    done(undefined, { ...{ released, floor: released, keep: released, tails }, spans: [], findings: [] });
  },
};

/** As if the step had not been made: the next one has more. */
const unchanged = ({ released, floor, tails }: LaneStep): LaneResult => ({
  ...{ released, floor, keep: 0, tails },
  spans: [],
  findings: [],
});

function begin(result: LaneResult, head: number, field: number): LaneResult {
  const { released } = result;
  const spans = [{ start: 0, end: head, swallowed: false }];
  if (released > head) spans.push({ start: head, end: released, swallowed: true });
  return { ...result, spans, tails: result.tails | begun, findings: withFinding(result.findings, field, head) };
}

function goOn(result: LaneResult, { released: from }: LaneStep, use: number): LaneResult {
  const { released } = result;
  const spans =
    use === acts ? (released > from ? [{ start: from, end: released, swallowed: true }] : []) : result.spans;
  return { ...result, spans, tails: result.tails | begun };
}

/** The text stays; that it stood there is a finding, once its head has left. Until then the lane keeps its beginning. */
function noted(result: LaneResult, head: number, field: number): LaneResult {
  if (result.released < head) return { ...result, keep: 0 };
  return { ...result, tails: result.tails | begun, findings: withFinding(result.findings, field, head) };
}

const withFinding = (findings: readonly Finding[], detector: number, end: number): readonly Finding[] =>
  [...findings, { detector, start: 0, end, truncated: false }].sort(
    (a, b) => a.start - b.start || a.end - b.end || a.detector - b.detector,
  );

const headEnd = (bytes: Uint8Array): number =>
  bytes.length < headBytes ? bytes.length : characterEnd(bytes, headBytes);

/** The last end of a character at or before `most`. Told by no byte behind it, so that any cutting tells the same. */
function characterEnd(bytes: Uint8Array, most: number): number {
  let lead = most - 1;
  while (lead > most - 4 && ((bytes[lead] ?? 0) & 0xc0) === 0x80) lead--;
  const first = bytes[lead] ?? 0;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  return lead + length > most ? lead : most;
}
