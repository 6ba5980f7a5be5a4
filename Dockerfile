# The core install: no compiler, no torch. Models from a hub: docker build --build-arg EXTRAS=hub .
ARG PYTHON=python:3.11-slim-bookworm

FROM ${PYTHON} AS build
ARG EXTRAS=""
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.cache/uv examples/deploy/install.sh /opt/protokoll ${EXTRAS}

FROM ${PYTHON}
# 1000 is the user of OpenSearch's image: new volumes take the owner of the folder they are first mounted on.
RUN groupadd --gid 10001 protokoll \
    && useradd --uid 10001 --gid protokoll --no-create-home --shell /usr/sbin/nologin protokoll \
    && install -d -o protokoll -g protokoll /store \
    && install -d -o 1000 -g 1000 /certificates /backup
COPY --from=build /opt/protokoll /opt/protokoll
COPY examples/deploy/certificates.sh /usr/local/bin/protokoll-certificates
ENV PATH=/opt/protokoll/bin:$PATH PROTOKOLL_STORE=/store PROTOKOLL_HOST=0.0.0.0
USER 10001:10001
VOLUME /store
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=6s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=5)"]
ENTRYPOINT ["protokoll"]
CMD ["serve"]
