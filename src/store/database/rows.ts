/** The types of PostgreSQL that sets of rows have; `micros` is an event's time, which becomes a timestamptz. */
type ColumnType = 'bigint' | 'integer' | 'boolean' | 'text' | 'uuid' | 'jsonb' | 'micros';

/** Rows that go into a statement as one JSON parameter, whatever their number. */
interface RowSet<Name extends string> {
  /** For the FROM clause: the rows in `$1`, their columns by name. */
  readonly inParameter: string;
  /** The parameter. Columns of type jsonb take values as JSON.stringify does; all others text, numbers, booleans and null. */
  toParameter(rows: readonly Readonly<Record<Name, unknown>>[]): string;
}

/**
 * Declares a set of rows.
 *
 * Each row travels as an array, and its values are picked by their places: PostgreSQL reads it in two thirds of the time
 * that `json_to_recordset` needs to find them by name, and that is most of what inserting a row costs.
 */
export function rowSet<Name extends string>(columns: Readonly<Record<Name, ColumnType>>): RowSet<Name> {
  const names = Object.keys(columns) as Name[];
  const values = names.map((name, place) => `${picked(place, columns[name])} AS "${name}"`);
  return {
    inParameter: `(SELECT ${values.join(', ')} FROM jsonb_array_elements($1::jsonb) AS value)`,
    toParameter: (rows) => JSON.stringify(rows.map((row) => names.map((name) => row[name]))),
  };
}

function picked(place: number, type: ColumnType): string {
  const text = `value ->> ${place}`;
  switch (type) {
    case 'text':
      return text;
    case 'jsonb':
      return `value -> ${place}`;
    case 'micros':
      // Exact, as every whole number of microseconds is up to the year 2255.
      return `'epoch'::timestamptz + (${text})::double precision * interval '1 microsecond'`;
    default:
      return `(${text})::${type}`;
  }
}
