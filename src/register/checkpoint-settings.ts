import { join } from "node:path";

import type { Settings } from "../settings";
import { isAddress } from "./checkpoint-place";

type CheckpointSettings = Pick<Settings, "databaseUrl" | "dataFolder" | "checkpoints">;

/** The key file: in the data folder where none is named. */
export const checkpointKeyFile = ({ dataFolder, checkpoints }: CheckpointSettings): string =>
  checkpoints.keyFile ?? join(dataFolder, "keys", "checkpoint.key");

/** Where no folder is named each database has one of its own: the checkpoints of one are nothing for another. */
export function checkpointFolder({ databaseUrl, dataFolder, checkpoints }: CheckpointSettings): string {
  if (checkpoints.folder !== undefined) return checkpoints.folder;
  const { host, pathname } = new URL(databaseUrl ?? "postgres://embedded");
  return join(dataFolder, "checkpoints", `${host}${pathname}`.replaceAll(/[^A-Za-z0-9.-]+/g, "_"));
}

/** The folders that checkpoints can be read from. */
export function checkpointFolders(settings: CheckpointSettings): string[] {
  const { secondPlace } = settings.checkpoints;
  return [checkpointFolder(settings), ...(secondPlace && !isAddress(secondPlace) ? [secondPlace] : [])];
}
