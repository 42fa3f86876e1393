/**
 * URLs that are a secret as a whole: whoever knows one may post. Scheme and host belong to the value, so nothing of it is left.
 * The placeholders of documentation (`T00000000/B00000000/XXXXXXXX`) stay.
 */
import type { Detector } from "../../detector.ts";
import { sample } from "../sample.ts";
import { looseUuidPattern, uuidPattern } from "../uuid.ts";
import { digits, hex, lower, mixed, three, upper, uuid } from "./invented.ts";
import { inUrl, prefixed, random } from "./kinds.ts";

const tags = ["url", "webhook"];
const scheme = "(?:https?://)?";

export const webhookDetectors: readonly Detector[] = [
  prefixed({
    id: "slack-webhook-url",
    tags,
    prefix: "hooks.slack.com/services/",
    pattern: [
      String.raw`${scheme}hooks\.slack(?:-gov)?\.com/(?:`,
      "services/(?:T[A-Z0-9]{6,14}/B[A-Z0-9]{6,14}/[A-Za-z0-9]{16,32}|[A-Za-z0-9+/]{43,56})",
      "|(?:workflows|triggers)/[A-Za-z0-9+/]{40,96})",
    ].join(""),
    tail: "[A-Za-z0-9+/=]",
    validate: inUrl,
    values: three((at) =>
      sample("https://hooks.slack.com/services/", "T", upper(8, at), "/B", upper(8, at + 3), "/", mixed(24, at)),
    ),
    source: "Slack documentation, incoming webhooks and workflow triggers",
  }),
  prefixed({
    id: "discord-webhook-url",
    tags,
    prefix: "discord.com/api/webhooks/",
    pattern: String.raw`${scheme}(?:(?:canary|ptb)\.)?discord(?:app)?\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60}`,
    tail: "[A-Za-z0-9_-]",
    validate: inUrl,
    values: three((at) => sample("https://discord.com/api/webhooks/", digits(18, at), "/", mixed(60, at))),
    source: "Discord developer documentation, webhooks",
  }),
  prefixed({
    id: "microsoft-teams-webhook",
    tags,
    prefix: "webhook.office.com/webhookb2/",
    pattern: [
      String.raw`${scheme}(?:outlook\.office(?:365)?\.com/webhook|[a-z0-9-]{1,40}\.webhook\.office\.com/webhookb2)/`,
      `${looseUuidPattern}@${looseUuidPattern}`,
      `/[A-Za-z]{4,24}/[0-9a-z]{32}/${looseUuidPattern}`,
    ].join(""),
    tail: "[A-Za-z0-9+/=_-]",
    validate: inUrl,
    values: three((at) =>
      sample(
        "https://acme.webhook.office.com/webhookb2/",
        uuid(at),
        "@",
        uuid(2),
        "/IncomingWebhook/",
        hex(32, at),
        "/",
        uuid(4),
      ),
    ),
    source: "Microsoft Teams documentation, incoming webhooks",
  }),
  prefixed({
    id: "power-automate-webhook",
    tags,
    prefix: "logic.azure.com:443/workflows/",
    pattern: [
      String.raw`${scheme}prod-[0-9]{1,3}\.[a-z0-9-]{4,24}\.logic\.azure\.com(?::443)?/workflows/[0-9a-f]{32}/triggers/`,
      "[A-Za-z0-9_/?&=.%+-]{20,220}",
    ].join(""),
    validate: inUrl,
    values: three((at) =>
      sample(
        "https://prod-12.westus.logic.azure.com:443/workflows/",
        hex(32, at),
        "/triggers/manual/paths/invoke?api-version=2016-06-01&sv=1.0&sig=",
        mixed(43, at),
      ),
    ),
    source: "Microsoft Teams documentation, webhooks with Workflows",
  }),
  prefixed({
    id: "google-chat-webhook",
    tags,
    prefix: "chat.googleapis.com/v1/spaces/",
    pattern: String.raw`${scheme}chat\.googleapis\.com/v1/spaces/[A-Za-z0-9_-]{8,16}/messages\?key=[A-Za-z0-9_-]{30,45}&token=[A-Za-z0-9_-]{40}`,
    tail: "[A-Za-z0-9_.=%-]",
    validate: inUrl,
    values: three((at) =>
      sample(
        "https://chat.googleapis.com/v1/spaces/",
        mixed(11, at),
        "/messages?key=",
        mixed(39, at),
        "&token=",
        mixed(40, at),
      ),
    ),
    source: "Google Chat documentation, incoming webhooks",
  }),
  prefixed({
    id: "dingtalk-webhook",
    tags,
    prefix: "oapi.dingtalk.com/robot/send?access_token=",
    pattern: String.raw`${scheme}oapi\.dingtalk\.com/robot/send\?access_token=[0-9a-f]{64}`,
    validate: inUrl,
    values: three((at) => sample("https://oapi.dingtalk.com/robot/send?access_token=", hex(64, at))),
    source: "DingTalk open platform, custom robots",
  }),
  prefixed({
    id: "dingtalk-robot-secret",
    tags: ["communication"],
    prefix: "SEC",
    pattern: "SEC[0-9a-f]{64}",
    notBefore: "[A-Za-z0-9_]",
    notAfter: "[A-Za-z0-9_]",
    validate: random,
    values: three((at) => sample("SEC", hex(64, at))),
    source: "DingTalk open platform, custom robots: signing",
  }),
  prefixed({
    id: "feishu-webhook",
    tags,
    prefix: "open.feishu.cn/open-apis/bot/v2/hook/",
    pattern: String.raw`${scheme}open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/(?:v2/)?hook/(?:${uuidPattern}|[0-9a-f]{32})`,
    validate: inUrl,
    values: three((at) => sample("https://open.feishu.cn/open-apis/bot/v2/hook/", uuid(at))),
    source: "Feishu open platform, custom bots",
  }),
  prefixed({
    id: "wecom-webhook",
    tags,
    prefix: "qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
    pattern: String.raw`${scheme}qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=${uuidPattern}`,
    validate: inUrl,
    values: three((at) => sample("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=", uuid(at))),
    source: "WeCom developer documentation, group robots",
  }),
  prefixed({
    id: "mattermost-webhook",
    tags,
    prefix: "/hooks/",
    pattern: "/hooks/[a-z0-9]{26}",
    notAfter: "[A-Za-z0-9_-]",
    validate: inUrl,
    values: three((at) => sample("/hooks/", lower(26, at))),
    source: "Mattermost documentation, incoming webhooks",
  }),
  prefixed({
    id: "rocket-chat-webhook",
    tags,
    prefix: "/hooks/",
    pattern: "/hooks/[A-Za-z0-9]{17,24}/[A-Za-z0-9]{43,48}",
    notAfter: "[A-Za-z0-9_-]",
    validate: inUrl,
    values: three((at) => sample("/hooks/", mixed(17, at), "/", mixed(43, at))),
    source: "Rocket.Chat documentation, integrations",
  }),
  prefixed({
    id: "zapier-webhook",
    tags,
    prefix: "hooks.zapier.com/hooks/catch/",
    pattern: String.raw`${scheme}hooks\.zapier\.com/hooks/(?:catch|standard)/[0-9]{5,9}/(?:[A-Za-z0-9]{6,8}|[A-Za-z0-9]{16,64})`,
    notAfter: "[A-Za-z0-9]",
    validate: inUrl,
    values: three((at) => sample("https://hooks.zapier.com/hooks/catch/", digits(7, at), "/", lower(7, at))),
    source: "Zapier help, webhooks by Zapier",
  }),
  prefixed({
    id: "make-webhook",
    tags,
    prefix: "hook.eu1.make.com/",
    pattern: String.raw`${scheme}hook\.(?:[a-z]{2}[0-9]\.make\.com|[a-z]{2}[0-9]\.make\.celonis\.com|integromat\.com)/[a-z0-9]{32}`,
    validate: inUrl,
    values: three((at) => sample("https://hook.eu1.make.com/", lower(32, at))),
    source: "Make help centre, webhooks",
  }),
  prefixed({
    id: "ifttt-webhook",
    tags,
    prefix: "maker.ifttt.com/trigger/door/with/key/",
    pattern: String.raw`${scheme}maker\.ifttt\.com/(?:trigger/[\w-]{1,40}/(?:json/)?with/key|use)/[A-Za-z0-9_-]{20}`,
    tail: "[A-Za-z0-9_-]",
    validate: random,
    values: three((at) => sample("https://maker.ifttt.com/trigger/door/with/key/", mixed(20, at))),
    source: "IFTTT help, webhooks service",
  }),
];
