/** One SQL statement in the making: its parameters, and names for its rows that do not meet. */
export class Statement {
  private readonly parameters: unknown[] = [];
  private readonly places = new Map<string, string>();
  private rows = 0;
  /** Whether the best way to find its rows depends on the values: then it is planned for them, and not once for all. */
  planForValues = false;

  /** A statement of one snapshot speaks of the instant of that; others, as those of acts behind their locks, of the clock. */
  constructor(readonly isOfOneSnapshot = false) {}

  /** A parameter in its place, cast to the type that PostgreSQL is to give it; equal ones share a place. */
  parameter(value: unknown, type: string): string {
    const key = `${type} ${JSON.stringify(value)}`;
    let place = this.places.get(key);
    if (!place) {
      this.parameters.push(value);
      place = `$${this.parameters.length}::${type}`;
      this.places.set(key, place);
    }
    return place;
  }

  /** The statement as it is sent: with the parameters that its text still speaks of, numbered anew. */
  query(text: string): { text: string; values: unknown[]; planForValues: boolean } {
    const values: unknown[] = [];
    const numbers = new Map<string, number>();
    const renumbered = text.replace(/\$(\d+)::/g, (_, number: string) => {
      if (!numbers.has(number)) numbers.set(number, values.push(this.parameters[Number(number) - 1]));
      return `$${numbers.get(number)}::`;
    });
    return { text: renumbered, values, planForValues: this.planForValues };
  }

  /** A fresh name for a row. */
  row(): string {
    this.rows += 1;
    return `r${this.rows}`;
  }
}
