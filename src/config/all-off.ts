/**
 * Detectors that a configuration leaves on: a gateway that finds nothing, or a connection of it, is refused at the key that makes it
 * so, for it would look like one that guards.
 */
import type { PolicyDetector } from "../policy/detectors.ts";
import { isAsked, linesFor, offBy } from "../policy/profile.ts";
import type { Config, Connection, DetectorChoice } from "./config.ts";
import type { Conflict } from "./conflicts.ts";
import type { Path } from "./problems.ts";

export function* findAllOff(config: Config, detectors: readonly PolicyDetector[]): Generator<Conflict> {
  const everywhere = allOffBy(config, config.detectors, ["detectors"], detectors, (detector) =>
    isAsked(config, detector),
  );
  if (everywhere !== undefined) {
    yield everywhere;
    return;
  }
  const on = detectors.filter((detector) => offBy(config.detectors, detector, "") === undefined);
  for (const connection of config.connections) {
    const at: Path = ["connections", connection.name, "detectors"];
    const here = allOffBy(config, connection.detectors, at, on, (detector) => isAskedOn(config, connection, detector));
    if (here !== undefined) yield here;
  }
}

const isAskedOn = (config: Config, connection: Connection, detector: PolicyDetector): boolean =>
  (["request", "response"] as const).some((direction) => linesFor(config, connection, direction, detector).length > 0);

const nothing = "so that nothing would be found";

function allOffBy(
  config: Config,
  choice: DetectorChoice,
  at: Path,
  detectors: readonly PolicyDetector[],
  asked: (detector: PolicyDetector) => boolean,
): Conflict | undefined {
  const chosen = (changed: Partial<DetectorChoice>): readonly PolicyDetector[] =>
    detectors.filter((detector) => offBy({ ...choice, ...changed }, detector, "") === undefined);
  const finds = (detector: PolicyDetector): boolean => !detector.optional || asked(detector);
  const own = new Set([...config.detectors.custom, ...config.detectors.fields].map(({ id }) => id));
  const builtIn = ({ id }: PolicyDetector): boolean => !own.has(id);

  const without = chosen({ threshold: null }).filter(builtIn);
  if (choice.threshold !== null && without.length > 0 && !chosen({}).some(builtIn)) {
    const most = without.reduce((highest, { confidence }) => Math.max(highest, confidence), 0);
    const message = `is above the confidence of every built-in detector that is on (${most} at most), so that none of them would find anything; say less, or leave it out.`;
    return { at: [...at, "threshold"], message };
  }
  if (chosen({}).some(finds)) return undefined;
  const [unasked] = chosen({});
  if (choice.only !== null && unasked !== undefined) {
    const message = `names only what is off until a line of mask or a rule asks for it, ${nothing}; say for instance mask: {entities: {${unasked.entity}: {request: replace}}}.`;
    return { at: [...at, "only"], message };
  }
  const changes = { off: { off: [] }, only: { only: null }, thresholds: { thresholds: {} } } as const;
  for (const key of ["off", "thresholds", "only"] as const) {
    if (!chosen(changes[key]).some(finds)) continue;
    const message =
      key === "only"
        ? `names nothing that is on, ${nothing}; name what is to be found, or leave it out.`
        : `is why no detector is on, ${nothing}; take out of it what is to be found.`;
    return { at: [...at, key], message };
  }
  return { at, message: `is why no detector is on, ${nothing}; leave some of it out.` };
}
