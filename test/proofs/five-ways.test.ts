import { proof } from "./five-ways.proof";
import { provesQuickly } from "./quickly";

provesQuickly(proof);
