/** Chat and mail: Slack, Telegram, SendGrid. */
import type { Detector } from "../../detector.ts";
import { sample } from "../sample.ts";
import { prefixedKey } from "./forms.ts";
import { digits, mixed, three, unlike } from "./invented.ts";

export const chatDetectors: readonly Detector[] = [
  prefixedKey({
    id: "slack-token",
    entity: "SLACK_TOKEN",
    tags: ["chat"],
    pattern: "(?:(?:xoxe\\.)?xox[abceoprs]-[0-9]|xapp-[0-9]{1,14}-)[A-Za-z0-9-]{9}",
    // Tokens of an app begin with a digit and a dash, and some of them go on as base64 does.
    tail: "[A-Za-z0-9+/=_-]",
    commit: 10,
    // The head may be of few different digits.
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.4 }],
    confidence: 0.97,
    source: "Slack documentation, token types",
    values: [sample("xoxb-", digits(10)), sample("xoxp-", digits(10, 1)), sample("xapp-", "1-A0123BCDE")],
    not: [
      { text: "xoxb-your-token-goes-here" },
      { text: "tokens start with xoxb-" },
      { text: "foxoxb-abcdefghijklmn" },
      {
        text: sample("https://hooks.slack.com/", "services/", "T0123ABCD/B0123ABCD/", mixed(24)),
        neighbour: "slack-webhook",
      },
    ],
  }),
  {
    id: "slack-webhook",
    entity: "SLACK_WEBHOOK",
    label: "confidential",
    tags: ["credential", "chat", "url"],
    // The whole address is the secret. The documentation's begins with T00000000.
    pattern: String.raw`(?:https?://)?hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/(?:[A-SU-Za-z0-9][A-Za-z0-9_/+]{2}|T(?:0[A-Z1-9]|[A-Z1-9][A-Za-z0-9_/+]))[A-Za-z0-9_/+]{13}`,
    tail: "[A-Za-z0-9+/=_-]",
    commit: { bytes: 40 },
    validate: [{ name: "not-placeholder" }, { name: "digits", min: 2 }],
    confidence: 0.97,
    source: "Slack documentation, incoming webhooks",
    examples: [
      {
        text: sample("https://hooks.slack.com/", "services/", "T0123ABCD/B0123A"),
        find: [sample("https://hooks.slack.com/", "services/", "T0123ABCD/B0123A")],
      },
      {
        text: sample("curl hooks.slack.com/", "workflows/", "T0AB1CD2E/A0XYZ1 -d x"),
        find: [sample("hooks.slack.com/", "workflows/", "T0AB1CD2E/A0XYZ1")],
      },
      {
        text: sample("cut off: https://hooks.slack.com/", "services/", "T0123ABCD/"),
        find: [sample("https://hooks.slack.com/", "services/", "T0123ABCD/")],
      },
    ],
    counterExamples: [
      { text: "https://hooks.slack.com/services/ is the root" },
      { text: "https://slack.com/services/T0123ABCD/B0123ABCD" },
      { text: "https://hooks.slack.com/services/YOUR/WEBHOOK/URL" },
      { text: sample("https://hooks.slack.com/services/", "T00000000/B00000000/", "X".repeat(24)) },
      { text: sample("xoxb-", digits(10), "-abc"), neighbour: "slack-token" },
    ],
  },
  prefixedKey({
    id: "telegram-bot-token",
    entity: "TELEGRAM_BOT_TOKEN",
    tags: ["chat"],
    pattern: String.raw`\d{8,10}:AA[A-Za-z0-9_-]{33}`,
    notBefore: "[0-9]",
    commit: 16,
    source: "Telegram Bot API, authorizing your bot",
    values: [
      sample("123456789", ":AA", mixed(33)),
      sample("1234567890", ":AA", mixed(33, 4)),
      sample("12345678", ":AA", mixed(33, 9)),
    ],
    not: unlike("123456789:AA", 33, "npm-token", "12345678:AA is short of one", "at 12:34:56"),
  }),
  prefixedKey({
    id: "sendgrid-key",
    entity: "SENDGRID_KEY",
    tags: ["mail"],
    pattern: String.raw`SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}`,
    commit: 16,
    confidence: 0.97,
    source: "Twilio SendGrid documentation, API keys",
    values: three((at) => sample("SG.", mixed(22, at), ".", mixed(43, at))),
    not: unlike(
      "SG.",
      66,
      "npm-token",
      "MSG.length and SG.a.b",
      sample("SG.", mixed(22), " ends here"),
      sample("sg.", mixed(22), ".", mixed(43)),
    ),
  }),
];
