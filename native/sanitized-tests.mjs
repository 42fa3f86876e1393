// `npm run test:sanitized`: the addon built by g++ with AddressSanitizer and UndefinedBehaviorSanitizer, the tests of the
// engine, of scanning and of the fast path on it, and every known input of the fuzzers. Needs nothing that the product does not need.
//
// Node itself is not built with sanitizers: the runtime comes before it (LD_PRELOAD), and its own memory is allocated through
// it, so the arenas that JavaScript makes have guards too. What Node leaves behind at its end is none of ours: of each leak
// that is reported the stack is read, and it counts when the addon is in it. What V8 and Node take for
// themselves within a call of ours (isOurs) is their own. Nothing is suppressed but that.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { addonFlags, addonSources, compile, engineSources, link, root, run, withGcc } from "./sanitized-build.mjs";

const reports = join(withGcc.directory, "reports");

const objects = [
  ...(await compile(withGcc, engineSources)),
  ...(await compile(withGcc, addonSources, [...addonFlags(), "-fvisibility=hidden"])),
];
await link(withGcc, objects, "sluice.node", ["-shared"]);
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const runtime = (await run("g++", ["-print-file-name=libasan.so"])).trim();
const environment = {
  ...process.env,
  LD_PRELOAD: runtime,
  SLUICE_NATIVE: "sanitized",
  // The module stands in every frame, so that ours are known. Leaks alone do not change the exit code: they are told apart
  // below. Freed memory is kept long enough for its use to be found, and no longer than the tests of memory allow for.
  ASAN_OPTIONS: `detect_leaks=1:log_path=${join(reports, "report")}:log_exe_name=1:quarantine_size_mb=64:exitcode=99:stack_trace_format='    #%n %p %f %S %M'`,
  LSAN_OPTIONS: "exitcode=0:report_objects=0",
  UBSAN_OPTIONS: `print_stacktrace=1:log_path=${join(reports, "report")}`,
};
// The whole catalogue is compiled and walked some five times as slowly.
const words = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--testTimeout=300000",
  "--hookTimeout=300000",
  "test/native",
  "test/scanning",
  "test/laws/fast-path.test.ts",
];
const { status } = spawnSync(process.execPath, [...words, ...process.argv.slice(2)], {
  cwd: root,
  env: environment,
  stdio: "inherit",
});

/**
 * The stack of a leak begins where the memory was taken: in the addon, and not in what V8 or Node does meanwhile for itself, a collection
 * that a call of the addon set off, or the handle around an external value, which only a collection gives back.
 */
function isOurs(stack) {
  const addon = stack.indexOf("sluice.node");
  const theirs = ["v8::internal::Heap::CollectGarbage", " napi_create_external "].map((name) => stack.indexOf(name));
  return addon >= 0 && theirs.every((at) => at < 0 || addon < at);
}

/** What of a report is ours: any error, and such leaks. */
function oursIn(report) {
  const blocks = report.split(/\n\s*\n/);
  const isLeak = (block) => /^(Direct|Indirect) leak of/m.test(block);
  const leaks = blocks.filter((block) => isLeak(block) && isOurs(block));
  const errors = /ERROR: AddressSanitizer|runtime error:|fatal error/.test(report) ? [report] : [];
  return [...errors, ...leaks];
}

const found = readdirSync(reports).flatMap((name) => oursIn(readFileSync(join(reports, name), "utf8")));
for (const text of found) console.error(text);
if (status !== 0 || found.length > 0) {
  console.error(`the sanitized tests ended with ${status}, and ${found.length} reports are ours`);
  process.exit(1);
}
console.log(`no report is of the addon; ${readdirSync(reports).length} are of what Node and other addons leave behind`);
