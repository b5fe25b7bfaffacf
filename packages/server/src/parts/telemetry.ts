// Client telemetry of a node, and where it keeps what is pushed.

import { ClientTelemetry, PushedSeries } from '@ottla/broker';
import type { NodeBase } from '../node-base.ts';

export interface TelemetryPart {
  readonly telemetry: ClientTelemetry;
  readonly series: PushedSeries;
}

export function clientTelemetry({ world, logger, config }: NodeBase): TelemetryPart {
  const { clock, random } = world;
  const seriesMax = config.number('ottla.client.telemetry.series.max');
  const series = new PushedSeries({ clock, seriesMax });
  const text = config.text('ottla.client.telemetry');
  const tells = text === 'on' || text === 'off' ? text : 'auto';
  const telemetry = new ClientTelemetry({
    clock,
    random,
    logger: logger.child('telemetry'),
    bytesMax: config.number('telemetry.max.bytes'),
    tells,
    receiver: tells === 'off' ? undefined : series,
  });
  return { telemetry, series };
}
