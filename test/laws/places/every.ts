/** Every place of every dialect and body kind that can hold a text. */
import { anthropicPlaces } from "./anthropic.ts";
import { formPlaces } from "./forms.ts";
import { genericPlaces } from "./generic.ts";
import { chatPlaces } from "./openai-chat.ts";
import { responsesPlaces } from "./openai-responses.ts";
import type { Place } from "./place.ts";

export const places: readonly Place[] = [
  ...chatPlaces,
  ...responsesPlaces,
  ...anthropicPlaces,
  ...genericPlaces,
  ...formPlaces,
];
