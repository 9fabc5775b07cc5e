#include "plain_curl.h"

#include <curl/curl.h>
#include <stdlib.h>

static size_t count_bytes(char *data, size_t size, size_t items, void *total) {
  (void)data;
  *(long long *)total += (long long)(size * items);
  return size * items;
}

static CURL *new_handle(const char *url, struct curl_slist *headers, long long *total) {
  CURL *handle = curl_easy_init();
  if (!handle) return NULL;
  curl_easy_setopt(handle, CURLOPT_URL, url);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, count_bytes);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, total);
  if (headers) curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  return handle;
}

long long plain_curl_get(const char *url, const char *header, size_t count) {
  long long total = 0;
  struct curl_slist *headers = header ? curl_slist_append(NULL, header) : NULL;
  CURL *handle = new_handle(url, headers, &total);
  if (!handle) return -1;
  for (size_t i = 0; i < count; i++) {
    if (curl_easy_perform(handle) != CURLE_OK) {
      total = -1;
      break;
    }
  }
  curl_easy_cleanup(handle);
  curl_slist_free_all(headers);
  return total;
}

// Takes finished transfers off the multi handle and starts them again while some are left to do.
static int restart_finished(CURLM *multi, size_t *to_start, size_t *running) {
  CURLMsg *message;
  int left;
  while ((message = curl_multi_info_read(multi, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    if (message->data.result != CURLE_OK) return -1;
    CURL *handle = message->easy_handle;
    curl_multi_remove_handle(multi, handle);
    if (*to_start > 0) {
      (*to_start)--;
      curl_multi_add_handle(multi, handle);
    } else {
      (*running)--;
    }
  }
  return 0;
}

long long plain_curl_get_parallel(
    const char *url, const char *header, size_t count, size_t parallel) {
  long long total = 0;
  struct curl_slist *headers = header ? curl_slist_append(NULL, header) : NULL;
  CURLM *multi = curl_multi_init();
  CURL **handles = calloc(parallel, sizeof(CURL *));
  if (!multi || !handles) return -1;
  size_t running = 0;
  for (; running < parallel && running < count; running++) {
    handles[running] = new_handle(url, headers, &total);
    curl_multi_add_handle(multi, handles[running]);
  }
  size_t started = running, to_start = count - running;
  while (running > 0 && total >= 0) {
    int still = 0;
    curl_multi_perform(multi, &still);
    if (restart_finished(multi, &to_start, &running) != 0) total = -1;
    if (running > 0) curl_multi_poll(multi, NULL, 0, 100, NULL);
  }
  for (size_t i = 0; i < started; i++) {
    curl_multi_remove_handle(multi, handles[i]);
    curl_easy_cleanup(handles[i]);
  }
  free(handles);
  curl_multi_cleanup(multi);
  curl_slist_free_all(headers);
  return total;
}
