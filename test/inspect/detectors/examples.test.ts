import { describe, expect, it } from "vitest";
import { catalogue } from "../../../src/inspect/detectors/catalogue.ts";
import { createFound, itShowsItsTexts } from "./judging.ts";

const found = createFound(catalogue);

// The credentials' stand in their own file, so that two cores share the work.
const others = catalogue.filter(({ tags }) => !tags.includes("credential"));

itShowsItsTexts(others, found);

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
