import { provesQuickly } from "./quickly";
import { proof } from "./revocation.proof";

provesQuickly(proof);
