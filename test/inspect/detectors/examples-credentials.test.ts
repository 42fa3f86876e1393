import { catalogue } from "../../../src/inspect/detectors/catalogue.ts";
import { createFound, itShowsItsTexts } from "./judging.ts";

const credentials = catalogue.filter(({ tags }) => tags.includes("credential"));

itShowsItsTexts(credentials, createFound(catalogue));
