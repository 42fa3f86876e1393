/** Numbers by which an employer, a school, an airline or a service knows a person. They have no form of their own: a word says what they are. */
import type { Detector } from "../detector.ts";
import { varied } from "./checksums.ts";
import { identifier } from "./identifier.ts";
import { oneOf } from "./sample.ts";

const says = String.raw`["'\x60*)]{0,3}(?: is| are|:|=|#|：)?\s{0,2}["'\x60*(#]{0,3}`;
const record = oneOf(
  // No space: `in 1985` is everywhere.
  String.raw`[A-Z]{1,5}-?\d{3,12}(?:[-/]\d{1,12}){0,3}`,
  String.raw`\d{5,12}(?:[-/]\d{1,6}){0,2}`,
  String.raw`\d{2,4}[-/][A-Z]{2,6}[-/]\d{2,6}`,
);
const common = { label: "confidential", caseless: true, before: 32, alone: false } as const;
const enough = [{ name: "digits", min: 3 } as const, varied];

export const recordDetectors: readonly Detector[] = [
  identifier({
    id: "employee-number",
    entity: "EMPLOYEE_ID",
    ...common,
    tags: ["employment"],
    pattern: record,
    words:
      "employee id, employee number, employee no, employee#, employeeid, emp id, emp no, empid, staff id, staff number, staff no, personnel number, personnel no, payroll number, payroll id, badge number, badge id, badge no, worker id, personalnummer, personal-nr, personalnr, pers.-nr, mitarbeiternummer, mitarbeiter-id, matricule, matricola, numero matricola, n. matricola, personeelsnummer, personeelsnr, numer pracownika, nr pracownika, numer ewidencyjny, anställningsnummer, anställningsnr, medarbejdernummer, ansattnummer, henkilönumero, emp #, employee #, numéro d'employé, número de empleado, matrícula funcional, 员工编号, 社員番号, 사번, табельный номер",
    validate: enough,
    source: "HR Open Standards: PersonID of a worker",
    finds: ["employee ID: «E12345»", "Mitarbeiternummer «00123456»", '"badgeNumber": "«B-4471»"'],
    not: ["employee E12345", "employee id 12", ["employee id of ada@example.com", "email"]],
  }),
  identifier({
    id: "student-number",
    entity: "STUDENT_ID",
    ...common,
    tags: ["education"],
    pattern: record,
    words:
      "student id, student number, student no, student#, studentid, matriculation number, matriculation no, matric no, matric number, enrollment number, enrolment number, enrollment no, roll number, roll no, registration number, admission number, university id, school id, matrikelnummer, matrikel-nr, matr.-nr, numéro étudiant, numéro d'étudiant, número de estudiante, matrícula, número de matrícula, ra do aluno, studentnummer, 学号, 學號, 学籍番号, 학번, номер зачётки",
    validate: enough,
    source: "20 USC 1232g (FERPA): student identification number",
    finds: ["student ID «U1234567»", "Matrikelnummer: «11920034»", "roll no. «19/CSE/0421»"],
    not: ["student U1234567", "student id 12", ["student id of ada@example.com", "email"]],
  }),
  identifier({
    id: "customer-number",
    entity: "CUSTOMER_ID",
    ...common,
    tags: ["account"],
    pattern: record,
    words:
      "customer id, customer number, customer no, customer#, customerid, client number, client no, cust id, cust no, account holder id, kundennummer, kunden-nr, kundennr, kd.-nr, kd-nr, vertragsnummer, vertragskonto, vertragskontonummer, numéro client, numéro de contrat, número de contrato, numero di contratto, numéro de client, n° client, n° de client, nº cliente, n.º de cliente, número de cliente, codice cliente, klantnummer, kundnummer, nr klienta, номер клиента, 客户编号, 会员号, お客様番号, 고객번호",
    validate: enough,
    source: "GDPR, article 4 (1): identification number",
    finds: ["Customer ID: «123456»", "Kundennummer «K-998123»", '"customerNumber": "«C0012345»"'],
    not: ["customer 123456", "customer id 12", ["customer id of ada@example.com", "email"]],
  }),
  identifier({
    id: "booking-reference",
    entity: "BOOKING_REFERENCE",
    label: "confidential",
    tags: ["travel"],
    lead: `(?:[Pp][Nn][Rr]|[Rr]ecord locator|[Bb]ooking reference|[Bb]ooking ref\\.?|[Bb]ooking code|[Bb]ooking number|booking_reference|bookingreference|[Rr]eservation code|[Rr]eservation number|[Cc]onfirmation code|[Cc]onfirmation number|[Aa]irline reference|[Bb]uchungscode|[Bb]uchungsnummer|[Cc]ode de réservation|[Ll]ocalizador|[Cc]ódigo de reserva)${says}`,
    pattern: oneOf("[A-Z0-9]{6}", "[A-Z]{1,3}[0-9]{4,10}"),
    notAfter: "[0-9A-Za-z_-]",
    source: "IATA Resolution 830: record locator",
    finds: ["PNR: «KXQTRM»", "booking reference is «7QX4ZL»", "confirmation code «AB12CD»"],
    not: ["pnr of the flight", "booking code KXQTRMZ", ["pnr, e-ticket 220-2345678901", "e-ticket-number"]],
  }),
  identifier({
    id: "e-ticket-number",
    entity: "E_TICKET_NUMBER",
    label: "confidential",
    tags: ["travel"],
    pattern: String.raw`\d{3}[ -]?\d{10}(?:-\d{1,2})?`,
    words:
      "e-ticket, eticket, e ticket, electronic ticket, ticket number, ticket no, ticketnumber, tkt, flight ticket, flugticket, billet électronique, billete electrónico, bilhete eletrônico",
    before: 32,
    alone: false,
    validate: [varied],
    source: "IATA Resolution 722: ticket number of 13 digits",
    finds: ["e-ticket «220-2345678901»", "ticket number: «1252345678901»", "TKT «016 1234567890»"],
    not: ["order 220-2345678901", "ticket number 22023456", ["e-ticket for ada@example.com", "email"]],
  }),
  identifier({
    id: "loyalty-number",
    entity: "LOYALTY_NUMBER",
    ...common,
    tags: ["travel"],
    pattern: oneOf(String.raw`[A-Z]{1,3}[ -]?\d{6,12}`, String.raw`\d{7,16}`, String.raw`\d{3,4}(?: \d{3,4}){2,3}`),
    words:
      "frequent flyer, frequent flyer number, frequent flyer no, ffn, loyalty number, loyalty card, loyalty id, mileage number, mileageplus, skymiles, aadvantage, miles & more, miles and more, membership number, membership no, membership id, rewards number, vielfliegernummer",
    validate: enough,
    source: "IATA Resolution 728: frequent traveller number",
    finds: ["frequent flyer number «LH 9922245678»", "Miles & More: «992224567890123»", "membership no. «1234567»"],
    not: ["flyer 9922245678", "loyalty card 123", ["loyalty id of ada@example.com", "email"]],
  }),
  identifier({
    id: "case-number",
    entity: "CASE_NUMBER",
    ...common,
    tags: ["legal"],
    pattern: oneOf(
      String.raw`\d{1,2}:\d{2}-[a-z]{2}-\d{3,6}(?:-[A-Z]{2,4}){0,3}`,
      String.raw`(?:19|20)?\d{2}-[A-Z]{1,3}-\d{3,8}`,
    ),
    lead: `(?:(?:case|cause|docket)(?: (?:no\\.?|number))?|court file)${says}`,
    source: "US Courts: CM/ECF case numbers",
    finds: ["Case No. «1:23-cv-01234-ABC»", "docket number «2021-CR-004567»", "case number: «19-CV-1234»"],
    not: ["ratio 1:23-cv-01234", "case number 12", ["case number of ada@example.com", "email"]],
  }),
  identifier({
    id: "username-labelled",
    entity: "USERNAME",
    label: "confidential",
    tags: ["account"],
    lead: `(?:user ?name|user_name|login name|login id|benutzername|nom d'utilisateur|nombre de usuario|nome utente|nome de usuário)["'\\x60*]{0,3}(?: is | ?[:=] ?)["'\\x60]?`,
    pattern: String.raw`[a-z]{1,16}(?:[._-]?[a-z]{1,15}){0,2}[._-]?\d{1,6}`,
    caseless: true,
    notBefore: "[0-9A-Za-z_]",
    notAfter: String.raw`[0-9A-Za-z_([{$]|[.-]\w`,
    validate: [{ name: "not-placeholder" }],
    confidence: 0.6,
    source: "POSIX.1-2017, 3.437: user name",
    finds: [
      "Username: «jdoe42»",
      "my username is «jdoe_84»",
      '"username": "«anna.schmidt84»"',
      "user_name=«k_tanaka1990»",
    ],
    not: ["username: string", "username = request.form2.x", ["username: ada@example.com", "email"]],
  }),
];
