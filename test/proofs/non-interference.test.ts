import { proof } from "./non-interference.proof";
import { provesQuickly } from "./quickly";

provesQuickly(proof);
