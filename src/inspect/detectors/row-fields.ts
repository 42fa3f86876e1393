/**
 * Fields of a row that tell what stands in the next one: patterns for a lead. Heads of columns are too far away to be seen from the
 * third row on, but a row of people has more than one thing of theirs.
 */
import { nextField, oneOf } from "./sample.ts";

/** A date as a field of a row has it. */
export const dateIn = (years: string): string =>
  oneOf(
    String.raw`${years}[/-](?:0[1-9]|1[0-2])[/-](?:0[1-9]|[12]\d|3[01])`,
    String.raw`(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|[12]\d|3[01])[./-]${years}`,
    String.raw`\d{1,2}[ -](?:[A-Z][a-z]{2,8}|[A-Z]{3})[ -]${years}`,
  );

/** Of the last century, or the beginning of this: when people were born. */
export const birthYears = String.raw`(?:19[2-9]\d|200\d)`;

/** How telephone numbers end: no date does. */
export const endOfPhone = oneOf(
  String.raw`\d{3}[ .-]\d{4}`,
  String.raw`[+(]?\d{10,12}`,
  String.raw`\d{2}(?:[ .-]\d{2}){4}`,
  String.raw`\d{3}(?:[ .-]\d{2}){3}`,
  String.raw`\d{3}[ .-]\d{3}[ .-]\d{3}`,
  String.raw`\d{2,4}\)?[ /-]\d{5,8}(?:-\d{1,4})?`,
  String.raw`\d{3} \d{2} \d{2}`,
);

/** Numbers of people whose form is nobody else's; the long ones not as the end of an IBAN. */
export const personNumberField = oneOf(
  // Social security of the USA; Spain; Brazil; the United Kingdom; Italy; France; India; China; Chile.
  String.raw`\d{3}-\d{2}-\d{4}`,
  String.raw`\d{8}-?[A-Z]|[XYZ]-?\d{7}-?[A-Z]`,
  String.raw`\d{3}\.\d{3}\.\d{3}-\d{2}|\d{1,2}\.\d{3}\.\d{3}-[\dXK]`,
  String.raw`[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]`,
  String.raw`[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]`,
  String.raw`[^0-9A-Za-z][12](?:\d{14}|(?: \d{2}){3} \d{3} \d{3} \d{2})`,
  String.raw`[A-Z]{5}\d{4}[A-Z]`,
  String.raw`[^0-9A-Za-z]\d{17}[\dX]`,
  String.raw`\d{2}/\d{8}/\d{2}`,
);

/** A name of the far east, with one of the commonest family names: two to four characters. */
export const eastAsianName = String.raw`(?:[\n,;|\t] ?["']?)${oneOf(
  ...["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신", "권", "황", "안", "송"],
  ...[
    "王",
    "李",
    "张",
    "張",
    "刘",
    "劉",
    "陈",
    "陳",
    "杨",
    "楊",
    "赵",
    "趙",
    "黄",
    "黃",
    "周",
    "吴",
    "吳",
    "徐",
    "孙",
    "孫",
  ],
  ...["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "吉田", "山田", "佐々木", "山口"],
)} ?${String.raw`(?:[\xe3-\xed][\x80-\xbf]{2}){1,2}`}`;

/** Two or three words that begin with a capital, and nothing else: a name, or a title. */
const nameWord = String.raw`[A-Z\xc3-\xc5][a-z\x80-\xc5'-]{1,16}`;
export const nameField = String.raw`[\n,;|\t(>] ?["']?${nameWord}(?:,? ${nameWord}){1,2}`;

/** A date of birth, and somebody's telephone number or address of mail before it. */
export const behindBirthDate = `(?:${oneOf(String.raw`\d{3}[ .-]\d{4}`, String.raw`\d{10,11}`, String.raw`@[A-Za-z0-9.-]{1,40}\.[A-Za-z]{2,10}`, String.raw`\d{8}-?[A-Z]|\d{2}/\d{8}/\d{2}`, String.raw`\d{3}\.\d{3}\.\d{3}-\d{2}`)})${nextField}${dateIn(birthYears)}${nextField}`;
