/** Finds the last user message of a chat, Responses or Messages request, whatever form its content takes. */

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: unknown) => (isRecord(part) && typeof part.text === "string" ? part.text : "")).join("");
}

/** Empty when there is none. */
export function lastUserText(body: object): string {
  const fields = body as Record<string, unknown>;
  if (typeof fields.input === "string") return fields.input;
  const messages = Array.isArray(fields.messages) ? fields.messages : Array.isArray(fields.input) ? fields.input : [];
  for (const message of messages.toReversed()) {
    if (isRecord(message) && (message.role === "user" || message.role === undefined)) return textOf(message.content);
  }
  return "";
}
