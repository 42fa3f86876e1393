/**
 * Source code by what begins its blocks: a definition, an import, an interpreter line. A span is that head; many heads
 * are in a file, so this is for rules that block or ask, and looked for only where one names it.
 */
import type { Detector } from "../detector.ts";
import { oneOf } from "./sample.ts";

// What prose begins as often (`from x import`, `let x =`) is left out: every one of those words would be looked at.
const code = {
  entity: "SOURCE_CODE",
  label: "internal",
  tags: ["company", "source-code"],
  optional: true,
  notBefore: "[A-Za-z0-9_.]",
} as const;

const name = String.raw`[A-Za-z_$][\w$]{0,40}`;

export const sourceCodeDetectors: readonly Detector[] = [
  {
    ...code,
    id: "code-function",
    pattern: oneOf(
      String.raw`(?:function\*?|func|fun|def|sub|(?:pub|async|unsafe|\(crate\)) fn) ${name}(?:<[\w ,:&?'+]{1,30}>|\[[\w ,~]{1,20}\])?\(`,
      String.raw`func \(\w{1,20} \*?\w{1,40}\) ${name}\(`,
      String.raw`(?:const|var) ${name} ?= ?(?:async )?(?:function ?)?\([^\n)]{0,60}\)(?:: ?[\w<>\[\]| ]{1,30})? ?(?:=>|\{)`,
      String.raw`(?:public|private|protected|internal) [A-Za-z][\w<>\[\], ?.]{1,60} ${name}\(`,
      String.raw`fn main\(\)`,
      String.raw`int main\((?:void|int|\))`,
    ),
    confidence: 0.7,
    source: "The language references of ECMAScript, Python, Go, Rust, Kotlin, Java, C#, C and PHP",
    examples: [
      { text: "export async function load(id: string) {", find: ["function load("] },
      { text: "def add(a: int, b: int) -> int:\n    return a + b", find: ["def add("] },
      { text: "const add = (a, b) => {\n", find: ["const add = (a, b) =>"] },
      { text: "public static void main(String[] args) {", find: ["public static void main("] },
      { text: "func (s *Server) Serve(l net.Listener) error {", find: ["func (s *Server) Serve("] },
    ],
    counterExamples: [
      { text: "the function of a class (in theory)" },
      { text: "having fun times (again)" },
      { text: "let x = (a + b)" },
      { text: "class Order(Base):\n", neighbour: "code-type" },
    ],
  },
  {
    ...code,
    id: "code-type",
    pattern: oneOf(
      String.raw`(?:class|struct|interface|enum|trait|record|namespace|object) [A-Z]\w{0,40}(?:<[\w ,:&?'+]{1,30}>)?(?:(?: extends| implements| :|:) ?[\w$.<>, ]{1,60})?\s{0,2}\{`,
      String.raw`class [A-Z]\w{0,40}(?:\([\w., =\[\]]{0,60}\))?:\r?\n`,
      String.raw`type [A-Z]\w{0,40}(?: (?:struct|interface) ?\{| = \{)`,
      String.raw`impl(?:<[\w ,:&?'+]{1,30}>)? [A-Z][\w:<>', ]{0,80} \{`,
      "template ?<(?:typename|class) ",
    ),
    confidence: 0.7,
    source: "The language references of TypeScript, Python, Go, Rust, Kotlin, Java, C# and C++",
    examples: [
      { text: "export class Order extends Base {\n", find: ["class Order extends Base {"] },
      { text: "class Order(Base):\n    pass", find: ["class Order(Base):\n"] },
      { text: "type Server struct {\n", find: ["type Server struct {"] },
      { text: "impl<T> Display for Order {", find: ["impl<T> Display for Order {"] },
    ],
    counterExamples: [
      { text: "class Order: the first of three" },
      { text: "a record Breaking year" },
      { text: "type A or type B" },
      { text: "def add(a, b):", neighbour: "code-function" },
    ],
  },
  {
    ...code,
    id: "code-file",
    pattern: oneOf(
      String.raw`import (?:type )?(?:${name}|\* as ${name}|\{[^}]{1,120}\}) from ["']`,
      String.raw`import [a-z]\w{1,30} as [a-z]\w{0,20}\r?\n`,
      String.raw`import [a-z][\w.]{2,60}\.[A-Z*]\w{0,40};`,
      String.raw`package (?:[a-z][\w.]{2,60};|main\r?\n)`,
      String.raw`using (?:System|Microsoft)[\w.]{0,60};`,
      String.raw`use (?:crate|std|super)::\w`,
      String.raw`#include [<"][\w./-]{1,60}[>"]`,
      "#!/(?:usr/)?bin/(?:env )?(?:bash|sh|zsh|python|node|perl|ruby)",
      `if __name__ == ["']__main__["']:`,
      String.raw`module\.exports ?=`,
      String.raw`= require\(["']`,
      String.raw`<\?php\s`,
    ),
    confidence: 0.7,
    source: "The language references of ECMAScript, Python, Java, C#, Rust, C and PHP; POSIX",
    examples: [
      { text: 'import { a, b } from "./mod.js";', find: ['import { a, b } from "'] },
      { text: "import numpy as np\n", find: ["import numpy as np\n"] },
      { text: '#include <vector>\n#include "app.h"', find: ["#include <vector>", '#include "app.h"'] },
      { text: "#!/usr/bin/env bash\nset -e", find: ["#!/usr/bin/env bash"] },
    ],
    counterExamples: [
      { text: "import goods from Spain" },
      { text: "from Spain import taxes" },
      { text: "a package of goods;" },
      { text: "def add(a, b):", neighbour: "code-function" },
    ],
  },
];
