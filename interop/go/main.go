// franz-go behind the drivers' protocol; see drivers/README.md.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

type settings struct {
	Bootstrap, Topic, Group, ClientID, InstanceID, Codec string
	Topics                                               []string
	SessionTimeoutMs, HeartbeatMs, CommitMs              int
	Whole                                                bool
}

type record struct {
	Key, Value string
	Headers    map[string]string
	Partition  *int32
	Timestamp  *int64
}

type fields map[string]any

var output = bufio.NewWriterSize(os.Stdout, 1<<16)
var outputLock sync.Mutex

func say(kind string, values fields) {
	outputLock.Lock()
	defer outputLock.Unlock()
	values["kind"] = kind
	line, _ := json.Marshal(values)
	output.Write(line)
	output.WriteByte('\n')
	output.Flush()
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func or(value, otherwise int) time.Duration {
	if value == 0 {
		value = otherwise
	}
	return time.Duration(value) * time.Millisecond
}

func codec(name string) kgo.CompressionCodec {
	switch name {
	case "gzip":
		return kgo.GzipCompression()
	case "snappy":
		return kgo.SnappyCompression()
	case "lz4":
		return kgo.Lz4Compression()
	case "zstd":
		return kgo.ZstdCompression()
	}
	return kgo.NoCompression()
}

func produce(s settings) {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(s.Bootstrap), kgo.ClientID(s.ClientID), kgo.DefaultProduceTopic(s.Topic),
		kgo.ProducerBatchCompression(codec(s.Codec)),
		kgo.RecordPartitioner(orByKey{kgo.StickyKeyPartitioner(nil)}),
	)
	if err != nil {
		fail(err)
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<20)
	for lines.Scan() {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			fail(err)
		}
		client.Produce(context.Background(), convert(r), func(r *kgo.Record, err error) {
			if err != nil {
				fail(err)
			}
			say("acked", fields{"topic": r.Topic, "partition": r.Partition, "offset": r.Offset,
				"key": string(r.Key)})
		})
	}
	if err := client.Flush(context.Background()); err != nil {
		fail(err)
	}
	client.Close()
}

func convert(r record) *kgo.Record {
	out := &kgo.Record{Key: []byte(r.Key), Value: []byte(r.Value), Partition: -1}
	for name, value := range r.Headers {
		out.Headers = append(out.Headers, kgo.RecordHeader{Key: name, Value: []byte(value)})
	}
	if r.Partition != nil {
		out.Partition = *r.Partition
	}
	if r.Timestamp != nil {
		out.Timestamp = time.UnixMilli(*r.Timestamp)
	}
	return out
}

// orByKey takes the partition that a record names, and otherwise chooses by key.
type orByKey struct{ byKey kgo.Partitioner }

type topicOrByKey struct{ kgo.TopicPartitioner }

func (p orByKey) ForTopic(topic string) kgo.TopicPartitioner {
	return topicOrByKey{p.byKey.ForTopic(topic)}
}

func (p topicOrByKey) Partition(r *kgo.Record, n int) int {
	if r.Partition >= 0 {
		return int(r.Partition)
	}
	return p.TopicPartitioner.Partition(r, n)
}

type place struct {
	topic     string
	partition int32
}

type member struct {
	s      settings
	client *kgo.Client
	lock   sync.Mutex
	last   map[place]*kgo.Record
}

func pairs(partitions map[string][]int32) [][]any {
	out := [][]any{}
	for topic, numbers := range partitions {
		for _, number := range numbers {
			out = append(out, []any{topic, number})
		}
	}
	return out
}

func (m *member) take() []*kgo.Record {
	m.lock.Lock()
	defer m.lock.Unlock()
	records := make([]*kgo.Record, 0, len(m.last))
	for _, record := range m.last {
		records = append(records, record)
	}
	m.last = map[place]*kgo.Record{}
	return records
}

func (m *member) commit() {
	records := m.take()
	if len(records) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := m.client.CommitRecords(ctx, records...); err != nil {
		say("commit-failed", fields{"error": err.Error()})
		return
	}
	said := [][]any{}
	for _, r := range records {
		said = append(said, []any{r.Topic, r.Partition, r.Offset + 1})
	}
	say("committed", fields{"offsets": said})
}

func (m *member) assigned(_ context.Context, _ *kgo.Client, p map[string][]int32) {
	say("assigned", fields{"partitions": pairs(p)})
}

func (m *member) revoked(_ context.Context, _ *kgo.Client, p map[string][]int32) {
	m.commit()
	say("revoked", fields{"partitions": pairs(p)})
}

func (m *member) lost(_ context.Context, _ *kgo.Client, p map[string][]int32) {
	m.take()
	say("lost", fields{"partitions": pairs(p)})
}

func (m *member) connect() {
	options := []kgo.Opt{
		kgo.SeedBrokers(m.s.Bootstrap), kgo.ClientID(m.s.ClientID), kgo.ConsumerGroup(m.s.Group),
		kgo.ConsumeTopics(m.s.Topics...), kgo.DisableAutoCommit(), kgo.BlockRebalanceOnPoll(),
		kgo.Balancers(kgo.RangeBalancer()), kgo.MetadataMaxAge(5 * time.Second),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.RebalanceTimeout(30 * time.Second),
		kgo.SessionTimeout(or(m.s.SessionTimeoutMs, 6000)),
		kgo.HeartbeatInterval(or(m.s.HeartbeatMs, 1000)),
		kgo.OnPartitionsAssigned(m.assigned), kgo.OnPartitionsRevoked(m.revoked),
		kgo.OnPartitionsLost(m.lost),
	}
	if m.s.InstanceID != "" {
		options = append(options, kgo.InstanceID(m.s.InstanceID))
	}
	client, err := kgo.NewClient(options...)
	if err != nil {
		fail(err)
	}
	m.client = client
}

func (m *member) see(r *kgo.Record) {
	values := fields{"topic": r.Topic, "partition": r.Partition, "offset": r.Offset, "key": nil}
	if r.Key != nil {
		values["key"] = string(r.Key)
	}
	if m.s.Whole {
		headers := map[string]string{}
		for _, header := range r.Headers {
			headers[header.Key] = string(header.Value)
		}
		values["value"] = string(r.Value)
		values["timestamp"] = r.Timestamp.UnixMilli()
		values["headers"] = headers
	}
	say("record", values)
	m.lock.Lock()
	m.last[place{r.Topic, r.Partition}] = r
	m.lock.Unlock()
}

func (m *member) poll() {
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	fetches := m.client.PollRecords(ctx, 500)
	fetches.EachRecord(m.see)
}

func (m *member) seek(topic, partition, offset string) {
	number, _ := strconv.ParseInt(partition, 10, 32)
	at, _ := strconv.ParseInt(offset, 10, 64)
	position := kgo.EpochOffset{Epoch: -1, Offset: at}
	m.take()
	m.client.SetOffsets(map[string]map[int32]kgo.EpochOffset{topic: {int32(number): position}})
	say("sought", fields{"partitions": [][]any{{topic, number}}})
}

func (m *member) run(commands <-chan []string) {
	nextCommit := time.Now().Add(or(m.s.CommitMs, 200))
	for {
		select {
		case command := <-commands:
			if command[0] == "stop" {
				m.commit()
				m.client.CloseAllowingRebalance()
				say("closed", fields{})
				return
			}
			if command[0] == "seek" {
				m.seek(command[1], command[2], command[3])
			}
		default:
		}
		m.poll()
		if time.Now().After(nextCommit) {
			m.commit()
			nextCommit = time.Now().Add(or(m.s.CommitMs, 200))
		}
		m.client.AllowRebalance()
	}
}

func consume(s settings) {
	commands := make(chan []string, 16)
	go func() {
		lines := bufio.NewScanner(os.Stdin)
		for lines.Scan() {
			commands <- strings.Fields(lines.Text())
		}
		commands <- []string{"stop"}
	}()
	m := &member{s: s, last: map[place]*kgo.Record{}}
	m.connect()
	m.run(commands)
}

func main() {
	s := settings{ClientID: "franz-go"}
	if err := json.Unmarshal([]byte(os.Args[2]), &s); err != nil {
		fail(err)
	}
	if os.Args[1] == "produce" {
		produce(s)
	} else {
		consume(s)
	}
}
