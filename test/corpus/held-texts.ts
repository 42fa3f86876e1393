/**
 * Texts, typed one character at a time, and how many characters are held back after each of them. A row changes only with a
 * detector: then say why in the commit.
 */
export const heldTexts: readonly (readonly [text: string, held: string])[] = [
  [
    "The gallery opens at nine, and it was raining.",
    "1 2 3 4 5 6 3 4 5 6 7 8 1 2 3 4 5 6 1 2 3 1 2 3 4 0 0 1 2 3 4 1 2 3 1 2 3 4 1 2 3 4 5 6 7 8",
  ],
  ["Zoë isst 3 Äpfel.", "1 2 3 4 1 2 3 4 5 1 2 3 4 5 6 7 8"],
  [
    "Write to alice@example.com, please.",
    "1 2 3 4 5 6 7 2 3 4 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 0 0 1 2 3 4 5 6 7",
  ],
  ["Card 4111 1111 1111 1111.", "1 2 3 4 5 6 7 8 9 10 11 12 8 9 10 11 12 13 14 15 16 17 18 19 20"],
  ["card: 4111111111111111 ok", "1 2 3 4 0 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 1 2"],
  ["SSN 078-05-1120.", "1 2 3 4 5 6 7 8 9 10 11 8 9 10 11 12"],
  ["Call +1 415 555 0132 now", "1 2 3 4 5 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 2 2 3"],
  ["12 rooms, 3 floors", "1 2 3 4 5 3 4 5 0 0 1 2 3 2 3 4 5 6"],
  ["2024-05-01 12:30:45", "1 2 3 4 5 6 7 8 9 10 11 12 13 3 4 5 6 7 8"],
  ["const a = { b: [1.5, 'c'] };", "1 2 3 4 5 6 1 2 0 0 1 0 1 2 0 0 1 2 3 0 0 0 1 2 0 0 0 1"],
  [
    "See https://example.com/a/b?c=d#e now",
    "1 2 3 4 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 4 5 6 7 0 1 0 1 0 1 2 1 2 3",
  ],
  ["192.168.0.1 and 10.0.0.1", "1 2 3 4 5 6 7 8 9 10 11 12 1 2 3 4 1 2 3 4 5 6 7 8"],
  ["**Bold** and `code`\n\n- item\n", "0 0 1 2 3 4 0 0 0 1 2 3 4 0 1 2 3 4 0 0 0 1 0 1 2 3 4 0"],
  ["password: hunter2 ok", "1 2 3 4 5 6 7 8 0 0 1 2 3 4 5 6 7 8 9 2"],
  ["My password is not that.", "1 2 3 4 2 3 4 5 6 7 8 9 1 2 3 1 2 3 4 1 2 3 4 5"],
  [
    "key sk-proj-a8Fk2LmQ9ZxT4cV7bN1w ok",
    "1 2 3 4 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 1 2",
  ],
  ["Bearer of good news", "1 2 3 4 5 6 7 1 2 3 1 2 3 4 5 1 2 3 4"],
  [
    "IBAN DE89 3704 0044 0532 0130 00.",
    "1 2 3 4 5 6 7 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 1",
  ],
  [
    "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0\n-----END PRIVATE KEY-----\nok",
    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 1 2 3 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 0 0 1 2",
  ],
];
