// What libcurl does by itself: one easy handle, one thread, one request after the other.
#ifndef PLAIN_CURL_H
#define PLAIN_CURL_H

#include <stddef.h>

// Gets the URL `count` times on one connection, with a header line or NULL; returns the bytes of all bodies, or -1.
long long plain_curl_get(const char *url, const char *header, size_t count);

// Gets the URL `count` times, `parallel` at a time, by the multi interface; -1 when one fails.
long long plain_curl_get_parallel(
    const char *url, const char *header, size_t count, size_t parallel);

#endif
