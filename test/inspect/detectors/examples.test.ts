import { describe, expect, it } from "vitest";
import { catalogue } from "../../../src/inspect/detectors/catalogue.ts";
import { createEngine } from "../../laws/twin.ts";
import { feed, judgeWhole } from "../../oracle/lane.ts";
import { createOracle } from "../../oracle/oracle.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const judges = [createOracle(catalogue), createEngine(catalogue)];
const profile = new Uint8Array(catalogue.length).fill(2);

/** What each detector finds in the whole text, by id, in order. The oracle and the engine must agree. */
function found(text: string, context = ""): Map<string, string[]> {
  const bytes = encoder.encode(text);
  const byId = new Map<string, string[]>();
  const [wanted, engine] = judges.map((judge) => judgeWhole(judge, bytes, profile, encoder.encode(context)).findings);
  expect(engine).toEqual(wanted);
  for (const { detector, start, end } of wanted ?? []) {
    const id = catalogue[detector]?.id ?? "?";
    byId.set(id, [...(byId.get(id) ?? []), decoder.decode(bytes.subarray(start, end))]);
  }
  return byId;
}

describe.each(catalogue)("$id", (detector) => {
  const { id, examples, counterExamples } = detector;

  it.each(examples)("finds exactly $find in: $text", ({ text, find }) => {
    expect(found(text).get(id)).toEqual(find);
  });

  it.each(counterExamples)("finds nothing in: $text", ({ text, neighbour }) => {
    const all = found(text);
    expect(all.get(id)).toBeUndefined();
    if (neighbour !== undefined) expect([...all.keys()]).toContain(neighbour);
  });

  it("judges each text the same whole and at every split", () => {
    const alone = createOracle([detector]);
    for (const { text } of [...examples, ...counterExamples]) {
      const bytes = encoder.encode(text);
      const { segments, findings } = judgeWhole(alone, bytes, profile.subarray(0, 1));
      for (let at = 1; at < bytes.length; at += 1) {
        const split = feed(alone, [bytes.subarray(0, at), bytes.subarray(at)], profile.subarray(0, 1));
        expect({ at, segments: split.segments, findings: split.findings }).toEqual({ at, segments, findings });
      }
    }
  });
});

describe("a JSON leaf whose key is the lane's context", () => {
  it.each([
    ["password: ", "hunter2", "password-assignment"],
    ["password: ", "Tr0ub4dor&3", "password-assignment"],
    ["password: ", "swordfish", "password-word"],
    ["api_key: ", "a8Fk2LmQ9ZxT4cV7", "secret-assignment"],
    ["date_of_birth: ", "1985-03-14", "date-of-birth"],
    ["ssn: ", "078051120", "us-ssn-labelled"],
    ["phone_number: ", "4155550132", "phone-us-plain"],
    ["passport_number: ", "912803456", "us-passport"],
    ["driver_license: ", "A1234567", "us-driver-license"],
    ["Authorization: ", "Basic YWxpY2U6aHVudGVyMg==", "basic-authorization"],
  ])("%s%s is found by %s", (context, text, id) => {
    expect([...found(text, context).keys()]).toContain(id);
  });
});
