/**
 * The conversation that every client has: a user asks, the clerk thinks aloud and calls two tools at once, then reports; the
 * reviewer approves. Only well-known example values; those of the user's side and those of the model's side differ, so that one
 * sees which way a leak went.
 */
import type { Passage } from "./passages.ts";

export interface Call {
  readonly name: string;
  /** JSON, spelled as the model spells it. */
  readonly arguments: Passage;
}

export interface Script {
  readonly task: Passage;
  readonly found: Passage;
  readonly filed: Passage;
  readonly thought: Passage;
  readonly calls: readonly Call[];
  readonly report: Passage;
  readonly review: Passage;
}

export const createScript = (text: (marked: string) => Passage): Script => ({
  task: text(
    "Über «alice@example.com:EMAIL_ADDRESS»: card «4111 1111 1111 1111:CREDIT_CARD», SSN «078-05-1120:US_SSN». " +
      "Her build says «AKIAIOSFODNN7EXAMPLE:AWS_ACCESS_KEY» 🌳. Find her, and file a note.",
  ),
  found: text(
    '{"phone": "«+44 20 7946 0958:PHONE_NUMBER»", "iban": "«DE89 3704 0044 0532 0130 00:IBAN_CODE»", "memo": "paid \\"twice\\""}',
  ),
  filed: text("Filed; «carol@example.net:EMAIL_ADDRESS» was told."),
  thought: text("I look for «bob.builder@example.org:EMAIL_ADDRESS», and file it.\n"),
  calls: [
    {
      name: "find_customer",
      arguments: text(
        '{"email": "«bob.builder\\u0040example.org:EMAIL_ADDRESS»", "card":"«5555 5555 5555 4444:CREDIT_CARD»",' +
          ' "note": "caf\\u00e9 \\"«219-09-9999:US_SSN»\\" \\ud83c\\udf33 C:\\\\temp\\\\new"}',
      ),
    },
    { name: "file_note", arguments: text('{"text":"deploys with «AKIAI44QH8DHBEXAMPLE:AWS_ACCESS_KEY»\\n— done"}') },
  ],
  report: text(
    "# Report\n\nFound «dave@example.com:EMAIL_ADDRESS», card «3782 822463 10005:CREDIT_CARD», «+1 202 555 0143:PHONE_NUMBER»; " +
      "rückerstattet auf «GB82 WEST 1234 5698 7654 32:IBAN_CODE» 🌳. {Nothing} else\tto say",
  ),
  review: text("Asked «erin@example.org:EMAIL_ADDRESS»; SSN «457-55-5462:US_SSN» is old. APPROVED"),
});

const valuesOf = (passages: readonly Passage[]): string[] => passages.flatMap((one) => one.values);

/** Values that only the user's side has at first. */
export const usersValues = (script: Script): string[] => valuesOf([script.task, script.found, script.filed]);

/** Values that only the model has at first. */
export const modelsValues = (script: Script): string[] =>
  valuesOf([script.thought, ...script.calls.map((call) => call.arguments), script.report, script.review]);
