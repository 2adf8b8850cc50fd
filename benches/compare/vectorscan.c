/* Vectorscan with nothing around it: compiles patterns into a database file, or loads one and scans every file of
 * a folder, counting matches. No places, no report, no reading of captions: the least that it can cost.
 *
 *     vectorscan compile PATTERNS DATABASE      one pattern a line
 *     vectorscan scan DATABASE FOLDER
 */
#define _XOPEN_SOURCE 700
#include <ftw.h>
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static hs_database_t *database;
static hs_scratch_t *scratch;
static char *buffer;
static size_t room;
static unsigned long long matches;

static void *read_all(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(1); }
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    if (*length + 1 > room) {
        room = *length + 1;
        buffer = realloc(buffer, room);
    }
    if (!buffer || fread(buffer, 1, *length, file) != *length) { perror(path); exit(1); }
    buffer[*length] = 0;
    fclose(file);
    return buffer;
}

static int on_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    (void)id, (void)from, (void)to, (void)flags, (void)context;
    matches++;
    return 0;
}

static int on_file(const char *path, const struct stat *status, int kind, struct FTW *walk) {
    (void)status, (void)walk;
    if (kind != FTW_F) return 0;
    size_t length;
    const char *text = read_all(path, &length);
    if (hs_scan(database, text, (unsigned)length, 0, scratch, on_match, NULL) != HS_SUCCESS) exit(1);
    return 0;
}

static int compile(const char *patterns, const char *to) {
    size_t length;
    char *text = read_all(patterns, &length), *list[8192];
    unsigned flags[8192], ids[8192], count = 0;
    for (char *line = strtok(text, "\n"); line && count < 8192; line = strtok(NULL, "\n")) {
        list[count] = line;
        flags[count] = HS_FLAG_CASELESS | HS_FLAG_UTF8;
        ids[count] = count;
        count++;
    }
    hs_compile_error_t *error;
    if (hs_compile_multi((const char *const *)list, flags, ids, count, HS_MODE_BLOCK, NULL, &database, &error)) {
        fprintf(stderr, "%d: %s\n", error->expression, error->message);
        return 1;
    }
    char *bytes;
    if (hs_serialize_database(database, &bytes, &length)) return 1;
    FILE *out = fopen(to, "wb");
    if (!out || fwrite(bytes, 1, length, out) != length || fclose(out)) return 1;
    return 0;
}

int main(int count, char **words) {
    if (count != 4) return 2;
    if (!strcmp(words[1], "compile")) return compile(words[2], words[3]);
    size_t length;
    const char *bytes = read_all(words[2], &length);
    if (hs_deserialize_database(bytes, length, &database) || hs_alloc_scratch(database, &scratch)) return 1;
    if (nftw(words[3], on_file, 32, FTW_PHYS)) return 1;
    printf("%llu matches\n", matches);
    return 0;
}
