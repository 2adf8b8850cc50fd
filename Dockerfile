# The program alone in an image: no shell, no library, no other program, no root.
#
#     docker build -t clearedfor .
#     docker run --rm --network none --read-only -v "$PWD:/work:ro" clearedfor check agenda.md --channel webex

# On Alpine the compiler's own target is musl, so what it builds needs no library at run time. The version is that of
# the releases: another compiler makes other bytes.
FROM rust:1.95.0-alpine AS build
WORKDIR /build
COPY . .
RUN packages/reproducibly cargo build --release --locked --bin clearedfor \
    && cp target/release/clearedfor /clearedfor
# A program that names a loader would not start in an empty image.
RUN readelf -lW /clearedfor >/headers && ! grep INTERP /headers

FROM scratch
COPY --from=build /clearedfor /clearedfor
COPY LICENSE-APACHE LICENSE-MIT /licenses/
# Nobody: no name is needed, and none is known in an empty image.
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["/clearedfor"]
CMD ["--help"]
