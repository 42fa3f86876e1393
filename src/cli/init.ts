/** `sluice init`: a commented sluice.yaml that works as it stands, and its JSON Schema for editors. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonSchema, jsonSchemaFile } from "../config/json-schema.ts";
import { initTemplate } from "../config/template.ts";
import { CommandFailure, EXIT } from "./exit.ts";

export interface InitOptions {
  readonly directory: string;
  readonly force?: boolean;
}

export function init({ directory, force }: InitOptions): void {
  const files: [string, string][] = [
    ["sluice.yaml", initTemplate()],
    [jsonSchemaFile, `${JSON.stringify(jsonSchema(), null, 2)}\n`],
  ];
  for (const [name, text] of files) {
    const path = join(directory, name);
    try {
      mkdirSync(directory, { recursive: true });
      writeFileSync(path, text, { flag: force === true ? "w" : "wx" });
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      throw new CommandFailure(
        EXIT.failed,
        code === "EEXIST"
          ? `${path} is there already; --force replaces it.`
          : `${path} cannot be written (${code ?? "unknown error"}).`,
      );
    }
    console.log(`wrote ${path}`);
  }
  console.log("\nNext:\n  npx sluice check --config sluice.yaml\n  npx sluice serve --config sluice.yaml");
}
