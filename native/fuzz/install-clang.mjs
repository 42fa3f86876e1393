// clang with its fuzzer and sanitizers, from the distribution; the product itself needs neither.
import { spawnSync } from "node:child_process";

const packages = ["clang", "libclang-rt-14-dev"];
const command = "clang++";

/** Whether it compiles and links a program with all that is needed. */
const works = () => {
  const words = ["-fsanitize=fuzzer,address,undefined", "-x", "c++", "-", "-o", "/dev/null"];
  const input =
    '#include <vector>\nextern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }\n';
  return spawnSync(command, words, { input }).status === 0;
};

/** The compiler's name. Ends the process with what to do where it cannot be installed. */
export function installClang() {
  if (works()) return command;
  const isRoot = process.getuid?.() === 0;
  const prefix = isRoot ? [] : ["sudo", "-n"];
  const apt = (...words) => {
    const [program = "", ...rest] = [...prefix, "apt-get", ...words];
    return spawnSync(program, rest, { encoding: "utf8", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  };
  console.error(`installing ${packages.join(", ")} ...`);
  const installed =
    apt("update").status === 0 && apt("install", "-y", "--no-install-recommends", ...packages).status === 0;
  if (installed && works()) return command;
  console.error(
    `\nFuzzing needs clang with its fuzzer and sanitizers. On Debian 12:\n\n  sudo apt-get update && sudo apt-get install -y ${packages.join(" ")}\n`,
  );
  process.exit(1);
}
