/** What one answer delivers, for the register: parts with the paragraphs that gave them, and reports by their cover. */
export class Delivery {
  private readonly paragraphsOfParts = new Map<string, ReadonlySet<string>>();
  private readonly coversOfReports = new Set<string>();

  part(id: string, paragraphs: readonly string[]): void {
    this.paragraphsOfParts.set(id, new Set([...(this.paragraphsOfParts.get(id) ?? []), ...paragraphs]));
  }

  report(id: string): void {
    this.coversOfReports.add(id);
  }

  get parts(): { id: string; paragraphs: string[] }[] {
    return [...this.paragraphsOfParts]
      .map(([id, paragraphs]) => ({ id, paragraphs: [...paragraphs].sort() }))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  get reports(): string[] {
    return [...this.coversOfReports].sort();
  }
}
