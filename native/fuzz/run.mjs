// `npm run fuzz`: the native engine under libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer, without Node.
//
//   npm run fuzz                               every harness, 2 minutes each
//   npm run fuzz -- --minutes 10 scan          ten minutes in all, this one alone
//   npm run fuzz -- --replay                   no fuzzing: every known input once, built by g++; what CI runs
//   npm run fuzz -- --minutes 30 --keep        ... and writes the smallest set that covers as much into corpus/
//
//   corpus/<harness>.txt        inputs that reach what others do not
//   regressions/<harness>.txt   inputs that once broke something, each with what it was; only ever added to
//
// A find ends it with 1, and with the line to add to the regressions.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commandWords } from "../../dist/bench/command-words.js";
import { compile, engineSources, link, root, run, sanitizers, withGcc } from "../sanitized-build.mjs";
import { pack, readInputs, unpack } from "./corpus.mjs";
import { installClang } from "./install-clang.mjs";

const harnesses = ["batch", "fold", "scan", "spec"];
const mostBytes = { batch: 1024, fold: 512, scan: 512, spec: 24_576 };
const corpusBytes = 96 * 1024;
// Megabytes that nothing may ask for at once: DFA tables take 4.
const mostAtOnce = 16;
// What harnesses have in common.
const support = ["rulesets", "checked-scanner", "fold-by-rows", "spec-indices"].map((name) => `native/fuzz/${name}.cc`);
// Where nearly all the time goes, and where a comparison is of states' numbers and hashes: to tell the fuzzer of each of them takes
// two thirds of an execution, and it can make nothing of them.
const walks = ["native/automaton.cc", "native/lazy-dfa.cc", "native/near-masks.cc"];
const work = join(root, "build-fuzz");
const ours = join(root, "native/fuzz");

const usage = `npm run fuzz -- [--minutes N] [--replay] [--keep] [${harnesses.join(" ")}]`;
const { values: options, positionals: asked } = commandWords(
  `${usage}

The native engine under libFuzzer and sanitizers: every harness, or those that are named, 2 minutes each. A find ends it with 1,
and with the line to add to native/fuzz/regressions/.

  --minutes N  in all
  --replay     no fuzzing: every known input once
  --keep       writes the smallest set of inputs that covers as much into native/fuzz/corpus/`,
  {
    options: { minutes: { type: "string" }, replay: { type: "boolean" }, keep: { type: "boolean" } },
    allowPositionals: true,
  },
);
// Apart, so that known inputs can be replayed while the fuzzers run.
const seeds = join(work, options.replay ? "replay-seeds" : "seeds");
const environment = {
  ...process.env,
  SLUICE_FUZZ_SPECS: seeds,
  ASAN_OPTIONS: "detect_leaks=1:detect_stack_use_after_return=1:strict_init_order=1:allocator_may_return_null=0",
  UBSAN_OPTIONS: "print_stacktrace=1:halt_on_error=1",
};

const unknown = asked.filter((name) => !harnesses.includes(name));
const minutes = Number(options.minutes ?? 2 * (asked.length || harnesses.length));
if (unknown.length > 0 || !(minutes > 0)) {
  console.error(`usage: ${usage}`);
  process.exit(2);
}
const wanted = asked.length > 0 ? asked : harnesses;

/** The seeds and the rulesets' specifications, by the product's own code. */
async function makeSeeds() {
  await run(join(root, "node_modules/.bin/tsc"), ["-p", join(ours, "tsconfig.json")]);
  rmSync(seeds, { recursive: true, force: true });
  await run(process.execPath, [join(work, "js/native/fuzz/seeds.js"), seeds]);
}

async function buildHarnesses(kind, extra) {
  const others = [...engineSources, ...support, ...extra].filter((source) => !walks.includes(source));
  const shared = [...(await compile(kind, others)), ...(await compile(kind, walks, kind.flagsForWalks))];
  const own = await compile(
    kind,
    wanted.map((harness) => `native/fuzz/${harness}-fuzz.cc`),
  );
  return Promise.all(wanted.map((harness, i) => link(kind, [own[i], ...shared], harness)));
}

async function replay() {
  const programs = await buildHarnesses(withGcc, ["native/fuzz/replay.cc"]);
  wanted.forEach((harness, i) => {
    const known = join(work, "known", harness);
    rmSync(known, { recursive: true, force: true });
    for (const kind of ["corpus", "regressions"]) unpack(readInputs(join(ours, kind, `${harness}.txt`)), known);
    console.log(`${harness}:`);
    const { status, signal } = spawnSync(programs[i], [known, join(seeds, harness)], {
      env: { ...environment, ASAN_OPTIONS: `${environment.ASAN_OPTIONS}:max_allocation_size_mb=${mostAtOnce}` },
      stdio: "inherit",
    });
    if (status === 0) return;
    console.error(`\n${harness} ended with ${status ?? signal} at the input that is named above`);
    process.exit(1);
  });
}

function fuzzOne(program, harness) {
  const corpus = join(work, "corpus", harness);
  const found = join(work, "found", harness);
  for (const directory of [corpus, found]) mkdirSync(directory, { recursive: true });
  for (const kind of ["corpus", "regressions"]) unpack(readInputs(join(ours, kind, `${harness}.txt`)), corpus);
  const seconds = Math.round((minutes * 60) / wanted.length);
  console.log(`${harness}: ${seconds} s`);
  const words = [
    `-max_total_time=${seconds}`,
    `-max_len=${mostBytes[harness]}`,
    `-artifact_prefix=${found}/`,
    "-timeout=20",
    `-malloc_limit_mb=${mostAtOnce}`,
    "-rss_limit_mb=3072",
    "-reload=0",
    "-print_funcs=0",
    "-print_final_stats=1",
  ];
  if (harness !== "spec") words.push(`-dict=${join(ours, "text.dict")}`);
  const before = readdirSync(found);
  const { status } = spawnSync(program, [...words, corpus, join(seeds, harness)], {
    env: environment,
    stdio: "inherit",
  });
  if (status === 0) return true;
  for (const name of readdirSync(found)) {
    if (before.includes(name)) continue;
    console.error(
      `\n${harness}: build-fuzz/found/${harness}/${name}; for regressions/${harness}.txt, when it is mended:`,
    );
    console.error(readFileSync(join(found, name)).toString("base64"));
  }
  return false;
}

function keep(program, harness) {
  const smallest = join(work, "smallest", harness);
  rmSync(smallest, { recursive: true, force: true });
  mkdirSync(smallest, { recursive: true });
  const words = ["-merge=1", "-timeout=20", smallest, join(seeds, harness), join(work, "corpus", harness)];
  if (spawnSync(program, words, { env: environment, stdio: "ignore" }).status !== 0)
    throw new Error(`${harness}: the corpus could not be merged`);
  // Seeds are made anew every time.
  for (const name of readdirSync(join(seeds, harness))) rmSync(join(smallest, name), { force: true });
  mkdirSync(join(ours, "corpus"), { recursive: true });
  const header = `Inputs of the ${harness} harness that reach what its seeds do not, in base64. Written by npm run fuzz -- --keep.`;
  const { kept, of } = pack(smallest, join(ours, "corpus", `${harness}.txt`), header, corpusBytes);
  console.log(`${harness}: ${kept} of ${of} inputs kept in native/fuzz/corpus/${harness}.txt`);
}

async function fuzz() {
  const withClang = {
    compiler: installClang(),
    flags: ["-O2", `-fsanitize=fuzzer-no-link,${sanitizers}`, "-fno-sanitize-recover=all"],
    flagsForWalks: ["-fno-sanitize-coverage=trace-cmp"],
    linkFlags: [`-fsanitize=fuzzer,${sanitizers}`],
    directory: join(work, "fuzz"),
  };
  const programs = await buildHarnesses(withClang, []);
  const sound = wanted.map((harness, i) => fuzzOne(programs[i], harness));
  if (options.keep) for (const [i, harness] of wanted.entries()) keep(programs[i], harness);
  if (sound.includes(false)) process.exitCode = 1;
}

if (!existsSync(join(root, "node_modules/.bin/tsc"))) throw new Error("run node setup.mjs first");
await makeSeeds();
await (options.replay ? replay() : fuzz());
