// JetStream's side of the claims: a stream on disk with one replica, and what publishes to it and
// consumes from it. Prints one line of JSON: records, bytes and wall seconds; end-to-end also
// milliseconds from due to received without the first fifth: p50, p99, p999, max.
//
//	publisher publish URL RECORDS RECORD_BYTES IN_FLIGHT
//	publisher end-to-end URL RECORDS RECORD_BYTES RATE
package main

import (
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
	subject = "bench"
	giveUp  = 2 * time.Minute
)

func number(text string) int {
	value, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return value
}

// A connection, with the stream made where it is not there yet.
func open(url string, inFlight int, failures *atomic.Int64) (jetstream.JetStream, error) {
	connection, err := nats.Connect(url)
	if err != nil {
		return nil, err
	}
	failed := func(jetstream.JetStream, *nats.Msg, error) { failures.Add(1) }
	stream, err := jetstream.New(
		connection,
		jetstream.WithPublishAsyncMaxPending(inFlight),
		jetstream.WithPublishAsyncErrHandler(failed),
	)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), giveUp)
	defer cancel()
	config := jetstream.StreamConfig{
		Name: subject, Subjects: []string{subject}, Storage: jetstream.FileStorage, Replicas: 1,
	}
	_, err = stream.CreateOrUpdateStream(ctx, config)
	return stream, err
}

func waitPublished(stream jetstream.JetStream) error {
	select {
	case <-stream.PublishAsyncComplete():
		return nil
	case <-time.After(giveUp):
		return fmt.Errorf("%d records have no acknowledgement", stream.PublishAsyncPending())
	}
}

func report(records, recordBytes int, took time.Duration) {
	fmt.Printf("{\"records\":%d,\"bytes\":%d,\"seconds\":%.4f",
		records, records*recordBytes, took.Seconds())
}

func run(kind, url string, records, recordBytes, last int) error {
	start := time.Now()
	switch kind {
	case "publish":
		took, err := publish(publishing{url, records, recordBytes, last})
		if err != nil {
			return err
		}
		report(records, recordBytes, took)
	case "end-to-end":
		sorted, err := endToEnd(openLoop{url, records, recordBytes, last})
		if err != nil {
			return err
		}
		report(records, recordBytes, time.Since(start))
		for _, each := range []struct {
			name  string
			share float64
		}{{"p50", 0.5}, {"p99", 0.99}, {"p999", 0.999}, {"max", 1}} {
			fmt.Printf(",\"%s\":%.3f", each.name, millisecondsAt(sorted, each.share))
		}
	default:
		return fmt.Errorf("there is no %s", kind)
	}
	fmt.Println("}")
	return nil
}

func main() {
	if len(os.Args) != 6 {
		fmt.Fprintln(os.Stderr, "usage: see the head of main.go")
		os.Exit(2)
	}
	records, recordBytes := number(os.Args[3]), number(os.Args[4])
	if err := run(os.Args[1], os.Args[2], records, recordBytes, number(os.Args[5])); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
