// Real data to stream: three million flights within the United States, from the npm package
// vega-datasets (flights-3m.parquet), as one JSON event a flight.

import { fileURLToPath } from 'node:url';
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

export interface Flight {
  /** Its place in the file, from 0: what makes every event unique. */
  readonly row: number;
  readonly date: string;
  /** Minutes late, negative when early. */
  readonly delay: number;
  /** Miles. */
  readonly distance: number;
  readonly origin: string;
  readonly destination: string;
}

export const FLIGHTS_TOTAL = 3_000_000;

const COLUMNS = ['date', 'delay', 'distance', 'origin', 'destination'];

/** Rows `from` to `to` (exclusive), some thousands at a time, in the order of the file. */
export async function* readFlights(from = 0, to = FLIGHTS_TOTAL): AsyncGenerator<Flight[]> {
  // The package exports only its loader (build/index.js); the data lies beside it.
  const data = new URL('../data/flights-3m.parquet', import.meta.resolve('vega-datasets'));
  const file = await asyncBufferFromFile(fileURLToPath(data));
  const metadata = await parquetMetadataAsync(file);
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    const rowStart = Math.max(from, start);
    const rowEnd = Math.min(to, end);
    start = end;
    if (rowStart >= rowEnd) continue;
    let rows: unknown[][] = [];
    const onComplete = (complete: unknown[][]): void => {
      rows = complete;
    };
    const range = { columns: COLUMNS, rowStart, rowEnd };
    await parquetRead({ file, metadata, compressors, ...range, onComplete });
    yield rows.map((row, index) => flightOf(rowStart + index, row));
  }
}

function flightOf(row: number, values: readonly unknown[]): Flight {
  const [date, delay, distance, origin, destination] = values;
  return {
    row,
    date: date instanceof Date ? date.toISOString() : String(date),
    delay: Number(delay),
    distance: Number(distance),
    origin: String(origin),
    destination: String(destination),
  };
}
