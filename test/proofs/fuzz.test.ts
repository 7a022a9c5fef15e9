import { proof } from "./fuzz.proof";
import { provesQuickly } from "./quickly";

provesQuickly(proof);
