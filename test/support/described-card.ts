import { readCardFile } from "../../adapters/importers/card-file.ts";
import { describeCard } from "../../core/card/describe-card.ts";

/** The facts of a card as the App reads it from a file. */
export const describedCard = (text: string) => describeCard(readCardFile(text));
