// A ClientTelemetry with a clock that is set by hand, and subscriptions as the controller would
// send them.

import { Prng } from '@ottla/base';
import {
  configResourceTypes,
  EMPTY_IMAGE,
  makeRecord,
  MetadataDelta,
  type MetadataImage,
} from '@ottla/metadata';
import { type Draft, type PushTelemetryRequest, type Uuid, zeroUuid } from '@ottla/protocol';
import type { ClientDetails } from '../../src/telemetry/client-details.ts';
import { ClientTelemetry } from '../../src/telemetry/client-telemetry.ts';
import { PushedSeries } from '../../src/telemetry/pushed-series.ts';
import { recordingLogger } from '../recording-logger.ts';

export const CLIENT: ClientDetails = {
  connectionId: '1',
  clientId: 'orders',
  software: { name: 'librdkafka', version: '2.8.0' },
  host: '10.0.0.7',
  port: 40_001,
};

export interface BenchOptions {
  readonly tells?: 'on' | 'off' | 'auto';
  readonly bytesMax?: number;
  readonly seriesMax?: number;
}

export class TelemetryBench {
  nowMs = 1_000_000;
  readonly series: PushedSeries;
  readonly telemetry: ClientTelemetry;
  readonly logged = recordingLogger();
  #image: MetadataImage = EMPTY_IMAGE;

  constructor({ tells = 'auto', bytesMax = 1000, seriesMax = 100 }: BenchOptions = {}) {
    const clock = { wallMs: () => this.nowMs, monotonicMs: () => this.nowMs };
    const prng = new Prng('telemetry');
    const random = {
      uint32: () => prng.uint32(),
      float: () => prng.uint32() / 2 ** 32,
      bytes: (length: number) => Uint8Array.from({ length }, () => prng.uint32()),
    };
    this.series = new PushedSeries({ clock, seriesMax });
    this.telemetry = new ClientTelemetry({
      clock,
      random,
      logger: this.logged.logger,
      bytesMax,
      tells,
      receiver: tells === 'off' ? undefined : this.series,
    });
  }

  /** What the controller says of a subscription; null takes a config away. */
  configure(name: string, configs: Readonly<Record<string, string | null>>): void {
    const delta = new MetadataDelta(this.#image);
    for (const [key, value] of Object.entries(configs)) {
      const resourceType = configResourceTypes.CLIENT_METRICS;
      const config = { resourceType, resourceName: name, name: key, value };
      delta.replay(makeRecord('ConfigRecord', 0, config));
    }
    const { provenance } = this.#image;
    const lastContainedOffset = provenance.lastContainedOffset + 1;
    this.#image = delta.apply({ ...provenance, lastContainedOffset });
    this.telemetry.onUpdate(delta, this.#image);
  }

  subscribe(id: Uuid = zeroUuid, client: ClientDetails = CLIENT) {
    return this.telemetry.subscribe(id, client);
  }

  push(request: Draft<PushTelemetryRequest>, client: ClientDetails = CLIENT): string {
    const whole: PushTelemetryRequest = {
      clientInstanceId: zeroUuid,
      subscriptionId: 0,
      terminating: false,
      compressionType: 0,
      metrics: Buffer.alloc(0),
      unknownTaggedFields: [],
      ...(request as Partial<PushTelemetryRequest>),
    };
    return this.telemetry.push(whole, client);
  }

  /** A client that has asked what it is subscribed to. */
  subscribed(client: ClientDetails = CLIENT): { clientInstanceId: Uuid; subscriptionId: number } {
    const { clientInstanceId = zeroUuid, subscriptionId = 0 } = this.subscribe(zeroUuid, client);
    return { clientInstanceId, subscriptionId };
  }
}
