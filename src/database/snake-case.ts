import { DefaultNamingStrategy } from "typeorm";

/** Columns are written like_this in SQL where they are writtenLikeThis in code. */
export class SnakeCase extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
