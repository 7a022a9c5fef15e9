import { randomBytes, randomUUID } from "node:crypto";

import { RegisterWriter } from "../../../src/register/writer";

/** Loaded before the registry: nothing is registered, and each answer leaves at once with a receipt that says nothing. */
RegisterWriter.prototype.write = () => Promise.resolve({ id: randomUUID(), hash: randomBytes(32).toString("hex") });
