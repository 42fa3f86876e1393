/**
 * Invented values of any length, another one for another number and the same at every run: characters picked by a fixed
 * row of numbers. (invented.ts has slices of rows of characters.)
 */

const lowerLetters = "abcdefghijklmnopqrstuvwxyz";
const upperLetters = lowerLetters.toUpperCase();
const digits = "0123456789";

function picked(alphabet: string): (length: number, seed: number) => string {
  return (length, seed) => {
    let text = "";
    for (let state = (seed + 1) * 2654435; text.length < length; ) {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      text += alphabet[(state >> 12) % alphabet.length] ?? "";
    }
    return text;
  };
}

export const mixed = picked(lowerLetters + digits + upperLetters + digits);
export const lower = picked(lowerLetters + digits);
export const upper = picked(upperLetters + digits);
export const hex = picked("0123456789abcdef");
export const number = picked("123456789");
export const uuid = (seed: number): string => hex(32, seed).replace(/^(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-");
