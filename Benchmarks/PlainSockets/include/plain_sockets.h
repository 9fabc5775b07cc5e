#pragma once

#include <stddef.h>
#include <stdint.h>

// Clients that cost as little as possible, on 127.0.0.1 alone. Linux only: elsewhere each returns -1.

// Sends `request` `count` times over so many connections, each waiting for its answer before the
// next. Every answer must be as long as the first. Returns the bytes received, or -1.
long long plain_requests(
    uint16_t port, const char *request, size_t count, size_t connections);

// Reads `count` streams at once until `seconds` have passed since all of them were open. An event
// says when it was due: `"timestamp":` and seconds since 1970. `lateness` gets the seconds between
// then and its arrival, for events that come once all streams are open, up to `capacity`.
// Each request is `request_start`, the number of the stream, `request_end`.
// Returns the number of events seen in that time, or -1; `broken` gets the streams that ended.
long long plain_streams(
    uint16_t port, const char *request_start, const char *request_end, size_t count,
    double seconds, double *lateness, size_t capacity, size_t *broken, double *opening);

// Sends a body of `size` bytes of zeros after `head` and `start`, then `end`, and reads the answer.
// Returns its status, or -1.
int plain_upload(
    uint16_t port, const char *head, const char *start, size_t size, const char *end);

// Processor time of all threads of this process in seconds, user and system.
double plain_process_seconds(void);

// Lets this process open as many files as it may.
void plain_raise_file_limit(void);

// Lets lines appear on standard output as they are written, whoever reads them.
void plain_write_lines_at_once(void);

// Processor time of the calling thread in seconds, user and system.
double plain_thread_seconds(void);
