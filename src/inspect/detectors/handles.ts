/** Names by which people are known to each other on other services: of messengers and networks, and of their pages. */
import type { Detector } from "../detector.ts";
import { identifier } from "./identifier.ts";
import { oneOf } from "./sample.ts";

const called = "(?: (?:[Ii][Dd]|[Hh]andle|[Tt]ag|[Nn]ame|[Uu]ser ?name|[Aa]ccount))?";
const common = { entity: "SOCIAL_HANDLE", label: "confidential", tags: ["account"], confidence: 0.6 } as const;

export const handleDetectors: readonly Detector[] = [
  identifier({
    id: "social-handle",
    ...common,
    lead: oneOf(
      `(?:[Tt]elegram|[Ii]nstagram|my insta|[Tt]witter|[Ss]napchat|[Tt]ik[Tt]ok|[Mm]astodon|[Bb]luesky)${called}(?: is|:)? `,
      `(?:[Ss]kype|[Dd]iscord|[Ww]e[Cc]hat|[Kk]akao[Tt]alk)${called}(?: is|:)? `,
      "微信号?:? ?",
      String.raw`(?:[Tt]elegram|[Ii]nstagram|[Tt]witter|[Tt]ik[Tt]ok|[Mm]astodon|[Bb]luesky|[Tt]hreads)(?:_?(?:[Hh]andle|[Uu]ser(?:name)?|[Ii]d))?(?:\\?["'] ?: ?\\?["']|:\*\* | \| |\t|>)`,
    ),
    pattern: oneOf(
      String.raw`@[A-Za-z0-9_][\w.]{1,29}\w`,
      // Without the sign a digit tells that it is no word.
      String.raw`(?:live:|\.cid\.)?[A-Za-z]{3,16}(?:[._-]?[A-Za-z]{1,15}){0,2}[._-]?\d{1,8}`,
      String.raw`[A-Za-z_][\w.]{1,30}#\d{4}`,
      "wx(?:id)?_[0-9a-z]{4,20}",
    ),
    notBefore: "[0-9A-Za-z_]",
    notAfter: String.raw`[\w(/@-]|[.]\w`,
    source: "The documentation of the services: user names of Telegram, Instagram, X, Skype, Discord and WeChat",
    finds: [
      "Telegram: «@janeroe84»",
      "my Skype is «live:jane_84»",
      "Discord tag: «janeroe#1234»",
      "微信号：«wxid_abc123def»",
      '"instagram": "«@janeroe84»", **Twitter:** «@jane_roe84»',
    ],
    not: ["telegram bot v2", "Discord: join us, Skype v8", ["Twitter: ada@example.com", "email"]],
  }),
  identifier({
    id: "profile-url",
    ...common,
    lead: "linkedin[.]com/in/",
    pattern: "[A-Za-z0-9](?:[A-Za-z0-9_-]|%[0-9A-F]{2}){2,60}",
    notBefore: "[0-9A-Za-z]",
    notAfter: "[0-9A-Za-z_-]",
    confidence: 0.8,
    source: "LinkedIn help: public profile addresses",
    finds: [
      "https://www.linkedin.com/in/«jane-roe-12345»/",
      "linkedin.com/in/«janeroe»",
      "(https://de.linkedin.com/in/«erika-mustermann»)",
    ],
    not: ["https://www.linkedin.com/company/example", "linkedin.com/in/", ["linkedin.com, ada@example.com", "email"]],
  }),
];
