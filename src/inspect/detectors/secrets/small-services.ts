/**
 * Services whose key has a common shape and no prefix, by shape: data, verification, scraping, places, media. What tells the key is
 * the service's name before it, as with every named key; a name here is no word of any language.
 */
import type { Detector } from "../../detector.ts";
import { oneOf } from "../sample.ts";
import { uuidPattern } from "../uuid.ts";
import { hex, lower, mixed, three, uuid } from "./invented.ts";
import { named } from "./kinds.ts";

const tags = ["service"];
const ofKey = "[ _-]?(?:api|app|key|token|secret)";

/**
 * Alternatives of these names, which stand between spaces: `-` is where one is written as two words or as one, `*` means that it is a
 * word by itself, and what tells is what follows it.
 */
const services = (names: string, ...patterns: readonly string[]): string => {
  const written = names.trim().split(/\s+/);
  return oneOf(...written.map((name) => name.replaceAll("-", "[ _-]?").replace("*", ofKey)), ...patterns);
};

export const smallServiceDetectors: readonly Detector[] = [
  named({
    id: "service-key-32-hex",
    tags,
    name: services(
      `
        abstract-api adzuna api-flash api-layer api-metrics aviationstack besttime billomat browshot chart-mogul cielo*
        cloze* coinlayer country-layer dandelion delighted* detect-language detectify diffbot edamam emailoctopus glassnode hotjar
        ip-geolocation ip-quality-score ipapi ipstack kakao kaltura kickbox language-layer locationiq mail-modo
        mailbox-layer meaning-cloud mediastack moonclerk never-bounce num-verify nutritionix opencage openuv pdfshift
        pepipost pivotal-tracker position-stack prospect-io rebrandly route4me scrape-stack scraper-api scrapingant
        serpstack spoonacular survicate travel-payouts twelve-data uplead userstack vat-layer vpn-api walk-score
        zero-bounce
      `,
      "exchange[ _-]?rates?[ _-]?api",
      "debounce[ _-]?(?:api|io)",
    ),
    word: "spoonacular",
    pattern: "[0-9a-z]{32}",
    values: three((at) => hex(32, at)),
    source: "documentation of the services named: keys of 32 hexadecimal digits, or letters and digits",
  }),
  named({
    id: "service-key-32",
    tags,
    name: services(
      `
        accu-weather airbrake api2cart artsy audd autodesk autoklose aweber box* bulbul chatbot* climacell cloud-plan copper*
        dailymotion deezer demio dovico face-plus-plus fitbit foursquare help-crunch hyper-track live-agent map-quest
        pastebin pay-mongo payu* postage-app rosette* runrun-it security-trails shodan shutterstock simplynoted
        sinch* strava stripo swell* thinkific ticket-master tomorrow-io tomtom tyntec unify* upc-database viewneo
        voicegain vyte worldpay yodlee zip-codes-io
      `,
      "aps[ _-]client",
      "meetup[ _-]?(?:api|key)",
      "lyft[ _-]?(?:api|client)",
      "uber[ _-]?(?:api|client)",
    ),
    word: "shodan",
    pattern: "(?:[A-Za-z0-9]{40}|[A-Za-z0-9]{48}|[A-Za-z0-9]{32})",
    values: three((at) => mixed(32, at)),
    source: "documentation of the services named: keys of 32, 40 or 48 letters and digits",
  }),
  named({
    id: "service-key-40",
    tags,
    name: services(
      `
        api-ninjas autoklose beebole bitly bright-local buildkite butter-cms calendarific calorie-ninja campayn clockwork-sms
        discogs enigma* eventbrite fetch-rss geocodify gosquared instamojo klipfolio lemlist lokalise magic-bell mailblaze mixmax
        monkeylearn noticeable parseur phantombuster powrbot redash restpack rite-kit sendloop shotstack stock-data surge-sh teamgate
        ticket-tailor tiingo untappd uptime-com userlist webflow wistia woopra wrike zenrows zeplin zip-books
        zonka-feedback
      `,
      "bit_ly",
      String.raw`data\.gov`,
      "nasa[ _-]?(?:api|key)",
      "vero[ _-]?(?:api|auth)",
    ),
    word: "wistia",
    pattern: "(?:[A-Za-z0-9]{40}|[0-9a-f]{64})",
    values: three((at) => mixed(40, at)),
    source: "documentation of the services named: keys of 40 letters and digits or 64 hexadecimal digits",
  }),
  named({
    id: "service-key-uuid",
    tags,
    name: services(
      `
        anypoint api2cart apptivo baremetrics birdeye blocknative bombbomb built-with canny* chartmogul clickmeter
        cloudmersive constant-contact deep-ai deepl duply email-octopus happyfox humio kayako login-radius loqate
        mail-modo mailinator make* marqeta metabase planhat profitwell reamaze refiner* reply-io screenshot-api
        select-pdf text2data transferwise tru* trust-pilot ubidots url-scan uservoice yotpo zenscrape zenserp
      `,
      "shortcut[ _-]?(?:api|token)",
      "podium[ _-]?(?:api|key)",
      "wise[ _-]?(?:api|token|sandbox)",
    ),
    word: "urlscan",
    // DeepL's keys for nothing end in what says so.
    pattern: `${uuidPattern}(?::fx)?`,
    values: three((at) => uuid(at)),
    source: "documentation of the services named: keys that are UUIDs",
  }),
  named({
    id: "service-key-64",
    tags,
    name: services(
      `
        abuse-ip-db africas-talking aha* alienvault ambee app-synergy be-snappy bitcoin-average boostnote buffer-app
        captain-data clickfunnels cloud-elements crowdin crypto-compare currency-cloud disqus feedly go-canvas hasura
        holistic* kajabi kustomer mailerq memberstack mesibo meta-api newscatcher open-graphr outseta patreon
        people-data-labs podio prodpad protocols-io proxycrawl qualaroo revolut ring-central scrapingbee serp-api spotinst stitch-data
        stormboard teachable thinkific webex* workable* you-need-a-budget zip-code-api
      `,
    ),
    word: "serpapi",
    pattern: "(?:[A-Za-z0-9]{80}|[A-Za-z0-9_-]{43}|[A-Za-z0-9]{64})",
    notAfter: "[A-Za-z0-9_-]",
    values: three((at) => mixed(43, at)),
    source: "documentation of the services named: keys of 43, 64 or 80 characters",
  }),
  named({
    id: "service-key-short",
    tags,
    name: services(
      `
        aero-workflow bannerbear bulksms clay* cloud-image cloudsight coin-gecko company-hub convert-api d7-networks databox easy-insight
        emailable ethplorer fake-json fast2sms fresh-service fresh-works geocodio gupshup invoice-ocean ipinfo
        kaleyra karix karmacrm msg91 nexosis nimble* nocrm noticeable quick-base recruitee roaring* salesflare sheety
        simfin smarty-streets smsapi text-local thenewsapi timecamp timezone-api uclassify unplugg upload-care
        verimail visual-crossing voodoo-sms whoxy world-weather-online
      `,
      "exchange[ _-]?rates?(?:[ _-]?api)?",
    ),
    word: "uploadcare",
    pattern: oneOf("[A-Za-z0-9]{20,31}", "[A-Za-z0-9]{16}", "[0-9a-f]{39}", "[0-9a-f]{14}"),
    values: three((at) => hex(14, at)),
    source: "documentation of the services named: keys of 14 to 39 letters and digits",
  }),
  named({
    id: "service-key-long",
    tags,
    name: services(
      `
        appointedd blit-app brandfetch capsule-crm caspio clearbit craft-my-pdf dareboost exoscale flowflu fullstory
        godaddy jupiter-one rancher repair-shopr
        salesflare signal-wire smartsheet snipcart survey-sparrow telesign text-local uptime-robot wepay whoxy
      `,
      "bandwidth[ _-]?(?:api|token|secret)",
      "elastic[ _-]?(?:api|app|cloud)[ _-]?(?:key|token)",
    ),
    word: "snipcart",
    pattern: "[A-Za-z0-9]{33,96}={0,2}",
    notAfter: "[A-Za-z0-9+/=_-]",
    values: three((at) => mixed(33, at)),
    source: "documentation of the services named: keys of 33 to 96 characters",
  }),
  named({
    id: "weather-key-long",
    tags,
    name: oneOf("stormglass", "oanda", "neutrino[ _-]?api", "sports[ _-]?monks?", "api[ _-]?football"),
    word: "stormglass",
    pattern: oneOf(`${uuidPattern}-${uuidPattern}`, "[0-9a-f]{32}-[0-9a-f]{32}", "[A-Za-z0-9]{60}", "[A-Za-z0-9]{48}"),
    values: three((at) => lower(48, at)),
    source: "documentation of the services named: keys of 48, 60, 65 or 73 characters",
  }),
];
