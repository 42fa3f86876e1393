/**
 * Credentials with a form of their own, whoever issued them: JWT, private keys, passwords in URLs, authorization.
 *
 * A PEM head needs its BEGIN line *and* 20 base64 characters, so a BEGIN line quoted in prose never starts the tail that
 * would swallow the text after it.
 */
import type { Detector } from "../detector.ts";
import { oneOf } from "./sample.ts";

const pemBody = "MIIEvQIBADANBgkqhkiG";

/** Base64url of `{"alg"`, `{"typ"` ...: the first names that JOSE headers (RFC 7515, 7516) start with. */
const joseHeaders = [
  "hbGci",
  "0eXAi",
  "raWQi",
  "lbmMi",
  "jdHki",
  "4NXQi",
  "4NWMi",
  "4NXUi",
  "qa3Ui",
  "qd2si",
  "6aXAi",
  "ub25j",
  "iNjQi",
  "jcml0",
  "wMnMi",
  "wMmMi",
  "lcGsi",
  "hcHUi",
  "0eXBl",
  "2ZXIi",
  "pc3Mi",
  "hbGdv",
] as const;
const joseHeader = oneOf(...joseHeaders);
/** Whose key a header holds: any word that ends neither in `cache`, whose key opens nothing, nor as `idempotency` does. */
const ofService = `[a-z0-9]{0,15}${oneOf(
  "[a-df-xz0-9]|[a-gi-z0-9]e|[abd-z0-9]he|[b-z0-9]che|[abd-z0-9]ache",
  "[abd-z0-9]y|[a-mo-z0-9]cy|[a-df-z0-9]ncy|[a-su-z0-9]ency",
)}`;
/** A token in base64 once more, as Kubernetes and CI variables hold it: eight bytes of it in ten characters. */
const twiceEncoded = oneOf(...joseHeaders.map((header) => btoa(`eyJ${header}`).slice(0, 10)));

/** `/` ends an authority; `%2F` folds to it, which only url-password-escaped allows. */
const inUserinfo = String.raw`[^\s/"'<>]`;

export const tokenDetectors: readonly Detector[] = [
  {
    id: "jwt",
    entity: "JWT",
    label: "confidential",
    tags: ["credential", "token"],
    pattern: `eyJ(?:${joseHeader}[A-Za-z0-9_-]{8}|[A-Za-z0-9_-]{9,97}\\.eyJ[A-Za-z0-9_-]{8})`,
    tail: "[A-Za-z0-9_.=-]",
    commit: { bytes: 12 },
    validate: [{ name: "jwt-header" }],
    confidence: 0.95,
    source: "RFC 7519, RFC 7515 section 3",
    examples: [
      { text: "token eyJhbGciOiJIUzI1 cut", find: ["eyJhbGciOiJIUzI1"] },
      { text: "'eyJ0eXAiOiJKV1Qi'", find: ["eyJ0eXAiOiJKV1Qi"] },
      { text: "eyJmb28iOiJiYXIi.eyJzdWIiOiI", find: ["eyJmb28iOiJiYXIi.eyJzdWIiOiI"] },
    ],
    counterExamples: [
      { text: "eyJ is how it begins" },
      { text: "cursor eyJpZCI6MTIzfQ end" },
      { text: "eyJhbGciOi short" },
      { text: "Authorization: Bearer AbCdEf123456GhIjKl789", neighbour: "bearer-token" },
    ],
  },
  {
    id: "jwt-base64",
    entity: "JWT",
    label: "confidential",
    tags: ["credential", "token"],
    pattern: `${twiceEncoded}[A-Za-z0-9+/_-]{4}`,
    tail: "[A-Za-z0-9+/_=-]",
    commit: { bytes: 12 },
    confidence: 0.95,
    source: "RFC 4648, of RFC 7519",
    examples: [
      { text: "token: ZXlKaGJHY2lPaU", find: ["ZXlKaGJHY2lPaU"] },
      { text: "'ZXlKMGVYQWlPaU'", find: ["ZXlKMGVYQWlPaU"] },
      { text: "ZXlKcmFXUWlPaU\n", find: ["ZXlKcmFXUWlPaU"] },
    ],
    counterExamples: [
      { text: "ZXlK is how it begins" },
      { text: "ZXlKcGJuWmhiR2xr" },
      { text: "zxlkagjhy2lpaupjvxpjmu5p" },
      { text: "token eyJhbGciOiJIUzI1 cut", neighbour: "jwt" },
    ],
  },
  {
    id: "private-key",
    entity: "PRIVATE_KEY",
    label: "regulated",
    tags: ["credential", "key"],
    // Quoted, in a table, in a comment or put together from strings, it is a key all the same.
    pattern: String.raw`----(?:-BEGIN (?:(?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?|OpenVPN (?:Static key V1|tls-crypt-v2 (?:client|server) key))-| BEGIN SSH2 (?:ENCRYPTED )?PRIVATE KEY )----["'+,\s>|#*]{0,24}(?:[A-Z][A-Za-z-]{2,20}: [^\r\n]{1,80}\r?\n){0,3}["'+,\s>|#*]{0,16}[A-Za-z0-9+/]{20}`,
    tail: String.raw`[A-Za-z0-9+/=\s>|#*"',]`,
    commit: { bytes: 40 },
    confidence: 0.99,
    source: "RFC 7468, RFC 1421 section 4.4, RFC 9580 section 6.2; openvpn(8), --secret and --tls-crypt",
    examples: [
      { text: `-----BEGIN PRIVATE KEY-----\n${pemBody}`, find: [`-----BEGIN PRIVATE KEY-----\n${pemBody}`] },
      { text: `> -----BEGIN PRIVATE KEY-----\n> ${pemBody}`, find: [`-----BEGIN PRIVATE KEY-----\n> ${pemBody}`] },
      {
        text: `key: -----BEGIN RSA PRIVATE KEY-----\r\n${pemBody}`,
        find: [`-----BEGIN RSA PRIVATE KEY-----\r\n${pemBody}`],
      },
      {
        text: `-----BEGIN OpenVPN Static key V1-----\n${pemBody}`,
        find: [`-----BEGIN OpenVPN Static key V1-----\n${pemBody}`],
      },
      {
        text: `-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n\n${pemBody}`,
        find: [
          `-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n\n${pemBody}`,
        ],
      },
    ],
    counterExamples: [
      { text: "A file that starts with -----BEGIN PRIVATE KEY----- holds a key, be careful." },
      { text: "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkq" },
      { text: "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----" },
      { text: "eyJhbGciOiJIUzI1NiIs.abc", neighbour: "jwt" },
    ],
  },
  {
    id: "url-password",
    entity: "URL_PASSWORD",
    label: "confidential",
    tags: ["credential", "url"],
    lead: String.raw`://[^\s/:"'<>]{0,80}:`,
    // One to five digits may be a port: more must follow them than what may stand behind a port.
    pattern: oneOf(
      String.raw`[^\s/"'<>\d]${inUserinfo}{0,127}`,
      String.raw`\d{1,5}[^\s/"'<>\d?#@&.,;:!)\]}\\]${inUserinfo}{0,122}`,
      String.raw`\d{6}${inUserinfo}{0,122}`,
    ),
    notAfter: "[^@]",
    validate: [{ name: "not-placeholder" }],
    confidence: 0.9,
    source: "RFC 3986 section 3.2.1",
    examples: [
      { text: "postgres://app:s3cr3t-pw@db.example.com:5432/app", find: ["s3cr3t-pw"] },
      { text: "redis://:hunter2@cache:6379/0", find: ["hunter2"] },
      { text: "amqp://me:p%40ss@mq.example.com/", find: ["p%40ss"] },
    ],
    counterExamples: [
      { text: "http://localhost:8080/path and https://example.com:443/@scope/pkg (see http://localhost:8080)" },
      { text: "postgres://app:password@localhost/app" },
      { text: "http://user@example.com/" },
      { text: "mail bob@example.com:", neighbour: "email" },
    ],
  },
  {
    id: "url-password-escaped",
    entity: "URL_PASSWORD",
    label: "confidential",
    tags: ["credential", "url"],
    // No port starts with another character than a digit: what follows is a password, and `/` in it was %2F.
    lead: String.raw`://[^\s/:@"'<>]{1,64}:`,
    pattern: String.raw`[^\s/"'<>\d@][^\s"'<>@]{1,60}`,
    notAfter: "[^@]",
    validate: [{ name: "not-placeholder" }],
    confidence: 0.85,
    source: "RFC 3986 sections 2.1 and 3.2.1",
    examples: [
      { text: "amqps://svc:p%2Fss%2Fw0rd@mq.example.com:5671/v", find: ["p%2Fss%2Fw0rd"] },
      { text: "redis://app:x%2fY9@cache:6379", find: ["x%2fY9"] },
      { text: '"postgres://u:a%2Fb%3Fc9@db/x"', find: ["a%2Fb%3Fc9"] },
    ],
    counterExamples: [
      { text: "http://localhost:8080/@scope/pkg" },
      { text: "ssh://git@example.com:org/repo.git@main" },
      { text: "https://example.com/a:b@c" },
      { text: "postgres://app:1s3cr3t@db.example.com/app", neighbour: "url-password" },
    ],
  },
  {
    id: "bearer-token",
    entity: "BEARER_TOKEN",
    label: "confidential",
    tags: ["credential", "http"],
    lead: String.raw`bearer(?:_?auth\(|["']?[ \t]{0,2}(?:[:=,]?[ \t]|[:=]))["']?`,
    pattern: "[A-Za-z0-9._~+/=-]{15}",
    caseless: true,
    // Some are two, with a colon between them.
    tail: "[A-Za-z0-9._~+/=:-]",
    commit: { bytes: 12 },
    // Fifteen hexadecimal digits may have that little.
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.2 }],
    confidence: 0.85,
    source: "RFC 6750 section 2.1",
    examples: [
      { text: "Authorization: Bearer AbCdEf123456GhI", find: ["AbCdEf123456GhI"] },
      { text: "-H 'authorization: bearer 0f8a1b2c3d4e5f6'", find: ["0f8a1b2c3d4e5f6"] },
      { text: '"Bearer mF_9.B5f-4.1JqM"', find: ["mF_9.B5f-4.1JqM"] },
      { text: '.bearer_auth("0f8a1b2c3d4e5f6")', find: ["0f8a1b2c3d4e5f6"] },
      { text: "Bearer 6cf8feded6efcfd", find: ["6cf8feded6efcfd"] },
    ],
    counterExamples: [
      { text: "bearer authentication is used" },
      { text: "Authorization: Bearer <your-access-token-here>" },
      { text: "the bearer of bad news" },
      { text: "headers = {'Bearer': self._add_bearer_token, 'MAC': self._add_mac_token}" },
      { text: "Authorization: Basic YWxpY2U6aHVudGVyMg==", neighbour: "basic-authorization" },
    ],
  },
  {
    id: "authorization-token",
    entity: "AUTHORIZATION",
    label: "confidential",
    tags: ["credential", "http"],
    lead: String.raw`authorization["']?\]?(?:[ \t]{0,2}[:=,][ \t]{0,2}|,\s{0,20}"value"[ ]?:[ ]?)["'\x60]?(?:(?:(?:token|api-?token|api-?key|key|ssws|genie-?key|apikey|app-?code|oauth|jwt|pvetoken|splunk|hmac|signature|session|user)[ \t=:]{1,3}){1,2}["']?)?`,
    pattern: "[A-Za-z0-9._~+/=-]{16}",
    caseless: true,
    tail: "[A-Za-z0-9._~+/=:-]",
    commit: { bytes: 12 },
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 2.5 }, { name: "digits", min: 1 }],
    confidence: 0.8,
    source: "RFC 9110 section 11.6.2, schemes in use",
    examples: [
      { text: "Authorization: Token 22cb987851bc5659", find: ["22cb987851bc5659"] },
      { text: "-H 'Authorization: 5eb4223e-5008-46'", find: ["5eb4223e-5008-46"] },
      { text: '"authorization": "ApiKey a8Fk2LmQ9ZxT4cV7"', find: ["a8Fk2LmQ9ZxT4cV7"] },
      { text: '{"name": "Authorization", "value": "Token a8Fk2LmQ9ZxT4cV7"}', find: ["a8Fk2LmQ9ZxT4cV7"] },
      { text: "headers.common['Authorization'] = 'a8Fk2LmQ9ZxT4cV7'", find: ["a8Fk2LmQ9ZxT4cV7"] },
    ],
    counterExamples: [
      { text: "authorization: none" },
      { text: "Authorization: token {TOKEN_OF_THE_DAY}" },
      { text: "authorization: required-for-all-callers" },
      { text: "Authorization: Bearer AbCdEf123456GhIjKl789", neighbour: "bearer-token" },
    ],
  },
  {
    id: "authorization-scheme",
    entity: "AUTHORIZATION",
    label: "confidential",
    tags: ["credential", "http"],
    // A service's own scheme, and perhaps a parameter: `Acme a8Fk...`, `Acme key=a8Fk...`.
    lead: String.raw`authorization["']?\]?[ \t]{0,2}[:=,][ \t]{0,2}["'\x60]?[a-z][a-z-]{2,24}[ ](?:[a-z][a-z_-]{1,16}=)?["']?`,
    pattern: "[A-Za-z0-9][A-Za-z0-9_~+/-]{18,254}[A-Za-z0-9]={0,2}",
    caseless: true,
    notAfter: String.raw`[\w+/=(\[:~-]|[.]\w`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3.2 }, { name: "digits", min: 3 }],
    confidence: 0.7,
    source: "RFC 9110 section 11.6.2: schemes that a service names after itself",
    examples: [
      { text: "Authorization: Acme a8Fk2LmQ9ZxT4cV7bN1w", find: ["a8Fk2LmQ9ZxT4cV7bN1w"] },
      {
        text: "-H 'Authorization: Acme-Auth-Key 9f3b7c1e-5d80-4a2f-a4b7-c9e1d3a5f80b'",
        find: ["9f3b7c1e-5d80-4a2f-a4b7-c9e1d3a5f80b"],
      },
      { text: '"Authorization": "Acme key=9f86d081884c7d659a2feaa0"', find: ["9f86d081884c7d659a2feaa0"] },
    ],
    counterExamples: [
      { text: "authorization: see the section of 2024" },
      { text: "Authorization: Acme <the-key-of-2024-of-the-shop>" },
      { text: "authorization: required for-all-callers-of-the-service" },
      { text: "Authorization: Token 22cb987851bc5659", neighbour: "authorization-token" },
    ],
  },
  {
    id: "service-header-key",
    entity: "SECRET",
    label: "confidential",
    tags: ["credential", "http"],
    lead: String.raw`x-(?:[a-z0-9]{2,16}-){0,2}${ofService}-key["']?[ \t]{0,2}[:=,][ \t]{0,2}["'\x60]?`,
    pattern: "[A-Za-z0-9]{20,128}",
    caseless: true,
    notAfter: String.raw`[\w+/=(\[:~-]|[.]\w`,
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3.2 }, { name: "digits", min: 3 }],
    confidence: 0.65,
    source: "CWE-522: headers that services name after themselves",
    examples: [
      { text: "X-Acme-Key: 9f86d081884c7d659a2feaa0c55ad015", find: ["9f86d081884c7d659a2feaa0c55ad015"] },
      { text: "-H 'x-acme-app-key: a8Fk2LmQ9ZxT4cV7bN1w'", find: ["a8Fk2LmQ9ZxT4cV7bN1w"] },
      { text: '"X-Acme-Key", "9f86d081884c7d659a2feaa0"', find: ["9f86d081884c7d659a2feaa0"] },
    ],
    counterExamples: [
      { text: "x-cache-key: GET/v1/items/2024/07/18" },
      { text: "X-Cache-Key: a8Fk2LmQ9ZxT4cV7bN1w" },
      { text: "x-acme-cache-key: 9f86d081884c7d659a2feaa0c55ad015" },
      { text: "x-idempotency-key: 9f3b7c1e-5d80-4a2f-a4b7-c9e1d3a5f80b" },
      { text: "X-Idempotency-Key: a8Fk2LmQ9ZxT4cV7bN1w" },
      { text: "X-Acme-Key: <your key of 2024>" },
      { text: "api_key: a8Fk2LmQ9ZxT4cV7", neighbour: "secret-assignment" },
    ],
  },
  {
    id: "digest-authorization",
    entity: "AUTHORIZATION",
    label: "confidential",
    tags: ["credential", "http"],
    lead: String.raw`(?:[, \t](?:response|oauth_signature|mac)=["']?|SharedKey(?:Lite)?[ ][\w-]{1,64}:)`,
    pattern: "(?:[0-9a-f]{64}|[0-9a-f]{32}|[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=)",
    notAfter: "[A-Za-z0-9+/=]",
    confidence: 0.85,
    source: "RFC 7616, RFC 5849 section 3.5.1; Hawk; Azure Storage documentation, authorize with Shared Key",
    examples: [
      {
        text: 'Digest username="bob", response="6629fae49393a05397450978507c4ef1"',
        find: ["6629fae49393a05397450978507c4ef1"],
      },
      {
        text: "OAuth oauth_version=1, oauth_signature=tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D",
        find: ["tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D"],
      },
      {
        text: 'qop=auth, response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"',
        find: ["753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
      },
    ],
    counterExamples: [
      { text: "the response=ok of the server" },
      { text: "SharedKey acme:signature" },
      { text: 'response="6629fae49393a05397450978507c4ef1"' },
      { text: ", response=requests.get(url)" },
      { text: "Authorization: Bearer AbCdEf123456GhIjKl789", neighbour: "bearer-token" },
    ],
  },
  {
    id: "saml-response",
    entity: "AUTHORIZATION",
    label: "confidential",
    tags: ["credential", "http"],
    // The base64 of `<samlp:`, `<saml2p:` and `<Response`.
    lead: String.raw`SAMLResponse["']?[ \t]{0,2}(?:[:=]|value=)[ \t]{0,2}["']?`,
    pattern: "(?:PHNhbW|PFJlc3)[A-Za-z0-9+/]{24}",
    tail: "[A-Za-z0-9+/=]",
    confidence: 0.9,
    source: "SAML 2.0 bindings, HTTP POST",
    examples: [
      { text: "SAMLResponse=PHNhbWxwOlJlc3BvbnNlIHhtbG5zOn", find: ["PHNhbWxwOlJlc3BvbnNlIHhtbG5zOn"] },
      { text: '"SAMLResponse": "PHNhbWwycDpSZXNwb25zZSB4bWxucz"', find: ["PHNhbWwycDpSZXNwb25zZSB4bWxucz"] },
      { text: "SAMLResponse=PFJlc3BvbnNlIHhtbG5zPSJ1cm46b2&x=1", find: ["PFJlc3BvbnNlIHhtbG5zPSJ1cm46b2"] },
    ],
    counterExamples: [
      { text: "SAMLResponse=<base64>" },
      { text: "the SAMLResponse parameter" },
      { text: "SAMLRequest=fZJNT8MwDIbvSPyHqPe2" },
      { text: "Authorization: Bearer AbCdEf123456GhIjKl789", neighbour: "bearer-token" },
    ],
  },
  {
    id: "negotiate-authorization",
    entity: "AUTHORIZATION",
    label: "confidential",
    tags: ["credential", "http"],
    lead: String.raw`(?:negotiate|ntlm|kerberos)[ \t]{1,2}`,
    pattern: "(?:TlRMTVNTUAA|YII)[A-Za-z0-9+/]{12}",
    caseless: true,
    tail: "[A-Za-z0-9+/=]",
    confidence: 0.95,
    source: "RFC 4559, MS-NTHT",
    examples: [
      { text: "Authorization: NTLM TlRMTVNTUAABAAAAB4IIogA", find: ["TlRMTVNTUAABAAAAB4IIogA"] },
      { text: "WWW-Authenticate: Negotiate YIIJvwYGKwYBBQU", find: ["YIIJvwYGKwYBBQU"] },
      { text: "'Proxy-Authorization: negotiate TlRMTVNTUAADAAAAGAAYAIg'", find: ["TlRMTVNTUAADAAAAGAAYAIg"] },
    ],
    counterExamples: [
      { text: "WWW-Authenticate: Negotiate" },
      { text: "to negotiate terms" },
      { text: "NTLM authentication is old" },
      { text: "Authorization: Bearer AbCdEf123456GhIjKl789", neighbour: "bearer-token" },
    ],
  },
  {
    id: "basic-credentials",
    entity: "BASIC_AUTHORIZATION",
    label: "confidential",
    tags: ["credential", "http"],
    lead: String.raw`Basic[ \t]{1,2}`,
    pattern: "[A-Za-z0-9+/]{15,256}={0,2}",
    notAfter: "[A-Za-z0-9+/=]",
    validate: [{ name: "not-placeholder" }, { name: "entropy", min: 3.2 }, { name: "digits", min: 2 }],
    confidence: 0.75,
    source: "RFC 7617",
    examples: [
      { text: 'headers.set("X-Auth", "Basic YWxpY2U6aHVudGVyMg==")', find: ["YWxpY2U6aHVudGVyMg=="] },
      { text: "auth: Basic YWRtaW46cGFzczEyMzQ=\n", find: ["YWRtaW46cGFzczEyMzQ="] },
      { text: "'Basic Ym9iOnA0c3N3MHJkLWZvci1hbGw='", find: ["Ym9iOnA0c3N3MHJkLWZvci1hbGw="] },
    ],
    counterExamples: [
      { text: "Basic understanding of authentication" },
      { text: "Basic AuthenticationProviderFactory" },
      { text: "a Basic plan2024" },
      { text: "Authorization: Bearer AbCdEf123456GhIjKl789", neighbour: "bearer-token" },
    ],
  },
  {
    id: "basic-authorization",
    entity: "BASIC_AUTHORIZATION",
    label: "confidential",
    tags: ["credential", "http"],
    lead: String.raw`authorization["']?\]?(?:[ \t]{0,2}[:=,][ \t]{0,2}|,\s{0,24}["']?value["']?[ \t]{0,2}[:=][ \t]{0,2})["'\x60]?basic[ \t]{1,3}`,
    pattern: "[A-Za-z0-9+/=_-]{8}",
    caseless: true,
    tail: "[A-Za-z0-9+/=_-]",
    commit: { bytes: 6 },
    validate: [{ name: "not-placeholder" }],
    confidence: 0.9,
    source: "RFC 7617",
    examples: [
      { text: "Authorization: Basic YWxpY2U6", find: ["YWxpY2U6"] },
      { text: "-H 'Proxy-Authorization: Basic Ym9iOnB3'", find: ["Ym9iOnB3"] },
      { text: '"Authorization": "Basic QWxhZGRp"', find: ["QWxhZGRp"] },
      { text: '{"name": "authorization",\n  "value": "Basic QWxhZGRp"}', find: ["QWxhZGRp"] },
    ],
    counterExamples: [
      { text: "a basic understanding of it" },
      { text: "Authorization: Basic <base64>" },
      { text: "Authorization: basic auth." },
      { text: "Authorization: Bearer AbCdEf123456GhIjKl789", neighbour: "bearer-token" },
    ],
  },
];
