/**
 * Words that make plain digits behind them a telephone number. A word stands where no ASCII letter touches it, and Cyrillic and Greek
 * letters that look like ASCII ones are such: the forms of a word stand here one by one, but for endings that begin with another letter
 * (`телефон` is in `телефоны`, not in `телефона`).
 */
import { spelled } from "./national-id.ts";

/** The engine folds the case of ASCII alone. */
const cased = (words: readonly string[]): readonly string[] => [
  ...new Set(words.flatMap((word) => (/[^\x00-\x7f]/.test(word) ? spelled([word]) : [word]))),
];

/** Names of the number. */
export const phoneWords: readonly string[] = cased([
  ...["phone", "phones", "phone_number", "phonenumber", "phoneno", "telephone", "tel", "telno", "mobile", "cell"],
  ...["cellphone", "cell phone", "mobileno", "mobilenumber", "fax", "faxno", "whatsapp", "sms", "hotline", "landline"],
  ...[
    "contact number",
    "contact no",
    "contactnumber",
    "contact_number",
    "contact_no",
    "contactno",
    "my number",
    "my no",
    "her number",
    "his number",
    "their number",
  ],
  ...[
    "your number",
    "msisdn",
    "ph:",
    "ph no",
    "contactphone",
    "mobilephone",
    "homephone",
    "workphone",
    "telefon",
    "telefonnummer",
    "telefonnr",
    "handy",
    "handynummer",
    "handynr",
    "mobil",
  ],
  ...["mobilnummer", "mobiltelefon", "rufnummer", "durchwahl", "festnetz", "rückrufnummer", "tlf", "tfn", "gsm"],
  ...["téléphone", "tél", "portable", "télécopie", "teléfono", "telefono", "móvil", "movil", "celular", "tfno"],
  ...["cellulare", "cel", "telefone", "telemóvel", "telemovel", "telefoon", "telefoonnummer", "mobiel"],
  ...[
    "komórka",
    "komórkowy",
    "puhelin",
    "puh",
    "matkapuhelin",
    "telefonszám",
    "telefonszámom",
    "mobilszám",
    "telefonul",
    "cep",
  ],
  ...[
    "cep no",
    "cep telefonu",
    "telefonu",
    "telepono",
    "telepon",
    "telp",
    "ponsel",
    "no hp",
    "hp:",
    "simu",
    "điện thoại",
    "sđt",
  ],
  ...spelled([
    ...["телефон", "телефона", "телефону", "телефоне", "телефонов", "телефонам", "тел", "факс", "факса", "факсу"],
    ...[
      "мобильн",
      "мобильная",
      "мобильного",
      "мобильном",
      "мобильному",
      "мобільн",
      "мобільного",
      "мобильник",
      "мобилен",
    ],
    ...["сотовый", "сотовая", "сотовые", "сотового", "сотовом", "сотовому", "τηλέφωνο", "τηλεφώνου", "τηλ", "κινητό"],
  ]),
  ...["电话", "電話", "手机", "手機", "联系方式"],
  ...[
    "聯絡",
    "传真",
    "傳真",
    "携帯",
    "連絡先",
    "전화",
    "휴대폰",
    "핸드폰",
    "연락처",
    "팩스",
    "फोन",
    "फ़ोन",
    "मोबाइल",
    "दूरभाष",
  ],
  ...["هاتف", "جوال", "موبايل", "تليفون", "تلفن", "موبایل", "טלפון", "נייד", "โทร", "มือถือ", "เบอร์"],
  ...["telm", "telm.", "fone", "моб", "моб.", "сот", "сот.", "06-nummer", "h/p", "no. hp", "mob.", "טל'", "טל׳"],
  ...["mob", "mob no", "fon", "fono", "celu", "whats", "meu zap", "wa_id", "waid", "wa.me", "zalo", "viber", "m-pesa"],
  ...[
    "callback",
    "callerid",
    "caller id",
    "caller_id",
    "freecall",
    "toll free",
    "infolinia",
    "numero verde",
    "changed number to",
    "changed my number to",
    "number changed to",
    "emergency contact",
    "emergency_contact",
    "emergencycontact",
    "emergency contacts",
  ],
  ...["primaryphone", "secondaryphone", "otherphone", "altphone", "alternatephone", "customerphone", "userphone"],
  ...["billingphone", "shippingphone", "guestphone", "phonehome", "phonework", "phonemobile", "phonenumbers"],
  // A landline.
  ...["el fijo", "al fijo", "mi fijo", "fijo:", "il fisso", "al fisso", "fisso:", "o fixo", "fixo:", "σταθερό"],
  ...["stacjonarny", "kom.", "telefón", "telefoni", "telefonas", "tālrunis", "tālr", "mobitel", "mobitela", "утас"],
  ...["ტელეფონ", "მობილურ", "հեռ", "հեռախոս", "ফোন", "মোবাইল", "தொலைபேச", "فون", "موبائل", "ဖုန်း", "ስልክ"],
  // My number.
  ...["mi número", "mi numero", "mon numéro", "meine nummer", "meine nr", "mijn nummer", "mitt nummer", "mit nummer"],
  ...["mijn nr", "mio num", "mi num", "nr tel"],
  ...["il mio numero", "meu número", "meu numero", "mój numer", "moje číslo", "numărul meu", "mano numeris"],
  ...["minu number", "numeroni", "nomor saya", "nombor saya", "ang number ko", "nambari yangu", "namba yangu"],
  ...["mera number", "numaram", "我的号码", "제 번호", "내 번호"],
  ...spelled(["κιν", "мой номер", "мій номер", "моят номер"]),
]);

/** What is done with it, in English: with other numbers, too. */
const englishCallWords = [
  "call",
  "call me",
  "calling",
  "text me",
  "text us",
  "txt me",
  "can text",
  "dial",
  "reach",
  "answering",
];

/** The same where nothing but a telephone is meant. */
export const reachWords = [
  "call me on",
  "call me at",
  "reach me on",
  "reach me at",
  "text me on",
  "text me at",
  "messages to",
];

/** And in other languages: plain digits are a number behind it. */
export const plainCallWords: readonly string[] = cased([
  ...reachWords,
  ...["anrufen", "rufen sie", "ruf mich", "erreichen sie", "erreichbar unter", "rückruf"],
  ...["appelez", "llame", "ubicar al", "localizar al", "contáctame", "contáctanos", "contactarme", "contacto:"],
  ...["contattami", "contattarmi", "mi chiami", "chiamatemi", "telefonami", "contato:", "bereiken op", "bereikbaar op"],
  ...["pod numer", "zadzwonić", "dzwoń", "kontakt:", "ring på", "ring til", "når mig på", "nås på"],
  ...["καλέστε", "اتصل", "התקשר", "תתקשר"],
  ...["llámame", "chiama", "ligue", "bel", ...spelled(["звоните", "звони", "позвоните"]), "致电", "拨打", "联系"],
  ...["joindre", "joignable", "appeler", "rappeler", "rappelez", "llamar", "marca al", "comunicate", "comunícate"],
  ...["chiamami", "chiamare", "telefonare", "me liga", "ring meg", "ring mig", "zadzwoń", "dzwonić", "o kontakt"],
  ...["zavolejte", "volejte", "zavolajte", "hívjon", "sunați", "pozovite", "pokličite", "arayın", "hubungi", "gọi cho"],
  ...spelled(["перезвоните", "набери", "наберите", "обадете", "дзвоніть", "телефонуйте"]),
]);

/** What is done with it. */
export const callWords: readonly string[] = [...englishCallWords, ...plainCallWords];
