import type { World } from "../../operations/world";
import { circulationsOf } from "./circulations";
import { type Tried, tryTable } from "./table";

/** Circulations, of which a signature of the USG DFS on paper is recorded and confirmed. */
function onPaperOf(world: World): Tried {
  const make = circulationsOf(world);
  return {
    make: async (state) => ({
      ...(await make(state)),
      postId: world.post[state === "OF A POST OF ANOTHER LINE" ? "USG_DPO" : "USG_DFS"],
    }),
    inputs: {
      recordPaperSignature: ({ id, digest, postId }) => world.memorandum({ id, digest }, { postId }),
      confirmPaperSignature: ({ paperSignatureId }) => ({ paperSignatureId }),
    },
  };
}

tryTable("paper-signatures.csv", [onPaperOf]);
