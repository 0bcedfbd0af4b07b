# Telusur as one static program, run by a user without rights.
#   docker build -t telusur --build-arg VERSION=$(git describe --always) .

FROM node:22-alpine AS frontend
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY frontend/ ./
RUN npm run build

FROM golang:1.26-alpine AS build
ARG VERSION=dev
ENV CGO_ENABLED=0
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY cmd/ cmd/
COPY internal/ internal/
COPY migrations/ migrations/
COPY templates/ templates/
COPY frontend/embed.go frontend/
COPY --from=frontend /src/frontend/dist frontend/dist
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /out/telusur ./cmd/telusur

# Alpine rather than an empty image: wget for the health check, certificates for mail and object storage.
FROM alpine:3.22
RUN apk add --no-cache ca-certificates tzdata \
    && addgroup -S -g 10001 telusur && adduser -S -u 10001 -G telusur -H -h /data telusur \
    && install -d -o telusur -g telusur -m 0750 /data
COPY --from=build /out/telusur /usr/local/bin/telusur
COPY LICENSE /usr/share/licenses/telusur/LICENSE
USER 10001:10001
ENV TELUSUR_DATA=/data TELUSUR_LISTEN=:8080 TELUSUR_LOG=json
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/api/health"]
ENTRYPOINT ["telusur"]
CMD ["serve"]
