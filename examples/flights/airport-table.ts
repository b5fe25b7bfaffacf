// The live table by airport: how many flights left it, how late on average, how far they went.

import type { Flight } from './read-flights.ts';

interface Airport {
  flights: number;
  delayMinutes: number;
  miles: number;
}

const ROWS_SHOWN = 15;
const BAR_CELLS = 24;

export class AirportTable {
  readonly #airports = new Map<string, Airport>();
  flights = 0;

  add(flight: Flight): void {
    let airport = this.#airports.get(flight.origin);
    if (airport === undefined) {
      airport = { flights: 0, delayMinutes: 0, miles: 0 };
      this.#airports.set(flight.origin, airport);
    }
    airport.flights += 1;
    airport.delayMinutes += flight.delay;
    airport.miles += flight.distance;
    this.flights += 1;
  }

  get airports(): number {
    return this.#airports.size;
  }

  /** The busiest airports, as lines of text. */
  lines(): string[] {
    const busiest = [...this.#airports].sort(([, a], [, b]) => b.flights - a.flights);
    const shown = busiest.slice(0, ROWS_SHOWN);
    const most = shown[0]?.[1].flights ?? 1;
    const header = 'airport   flights   delay min   miles avg';
    return [header, ...shown.map(([name, airport]) => lineOf(name, airport, most))];
  }
}

function lineOf(name: string, { flights, delayMinutes, miles }: Airport, most: number): string {
  const bar = '█'.repeat(Math.max(1, Math.round((flights / most) * BAR_CELLS)));
  const delay = (delayMinutes / flights).toFixed(1).padStart(9);
  const distance = Math.round(miles / flights).toString().padStart(9);
  return `${name.padEnd(7)} ${flights.toString().padStart(9)} ${delay}   ${distance}   ${bar}`;
}
