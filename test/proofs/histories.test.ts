import { proof } from "./histories.proof";
import { provesQuickly } from "./quickly";

provesQuickly(proof);
