/**
 * The checks of European numbers against values that others published: Presidio's tables of its checksum functions, and the
 * examples of laws, offices and manuals. Each detector is asked alone, so that no neighbour answers in its place.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../src/inspect/detectors/catalogue.ts";
import { createEngine } from "../../laws/twin.ts";
import { judgeWhole } from "../../oracle/lane.ts";
import { createOracle } from "../../oracle/oracle.ts";

const encoder = new TextEncoder();

/** Whether one of the detectors takes the whole value, behind its first name if it needs one. */
function taker(ids: readonly string[]): (value: string) => boolean {
  const judges = ids.map((id) => {
    const detector = catalogue.find((candidate) => candidate.id === id);
    if (!detector) throw new Error(`there is no detector ${id}`);
    const before = detector.context ? `${detector.context.words[0]} ` : "";
    return { before, engine: createEngine([detector]), oracle: createOracle([detector]) };
  });
  return (value) =>
    judges.some(({ before, engine, oracle }) => {
      const bytes = encoder.encode(before + value);
      const [found, wanted] = [engine, oracle].map((judge) => judgeWhole(judge, bytes, new Uint8Array([2])).findings);
      expect(found).toEqual(wanted);
      const start = encoder.encode(before).length;
      return found?.some((finding) => finding.start === start && finding.end === bytes.length) === true;
    });
}

interface Published {
  readonly fn: string;
  readonly input: string;
  /** null: the function does not know and leaves the score as it is. */
  readonly expected: boolean | null;
}

const tables = fileURLToPath(new URL("../../../../shared/corpora/presidio_validators.json", import.meta.url));

/** By function: who answers for it, and the inputs that are meant otherwise here, with the reason. */
const answers: Readonly<
  Record<string, { readonly ids: readonly string[]; readonly otherwise?: Readonly<Record<string, string>> }>
> = {
  "de_bsnr.test_when_de_bsnr_validated_then_result_is_correct": { ids: ["de-practice-number"] },
  "de_health_insurance.test_when_de_health_insurance_validated_then_checksum_result_is_correct": {
    ids: ["de-health-insurance"],
  },
  "de_id_card.test_when_de_id_card_validated_then_checksum_result_is_correct": {
    ids: ["de-id-card-alone", "de-id-card-temporary"],
  },
  "de_lanr.test_when_de_lanr_validated_then_checksum_result_is_correct": { ids: ["de-doctor-number"] },
  "de_passport.test_when_de_passport_validated_then_checksum_result_is_correct": { ids: ["de-passport-alone"] },
  "de_social_security.test_when_de_social_security_validated_then_checksum_result_is_correct": {
    ids: ["de-social-security"],
  },
  "de_tax_id.test_when_de_tax_id_validated_then_checksum_result_is_correct": {
    ids: ["de-tax-id"],
    otherwise: {
      // Which digits repeat is no weighted sum: the check digit decides alone, and is right here.
      "11112345678": "a digit more than three times",
    },
  },
  "de_vat_id.test_when_de_vat_id_validated_in_default_mode_then_tri_state": { ids: ["de-vat-id", "de-vat-id-named"] },
  "de_vat_id.test_when_de_vat_id_validated_in_strict_mode_then_checksum_is_enforced": { ids: ["de-vat-id"] },
  "pl_pesel.test_validate_result_checksum": { ids: ["pl-pesel"] },
};

describe.skipIf(!existsSync(tables))("Presidio's checksum functions (skipped where ../shared is absent)", () => {
  const rows: readonly Published[] = existsSync(tables) ? JSON.parse(readFileSync(tables, "utf8")) : [];

  it.each(Object.entries(answers))("%s", (fn, { ids, otherwise = {} }) => {
    const inputs = rows.filter((row) => row.fn === fn);
    expect(inputs.length).toBeGreaterThan(0);
    const takes = taker(ids);
    for (const { input, expected } of inputs) {
      expect({ input, taken: takes(input) }).toEqual({ input, taken: (expected !== false) !== input in otherwise });
    }
  });
});

/** Examples of those who give the numbers out. `lastChecks`: with any other last digit it is refused. */
const published: readonly { readonly id: string; readonly value: string; readonly lastChecks?: false }[] = [
  { id: "uk-nhs-number", value: "943 476 5919" },
  { id: "uk-utr", value: "1955839661", lastChecks: false },
  { id: "gb-vat-id", value: "GB980780684" },
  { id: "ie-pps", value: "6433435F" },
  { id: "ie-pps-two-letters", value: "6433435OA" },
  { id: "de-tax-id", value: "36574261809" },
  { id: "de-social-security", value: "15070649C103" },
  { id: "de-id-card-checked", value: "T220001293" },
  { id: "de-id-card-checked", value: "L01X00T471" },
  { id: "fr-social-security", value: "295109912611193" },
  { id: "fr-social-security", value: "253072B07300470" },
  { id: "fr-siren", value: "552008443" },
  { id: "fr-siret", value: "73282932000074" },
  { id: "fr-vat-id", value: "FR40303265045" },
  { id: "nl-bsn", value: "111222333" },
  { id: "be-national-number-plain", value: "85073003328" },
  { id: "be-vat-id", value: "BE0428759497" },
  { id: "lu-vat-id", value: "LU15027442" },
  { id: "lu-national-number", value: "1893120105732", lastChecks: false },
  { id: "es-nif", value: "12345678Z" },
  { id: "es-nie", value: "X9613851N" },
  { id: "es-cif", value: "J99216582" },
  { id: "pt-nif", value: "501964843" },
  { id: "pt-citizen-card", value: "00000000 0 ZZ4" },
  { id: "it-fiscal-code-named", value: "RCCMNL83S18D969H" },
  { id: "it-vat-code", value: "00743110157" },
  { id: "at-social-security", value: "1237010180", lastChecks: false },
  { id: "at-vat-id", value: "ATU13585627" },
  { id: "at-tax-number", value: "59-119/9013" },
  { id: "ch-ahv", value: "756.9217.0769.85" },
  { id: "ch-uid", value: "CHE-100.155.212" },
  { id: "pl-pesel", value: "44051401458" },
  { id: "pl-nip", value: "8567346215" },
  { id: "pl-regon", value: "192598184" },
  { id: "pl-regon-local", value: "12345678512347" },
  { id: "pl-passport", value: "ZS0000177" },
  { id: "pl-id-card", value: "ABA300000" },
  { id: "cz-birth-number", value: "710319/2745" },
  { id: "cz-company-number", value: "25123891" },
  { id: "sk-tax-number", value: "2022749619" },
  { id: "hu-company-tax-number", value: "12892312-2-41", lastChecks: false },
  { id: "ro-cnp", value: "1630615123457" },
  { id: "bg-egn", value: "7523169263" },
  { id: "bg-foreigner-number", value: "7111042925" },
  { id: "hr-oib", value: "33392005961" },
  { id: "si-emso", value: "0101006500006" },
  { id: "si-tax-number", value: "50223054" },
  { id: "rs-pib", value: "101134702" },
  { id: "mk-edb", value: "4030000375897" },
  { id: "gr-afm", value: "094259216" },
  { id: "gr-amka", value: "01013099997" },
  { id: "cy-vat-id", value: "CY10259033P" },
  { id: "mt-vat-id", value: "MT11679112" },
  { id: "ee-personal-code", value: "37605030299" },
  { id: "ee-vat-id", value: "EE100931558" },
  { id: "lt-vat-id", value: "LT119511515" },
  { id: "lv-company-number", value: "40003521600" },
  { id: "lv-personal-code", value: "161175-19997" },
  { id: "fi-personal-identity-code", value: "131052-308T" },
  { id: "fi-personal-identity-code-lettered", value: "010594Y9032" },
  { id: "fi-business-id", value: "2077474-0" },
  { id: "se-personal-number", value: "880320-0016" },
  { id: "se-organisation-number", value: "556703-7485" },
  { id: "no-birth-number", value: "15108695088" },
  { id: "no-organisation-number", value: "988077917" },
  { id: "dk-cpr-checked", value: "211062-5629" },
  { id: "dk-cvr", value: "13585628" },
  { id: "is-kennitala", value: "4504013150", lastChecks: false },
  { id: "ua-tax-number", value: "1759013776" },
  { id: "ru-inn", value: "7707083893" },
  { id: "ru-inn-person", value: "500100732259" },
  { id: "ru-snils", value: "112-233-445 95" },
  { id: "ru-ogrn", value: "1022200525819" },
  { id: "md-idnp", value: "1008600038413" },
  { id: "tr-national-id", value: "17291716060" },
  { id: "tr-tax-number", value: "4540536920" },
  { id: "mrz-passport", value: "L898902C36UTO7408122F1204159ZE184226B<<<<<10", lastChecks: false },
  { id: "mrz-identity-card", value: "D231458907UTO7408122F1204159<<<<<<<6", lastChecks: false },
  { id: "mrz-small-card", value: "7408122F1204159UTO<<<<<<<<<<<6", lastChecks: false },
];

describe("published numbers", () => {
  it.each(published)("$id takes $value, and with no other last character", ({ id, value, lastChecks }) => {
    const takes = taker([id]);
    expect(takes(value)).toBe(true);
    if (lastChecks === false) return;
    const last = value.at(-1) ?? "";
    const others = [...(/\d/.test(last) ? "0123456789" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ")].filter((char) => char !== last);
    // The second letter of an Irish number is no check character: its check is the one before it.
    const at = id === "ie-pps-two-letters" ? value.length - 2 : value.length - 1;
    for (const other of others.filter((char) => char !== value[at])) {
      const wrong = value.slice(0, at) + other + value.slice(at + 1);
      expect({ wrong, taken: takes(wrong) }).toEqual({ wrong, taken: false });
    }
  });

  it.each([
    ["mrz-passport", "L898902C36UTO7408122F1204159ZE184226B<<<<<10", [9, 19, 27]],
    ["mrz-identity-card", "D231458907UTO7408122F1204159<<<<<<<6", [9, 19, 27]],
    ["mrz-small-card", "7408122F1204159UTO<<<<<<<<<<<6", [6, 14]],
    ["at-social-security", "1237010180", [3]],
    ["is-kennitala", "4504013150", [8]],
    ["hu-company-tax-number", "12892312-2-41", [7]],
    ["tr-national-id", "17291716060", [9, 10]],
    ["no-birth-number", "15108695088", [9, 10]],
    ["ru-inn-person", "500100732259", [10, 11]],
    ["lu-national-number", "1893120105732", [11]],
    ["uk-utr", "1955839661", [0]],
  ] as const)("%s refuses %s with another digit in any check place", (id, value, places) => {
    const takes = taker([id]);
    for (const at of places) {
      for (const other of [..."0123456789"].filter((digit) => digit !== value[at])) {
        const wrong = value.slice(0, at) + other + value.slice(at + 1);
        expect({ wrong, taken: takes(wrong) }).toEqual({ wrong, taken: false });
      }
    }
  });
});

describe("a JSON leaf whose key is the lane's context", () => {
  it.each([
    ["national_id: ", "44051401458", "pl-pesel"],
    ["taxId: ", "36574261809", "de-tax-id"],
    ["ssn: ", "85073003328", "be-national-number-plain"],
    ["personnummer: ", "8803200016", "se-personal-number-named"],
    ["codice_fiscale: ", "rccmnl83s18d969h", "it-fiscal-code-named"],
    ["numeroFiscal: ", "0701987765493", "fr-tax-number"],
    ["ИНН: ", "7707083893", "ru-inn"],
    ["Förarens PERSONNUMMER: ", "8803200016", "se-personal-number-named"],
    ["FÜHRERSCHEIN: ", "B072RRE2I55", "de-driving-licence"],
  ])("%s%s is found by %s", (key, value, id) => {
    const detector = catalogue.find((candidate) => candidate.id === id);
    if (!detector) throw new Error(`there is no detector ${id}`);
    const [bytes, context] = [encoder.encode(value), encoder.encode(key)];
    const all = [{ detector: 0, start: 0, end: bytes.length, truncated: false }];
    for (const judge of [createEngine([detector]), createOracle([detector])]) {
      expect(judgeWhole(judge, bytes, new Uint8Array([2]), context).findings).toEqual(all);
    }
  });
});
