/** A throw-away authority and server certificate, made by the openssl command (part of Debian's base system). */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TestCertificate {
  /** Paths of PEM files. */
  readonly cert: string;
  readonly key: string;
  /** The same certificate as PEM text, to be trusted. */
  readonly ca: string;
}

/** Self-signed, for `names` such as `DNS:localhost,IP:127.0.0.1`. */
export function createCertificate(names: string): TestCertificate {
  const folder = mkdtempSync(join(tmpdir(), "sluice-tls-"));
  const cert = join(folder, "cert.pem");
  const key = join(folder, "key.pem");
  const command = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test";
  try {
    const files = ["-addext", `subjectAltName=${names}`, "-keyout", key, "-out", cert];
    execFileSync("openssl", [...command.split(" "), ...files], { stdio: "ignore" });
  } catch {
    throw new Error("These tests need the openssl command: apt-get install openssl");
  }
  return { cert, key, ca: readFileSync(cert, "utf8") };
}
