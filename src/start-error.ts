/** A reason why the registry cannot start, told in one sentence to the person who started it. */
export class StartError extends Error {
  override readonly name: string = "StartError";
}

/** A setting that cannot be used as it is given. */
export class SettingError extends StartError {
  override readonly name = "SettingError";
}
