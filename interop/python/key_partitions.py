"""Reads lines of a partition count and a key in base64; prints the partition of each, by the
partitioner of librdkafka that is named."""

import base64
import ctypes
import ctypes.util
import sys

library = ctypes.CDLL("librdkafka.so.1")
partitioner = getattr(library, "rd_kafka_msg_partitioner_" + sys.argv[1])
partitioner.restype = ctypes.c_int32
partitioner.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int32,
                        ctypes.c_void_p, ctypes.c_void_p]

for line in sys.stdin:
    count, text = line.rstrip("\n").split(" ")
    key = base64.b64decode(text)
    print(partitioner(None, key, len(key), int(count), None, None))
