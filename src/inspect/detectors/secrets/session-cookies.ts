/** Session cookies: name and value are one, for the name is of no use without it. */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { hex, mixed } from "./picked.ts";

const tags = ["credential", "http", "cookie"];
const value = "[A-Za-z0-9%._~+/:|-]";
const tail = "[A-Za-z0-9%._~+/:=|-]";
const genuine = [{ name: "not-placeholder" }, { name: "entropy", min: 3 }, { name: "digits", min: 1 }] as const;

export const sessionCookieDetectors: readonly Detector[] = [
  {
    id: "session-cookie",
    entity: "SESSION_COOKIE",
    label: "confidential",
    tags,
    pattern: `${oneOf(
      "PHPSESSID",
      "JSESSIONID(?:SSO)?",
      String.raw`ASP\.NET_SessionId`,
      String.raw`\.ASPXAUTH`,
      String.raw`\.AspNet(?:Core)?\.[A-Za-z.]{3,40}`,
      String.raw`connect\.sid`,
      "laravel_session",
      "ci_session",
      String.raw`rack\.session`,
      "_[a-z]{2,24}_session",
      "session(?:_?id|_token)",
      "user_session",
      "remember_(?:(?:user_)?token|me)",
      "remember_web_[0-9a-f]{40}",
      "wordpress_(?:logged_in|sec)_[0-9a-f]{32}",
      "S?SESS[0-9a-f]{32}",
      "PLAY_SESSION",
      "AWSALB(?:CORS)?",
      "cf_clearance",
      "__(?:Secure|Host)-[A-Za-z0-9._-]{3,40}",
      "grafana_session",
      "li_at|SAPISID",
    )}="?${value}{16}`,
    tail,
    validate: genuine,
    confidence: 0.85,
    source:
      "RFC 6265; the session cookies of PHP, Servlet, ASP.NET, Express, Laravel, Rails, Django, WordPress, Drupal",
    examples: [
      { text: `Cookie: PHPSESSID=${hex(16, 1)}; lang=de`, find: [`PHPSESSID=${hex(16, 1)}`] },
      { text: `Set-Cookie: connect.sid=s%3A${mixed(14, 2)}; Path=/`, find: [`connect.sid=s%3A${mixed(14, 2)}`] },
      { text: `-b '_acme_session=${mixed(16, 3)}'`, find: [`_acme_session=${mixed(16, 3)}`] },
      { text: `cookie: sessionid=${mixed(16, 4)}`, find: [`sessionid=${mixed(16, 4)}`] },
      { text: `.AspNetCore.Session=CfDJ8${mixed(11, 5)}`, find: [`.AspNetCore.Session=CfDJ8${mixed(11, 5)}`] },
      { text: `JSESSIONID="ajax:${hex(16, 6)}"`, find: [`JSESSIONID="ajax:${hex(16, 6).slice(0, 11)}`] },
    ],
    counterExamples: [
      { text: "PHPSESSID is the name of PHP's cookie" },
      { text: "sessionid=request.cookies.get(name)" },
      { text: "JSESSIONID=<your session>" },
      { text: "access_token=9f86d081884c7d65", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "session-cookie-named",
    entity: "SESSION_COOKIE",
    label: "confidential",
    tags,
    lead: String.raw`(?:(?:PHPSESSID|JSESSIONID|connect\.sid|laravel_session|ASP\.NET_SessionId|_session|sessionid|remember_token|session_token|session_cookie)["'\]]{1,2}[ \t]{0,3}(?:=>|[:=,]|,\s{0,20}["']value["'][ ]?:)[ \t]{0,3}["']|[sS]ession_?(?:Id|ID|id|Token|Key)>)`,
    pattern: `${value}{16}`,
    tail,
    validate: genuine,
    confidence: 0.8,
    source: "RFC 6265; cookies in code and JSON; sessions of SOAP services",
    examples: [
      { text: `cookies = {"PHPSESSID": "${hex(16, 1)}"}`, find: [hex(16, 1)] },
      { text: `{'sessionid': '${mixed(16, 2)}'}`, find: [mixed(16, 2)] },
      { text: `{"name":"sessionid","value":"${mixed(16, 4)}"}`, find: [mixed(16, 4)] },
      { text: `cookies["_acme_session"] = "${mixed(16, 3)}"`, find: [mixed(16, 3)] },
      { text: `<urn:sessionId>${mixed(16, 5)}</urn:sessionId>`, find: [mixed(16, 5)] },
    ],
    counterExamples: [
      { text: '"sessionid": "identifier-of-session"' },
      { text: 'cookies["_session"] = value' },
      { text: '"sessionid": ""' },
      { text: `Cookie: PHPSESSID=${hex(16, 1)}`, neighbour: "session-cookie" },
    ],
  },
  {
    id: "cookie-header-session",
    entity: "SESSION_COOKIE",
    label: "confidential",
    tags,
    lead: String.raw`(?:cookie["']?(?:,\s{0,20}["']value["'])?[ \t]{0,2}[:=,][ \t]{0,2}["']?(?:[^\r\n"']{0,72}; ?)?|(?:-b|--cookie)[ \t=]{1,2}["']?)(?:session|sess|sid|auth|token|access|refresh|jwt|id_token|login|user|s|connect)=`,
    pattern: `${value}{16}`,
    caseless: true,
    tail,
    validate: genuine,
    confidence: 0.8,
    source: "RFC 6265 section 4.2",
    examples: [
      { text: `Cookie: lang=de; session=${mixed(16, 1)}`, find: [mixed(16, 1)] },
      { text: `curl -b "sid=${mixed(16, 2)}" https://example.com`, find: [mixed(16, 2)] },
      { text: `Set-Cookie: auth=${mixed(16, 3)}; HttpOnly`, find: [mixed(16, 3)] },
      { text: `{"name":"Cookie","value":"SID=${mixed(24, 4)}"}`, find: [mixed(24, 4).slice(0, 16)] },
    ],
    counterExamples: [
      { text: "Cookie: session=<token>" },
      { text: "Cookie: theme=dark; lang=de" },
      { text: "session=requests.Session()" },
      { text: `Cookie: PHPSESSID=${hex(16, 1)}`, neighbour: "session-cookie" },
    ],
  },
];
