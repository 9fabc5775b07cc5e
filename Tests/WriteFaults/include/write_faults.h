#ifndef WRITE_FAULTS_H
#define WRITE_FAULTS_H

#include <stddef.h>

/// Counts from now on whatever changes files, and ends the process with SIGKILL at the `nth` of
/// them; 0 only counts. With `torn`, a write is first carried out by half.
void write_faults_arm(long nth, int torn);

/// How many changes there were since then.
long write_faults_count(void);

/// Writes all bytes, uncounted.
void write_faults_report(int descriptor, const char *bytes, size_t count);

#endif
