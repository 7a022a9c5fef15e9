/** A reason why the registry cannot start, told in one sentence to the person who started it. */
export class StartError extends Error {
  override readonly name: string = "StartError";
}
