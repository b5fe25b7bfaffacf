// The publisher of JetStream's side: makes a stream on disk with one replica and publishes records of
// one size to it, with up to IN_FLIGHT without an acknowledgement yet. Prints one line of JSON:
// records, bytes and wall seconds.
//
//	publisher URL RECORDS RECORD_BYTES IN_FLIGHT
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

const (
	subject   = "bench"
	giveUp    = 2 * time.Minute
	stallWait = 30 * time.Second
)

func number(text string) int {
	value, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return value
}

func open(url string, inFlight int, failures *atomic.Int64) (jetstream.JetStream, error) {
	connection, err := nats.Connect(url)
	if err != nil {
		return nil, err
	}
	failed := func(jetstream.JetStream, *nats.Msg, error) { failures.Add(1) }
	return jetstream.New(
		connection,
		jetstream.WithPublishAsyncMaxPending(inFlight),
		jetstream.WithPublishAsyncErrHandler(failed),
	)
}

func publish(url string, records, recordBytes, inFlight int) (time.Duration, error) {
	var failures atomic.Int64
	stream, err := open(url, inFlight, &failures)
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), giveUp)
	defer cancel()
	config := jetstream.StreamConfig{
		Name: subject, Subjects: []string{subject}, Storage: jetstream.FileStorage, Replicas: 1,
	}
	if _, err = stream.CreateOrUpdateStream(ctx, config); err != nil {
		return 0, err
	}
	value := bytes.Repeat([]byte("x"), recordBytes)
	start := time.Now()
	for range records {
		if _, err = stream.PublishAsync(subject, value, jetstream.WithStallWait(stallWait)); err != nil {
			return 0, err
		}
	}
	select {
	case <-stream.PublishAsyncComplete():
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	if count := failures.Load(); count > 0 {
		return 0, fmt.Errorf("%d records were refused", count)
	}
	return time.Since(start), nil
}

func main() {
	if len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "usage: publisher URL RECORDS RECORD_BYTES IN_FLIGHT")
		os.Exit(2)
	}
	records, recordBytes := number(os.Args[2]), number(os.Args[3])
	took, err := publish(os.Args[1], records, recordBytes, number(os.Args[4]))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("{\"records\":%d,\"bytes\":%d,\"seconds\":%.4f}\n",
		records, records*recordBytes, took.Seconds())
}
