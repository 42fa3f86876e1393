/** The rows of the quality table, the scorer's output read, and the table itself. */

/** Of one family in one corpus. */
export interface Counts {
  readonly values: number;
  readonly leaked: number;
  readonly findings: number;
  readonly right: number;
}

interface Row {
  readonly name: string;
  readonly corpora: readonly string[];
  readonly by: "family" | "type" | "any";
  /** Of the command line. */
  readonly options?: string;
  /** Families by name, or all but those; `noise` is what is found in texts without a value. */
  readonly families: readonly string[] | { readonly allBut: readonly string[] };
  /** Percent, or findings per million characters for noise. */
  readonly mostLeak?: number;
  readonly leastPrecision?: number;
  readonly mostNoise?: number;
}

export interface Quality {
  readonly name: string;
  readonly corpora: readonly string[];
  readonly values: number;
  readonly findings: number;
  /** Percent. */
  readonly leak?: number;
  readonly precision?: number;
  /** Findings per million characters. */
  readonly noise?: number;
  readonly must: string;
  readonly holds: boolean;
}

const recognizers = "presidio_recognizers";
const generated = "presidio_generated";
/** Not national ids: they have rows of their own, or are dates and places. */
const elsewhere = [
  "EMAIL_ADDRESS",
  "US_SSN",
  "IP_ADDRESS",
  "IBAN_CODE",
  "MAC_ADDRESS",
  "CREDIT_CARD",
  "PHONE_NUMBER",
  "URL",
  "DATE_TIME",
  "CRYPTO",
];

const structured = { corpora: [generated, recognizers], by: "type", mostLeak: 1, leastPrecision: 99 } as const;

export const rows: readonly Row[] = [
  { name: "e-mail", families: ["EMAIL_ADDRESS"], ...structured },
  { name: "US social security number", families: ["US_SSN"], ...structured },
  { name: "IP address", families: ["IP_ADDRESS"], ...structured },
  { name: "IBAN", families: ["IBAN_CODE"], ...structured },
  { name: "MAC address", families: ["MAC_ADDRESS"], ...structured },
  { name: "payment card", families: ["CREDIT_CARD"], ...structured },
  {
    name: "phone",
    corpora: [generated, recognizers],
    by: "type",
    families: ["PHONE_NUMBER"],
    mostLeak: 8,
    leastPrecision: 92,
  },
  {
    name: "national ids",
    corpora: [recognizers],
    by: "type",
    families: { allBut: elsewhere },
    mostLeak: 5,
    leastPrecision: 95,
  },
  { name: "secrets (gitleaks' fixtures)", corpora: ["gitleaks_rules"], by: "any", families: ["any"], mostLeak: 4 },
  {
    name: "secrets (Nosey Parker's fixtures)",
    corpora: ["noseyparker_rules"],
    by: "any",
    families: ["any"],
    mostLeak: 15,
  },
  {
    name: "street address",
    corpora: [generated],
    by: "family",
    families: ["STREET_ADDRESS"],
    mostLeak: 45,
    leastPrecision: 90,
  },
  {
    name: "person, `broad`",
    corpora: [generated],
    by: "family",
    options: "--person broad",
    families: ["PERSON"],
    mostLeak: 25,
    leastPrecision: 75,
  },
  {
    name: "person, `precise`",
    corpora: [generated],
    by: "family",
    options: "--person precise",
    families: ["PERSON"],
    mostLeak: 45,
    leastPrecision: 90,
  },
  {
    name: "clean source code and documentation",
    corpora: ["clean_source_and_docs"],
    by: "type",
    families: ["noise"],
    mostNoise: 25,
  },
];

/** The scorer's table: `family gold leak% partial% found precision%`, and noise per 10,000 characters in its head. */
export function parseScores(output: string): ReadonlyMap<string, Counts> {
  const found = new Map<string, Counts>();
  for (const line of output.split("\n")) {
    const noise = /noise ([\d.]+) per 10k/.exec(line);
    if (noise) found.set("noise", { values: 0, leaked: 0, findings: Number(noise[1]) * 100, right: 0 });
    const row = /^(\S+)\s+(\d+)\s+([\d.]+) %\s+([\d.]+) %\s+(\d+)\s+([\d.]+) %$/.exec(line);
    if (!row) continue;
    const [, family = "", values, leak, , findings, precision] = row.map((cell) => cell ?? "");
    const share = (count: string | undefined, percent: string | undefined): number =>
      Math.round((Number(count) * Number(percent)) / 100);
    found.set(family, {
      values: Number(values),
      leaked: share(values, leak),
      findings: Number(findings),
      right: share(findings, precision),
    });
  }
  return found;
}

export function judge(row: Row, corpora: readonly ReadonlyMap<string, Counts>[]): Quality {
  const { families } = row;
  const isWanted = (family: string): boolean =>
    "allBut" in families ? family !== "noise" && !families.allBut.includes(family) : families.includes(family);
  const wanted = corpora.flatMap((found) =>
    [...found].filter(([family]) => isWanted(family)).map(([, counts]) => counts),
  );
  const sum = (of: keyof Counts): number => wanted.reduce((total, counts) => total + counts[of], 0);
  const common = { name: row.name, corpora: row.corpora, values: sum("values"), findings: sum("findings") };
  if (row.mostNoise !== undefined) {
    const noise = sum("findings");
    return {
      ...common,
      findings: 0,
      noise,
      must: `at most ${row.mostNoise} a million characters`,
      holds: noise <= row.mostNoise,
    };
  }
  const percent = (part: number, whole: number): number =>
    whole === 0 ? Number.NaN : Math.round((part / whole) * 1000) / 10;
  const leak = percent(sum("leaked"), sum("values"));
  const precision = percent(sum("right"), sum("findings"));
  const must = [
    row.mostLeak === undefined ? "" : `leak ${row.mostLeak} %`,
    row.leastPrecision === undefined ? "" : `precision ${row.leastPrecision} %`,
  ];
  const holds = leak <= (row.mostLeak ?? 100) && precision >= (row.leastPrecision ?? 0);
  return { ...common, leak, precision, must: must.filter(Boolean).join(", "), holds };
}

export function qualityTable(figures: readonly Quality[]): string {
  const number = (value: number | undefined, unit: string): string =>
    value === undefined ? "" : `${value.toFixed(1)}${unit}`;
  const lines = figures.map((figure) => {
    const leak =
      figure.noise === undefined
        ? number(figure.leak, " %")
        : `${figure.noise.toFixed(0)} findings a million characters`;
    return `| ${figure.name} | ${figure.values || ""} | ${leak} | ${number(figure.precision, " %")} | ${figure.must} |`;
  });
  return ["| | values | leak (strict) | precision | must hold |", "|---|---|---|---|---|", ...lines].join("\n");
}
