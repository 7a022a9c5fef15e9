import {
  type KnownKeys,
  NO_CHECKPOINT,
  type SignedCheckpoint,
  checkpointDigest,
  isSignedBy,
  readCheckpoint,
} from "./checkpoint";

/** One file of checkpoints: its lines, each the next of the one before. */
export interface CheckpointFile {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Why checkpoints are not to be believed. */
export class CheckpointFault extends Error {
  override readonly name = "CheckpointFault";
}

/** A checkpoint of a key that is not among those known. */
export class UnknownCheckpointKey extends CheckpointFault {
  constructor(
    readonly file: string,
    readonly key: string,
  ) {
    super(`The checkpoints in ${file} are of the key ${key}, which is not known`);
  }
}

interface Kept {
  readonly checkpoint: SignedCheckpoint;
  readonly digest: string;
}

/**
 * Every checkpoint that files hold. Within a file each names the one before it by its digest, so that the signature of the last
 * speaks for all; `everySignature` checks each of them all the same.
 */
export class CheckpointBook {
  /** Hashes by the numbers of the entries that they are of: one hash, unless somebody signed two registers. */
  private readonly hashes = new Map<number, Set<string>>();
  private readonly digests = new Set<string>([NO_CHECKPOINT]);
  private readonly begins: { file: string; previous: string }[] = [];
  private newest: Kept | undefined;

  constructor(
    private readonly keys: KnownKeys,
    private readonly everySignature = false,
  ) {}

  /** Takes a file in; throws where one of its lines is no checkpoint, does not follow or is not signed. */
  add({ name, lines }: CheckpointFile): void {
    let before: Kept | undefined;
    for (const [place, line] of lines.entries()) {
      const kept = { checkpoint: this.read(name, line, place), digest: checkpointDigest(line) };
      if (before) this.requireNext(before, kept, name);
      else this.begins.push({ file: name, previous: kept.checkpoint.previous });
      if (this.everySignature || place === lines.length - 1) this.requireSignature(kept.checkpoint, name);
      this.remember(kept);
      before = kept;
    }
  }

  /** The newest of all, by the entry that it is of. */
  get last(): Kept | undefined {
    return this.newest;
  }

  get size(): number {
    return this.digests.size - 1;
  }

  /** The files before whose first checkpoint there was another, which none of the files holds. */
  get missingBefore(): string[] {
    return this.begins.filter(({ previous }) => !this.digests.has(previous)).map(({ file }) => file);
  }

  /** Whether the checkpoints of an entry, if there are any, are of this hash. */
  agrees(sequence: number, hash: string): boolean {
    const said = this.hashes.get(sequence);
    return said === undefined || (said.size === 1 && said.has(hash));
  }

  /** The one hash that checkpoints say of an entry. */
  hashOf(sequence: number): string | undefined {
    const said = [...(this.hashes.get(sequence) ?? [])];
    return said.length === 1 ? said[0] : undefined;
  }

  private read(name: string, line: string, place: number): SignedCheckpoint {
    const checkpoint = readCheckpoint(line);
    if (!checkpoint) throw new CheckpointFault(`Line ${place + 1} of ${name} is not a checkpoint`);
    if (!this.keys.has(checkpoint.key)) throw new UnknownCheckpointKey(name, checkpoint.key);
    return checkpoint;
  }

  private requireNext(before: Kept, { checkpoint }: Kept, name: string): void {
    const follows = checkpoint.previous === before.digest && checkpoint.sequence >= before.checkpoint.sequence;
    if (!follows || checkpoint.key !== before.checkpoint.key)
      throw new CheckpointFault(
        `The checkpoint of entry ${checkpoint.sequence} in ${name} does not follow the one before`,
      );
  }

  private requireSignature(checkpoint: SignedCheckpoint, name: string): void {
    if (!isSignedBy(checkpoint, this.keys.get(checkpoint.key)!))
      throw new CheckpointFault(`The checkpoint of entry ${checkpoint.sequence} in ${name} is not signed by its key`);
  }

  private remember(kept: Kept): void {
    const { sequence, hash } = kept.checkpoint;
    this.digests.add(kept.digest);
    const said = this.hashes.get(sequence);
    if (said) said.add(hash);
    else this.hashes.set(sequence, new Set([hash]));
    if (!this.newest || sequence >= this.newest.checkpoint.sequence) this.newest = kept;
  }
}
