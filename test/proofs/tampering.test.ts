import { provesQuickly } from "./quickly";
import { proof } from "./tampering.proof";

provesQuickly(proof);
