import { proof } from "./crashes.proof";
import { provesQuickly } from "./quickly";

provesQuickly(proof);
