import { proof } from "./database-mutants.proof";
import { provesQuickly } from "./quickly";

provesQuickly(proof);
