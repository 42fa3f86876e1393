import { expect, test } from "vitest";
import { domainEntities } from "../../src/config/domain-entities.ts";
import { catalogue } from "../../src/inspect/detectors/catalogue.ts";
import { allowedDomain } from "../../src/inspect/own/own-rules.ts";

test("the entities with domains are those of whose examples a domain can be allowed", () => {
  const allows = (value: string): boolean =>
    [...value.matchAll(/(?:[a-z0-9-]+\.)+(?:com|cn|io|net|org|example)\b/gi)].some(([domain]) =>
      new RegExp(`^(?:${allowedDomain(domain).pattern})$`, "i").test(value),
    );
  const found = catalogue.filter(({ examples }) => examples.some(({ find }) => find.some(allows)));
  expect([...new Set(found.map(({ entity }) => entity))].sort()).toEqual([...domainEntities].sort());
});
