// Publishes records of one size as fast as they are acknowledged, with up to IN_FLIGHT without an
// acknowledgement yet.
package main

import (
	"bytes"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

const stallWait = 30 * time.Second

type publishing struct {
	url                            string
	records, recordBytes, inFlight int
}

func publish(plan publishing) (time.Duration, error) {
	var failures atomic.Int64
	stream, err := open(plan.url, plan.inFlight, &failures)
	if err != nil {
		return 0, err
	}
	value := bytes.Repeat([]byte("x"), plan.recordBytes)
	start := time.Now()
	for range plan.records {
		if _, err = stream.PublishAsync(subject, value, jetstream.WithStallWait(stallWait)); err != nil {
			return 0, err
		}
	}
	if err = waitPublished(stream); err != nil {
		return 0, err
	}
	if count := failures.Load(); count > 0 {
		return 0, fmt.Errorf("%d records were refused", count)
	}
	return time.Since(start), nil
}
