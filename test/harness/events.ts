/** Streams written as one line per event. */
export const sse = (...data: readonly (string | object)[]): string =>
  data.map((d) => `data: ${typeof d === "string" ? d : JSON.stringify(d)}\n\n`).join("");

/** The data of each event of a stream, in order. */
export const dataOf = (stream: string): string[] =>
  stream.split(/\r\n\r\n|\n\n|\r\r/).flatMap((block) => {
    const lines = block.split(/\r\n|\n|\r/).filter((line) => line.startsWith("data:"));
    return lines.length === 0 ? [] : [lines.map((line) => line.replace(/^data: ?/, "")).join("\n")];
  });
