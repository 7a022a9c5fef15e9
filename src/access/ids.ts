const SHAPE = /^([a-z]+)_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** The row that an id of the interface speaks of; null for one that was never given, which is as absent as a hidden one. */
export function rowOf(id: string): { prefix: string; uuid: string } | null {
  const found = SHAPE.exec(id);
  if (!found) return null;
  const [, prefix, ...groups] = found;
  return { prefix: prefix!, uuid: groups.join("-") };
}

/** The uuid of an id of one type; null for any other. */
export function uuidOf(prefix: string, id: string): string | null {
  const row = rowOf(id);
  return row?.prefix === prefix ? row.uuid : null;
}

export const idOf = (prefix: string, uuid: string): string => `${prefix}_${uuid.replaceAll("-", "")}`;
