// From one publisher through a stream to a consumer that waits at its end. An open loop by RATE: a
// record says when it was due, whether or not it could be sent then, so that a wait counts for
// everybody who was kept waiting.
package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

const (
	maxPending = 100_000
	headBytes  = 16
)

type openLoop struct {
	url                        string
	records, recordBytes, rate int
}

// The consumer's latencies in the order in which records came, without the first fifth.
type received struct {
	count     int
	latencies []time.Duration
	all       chan struct{}
}

func (r *received) note(value []byte, records int) {
	due := time.Unix(0, int64(binary.LittleEndian.Uint64(value)))
	index := int(binary.LittleEndian.Uint64(value[8:]))
	if index >= records/5 {
		r.latencies = append(r.latencies, time.Since(due))
	}
	if r.count++; r.count == records {
		close(r.all)
	}
}

// The runtime's own timers may be a millisecond late; the kernel's are not.
func sleepUntil(due time.Time) {
	for left := time.Until(due); left > 0; left = time.Until(due) {
		pause := syscall.NsecToTimespec(left.Nanoseconds())
		_ = syscall.Nanosleep(&pause, nil)
	}
}

func publishByClock(stream jetstream.JetStream, plan openLoop) error {
	value := make([]byte, plan.recordBytes)
	start := time.Now()
	for i := range plan.records {
		due := start.Add(time.Duration(i) * time.Second / time.Duration(plan.rate))
		sleepUntil(due)
		binary.LittleEndian.PutUint64(value, uint64(due.UnixNano()))
		binary.LittleEndian.PutUint64(value[8:], uint64(i))
		if _, err := stream.PublishAsync(subject, slices.Clone(value)); err != nil {
			return err
		}
	}
	return waitPublished(stream)
}

func receive(stream jetstream.JetStream, plan openLoop) (*received, error) {
	ctx, cancel := context.WithTimeout(context.Background(), giveUp)
	defer cancel()
	config := jetstream.ConsumerConfig{
		AckPolicy: jetstream.AckNonePolicy, DeliverPolicy: jetstream.DeliverNewPolicy,
	}
	consumer, err := stream.CreateOrUpdateConsumer(ctx, subject, config)
	if err != nil {
		return nil, err
	}
	into := &received{all: make(chan struct{})}
	_, err = consumer.Consume(func(message jetstream.Msg) { into.note(message.Data(), plan.records) })
	return into, err
}

func endToEnd(plan openLoop) ([]time.Duration, error) {
	if plan.recordBytes < headBytes {
		return nil, fmt.Errorf("a record has at least %d bytes", headBytes)
	}
	var failures atomic.Int64
	publisher, err := open(plan.url, maxPending, &failures)
	if err != nil {
		return nil, err
	}
	// A connection of its own, as a consumer elsewhere has it.
	subscriber, err := open(plan.url, maxPending, &failures)
	if err != nil {
		return nil, err
	}
	into, err := receive(subscriber, plan)
	if err != nil {
		return nil, err
	}
	if err = publishByClock(publisher, plan); err != nil {
		return nil, err
	}
	select {
	case <-into.all:
	case <-time.After(giveUp):
		return nil, errors.New("the consumer did not see all")
	}
	slices.Sort(into.latencies)
	return into.latencies, nil
}

func millisecondsAt(sorted []time.Duration, share float64) float64 {
	return float64(sorted[int(share*float64(len(sorted)-1))].Nanoseconds()) / 1e6
}
