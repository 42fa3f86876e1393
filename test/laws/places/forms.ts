/** Form bodies: one message of many fields. */
import { textAt } from "../readings.ts";
import type { BodyKind } from "../real.ts";
import type { Json } from "../spelling.ts";
import type { Place } from "./place.ts";

const boundary = "----b0undary";
const part = (head: string, content: string): string => `--${boundary}\r\n${head}\r\n\r\n${content}\r\n`;
const multipart: BodyKind = { direction: "request", contentType: `multipart/form-data; boundary=${boundary}` };
const fields = (head: string, content: string): string =>
  `${part('Content-Disposition: form-data; name="purpose"', "notes")}${part(head, content)}--${boundary}--\r\n`;
const partAt = (out: string, index: number): string =>
  out.split(`--${boundary}`)[index + 1]?.split("\r\n\r\n").slice(1).join("\r\n\r\n").replace(/\r\n$/, "") ?? "";

export const formPlaces: readonly Place[] = [
  {
    name: "form: a value",
    kind: { direction: "request", contentType: "application/x-www-form-urlencoded" },
    context: "note: ",
    outcome: "covered",
    whole: true,
    write: ([text = ""]) => `a=1&${new URLSearchParams({ note: text }).toString()}&b=%41+z`,
    read: (out) => new URLSearchParams(out).get("note") ?? "",
  },
  {
    name: "form: a name",
    kind: { direction: "request", contentType: "application/x-www-form-urlencoded" },
    context: "",
    outcome: "covered",
    whole: true,
    write: ([text = ""]) => `${new URLSearchParams({ [text]: "1" }).toString()}&b=%41+z`,
    read: (out) => [...new URLSearchParams(out).keys()][0] ?? "",
  },
  {
    name: "multipart: a text",
    kind: multipart,
    context: "note: ",
    outcome: "exact",
    whole: true,
    write: ([text = ""]) => fields('Content-Disposition: form-data; name="note"', text),
    read: (out) => partAt(out, 1),
  },
  {
    name: "multipart: JSON",
    kind: multipart,
    context: "say: ",
    outcome: "exact",
    whole: true,
    write: ([text = ""], spelling) =>
      fields(
        'Content-Disposition: form-data; name="note"\r\nContent-Type: application/json',
        spelling.json({ say: text }),
      ),
    read: (out) => textAt(JSON.parse(partAt(out, 1)) as Json, ["say"]),
  },
  {
    name: "multipart: a file",
    kind: multipart,
    context: "file: ",
    outcome: "exact",
    whole: true,
    write: ([text = ""]) =>
      fields('Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain', text),
    read: (out) => partAt(out, 1),
  },
];
