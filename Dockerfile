# The bot as an image: `docker build --tag ceiling .`; docs/operations.md says how to run it.
FROM python:3.11-slim AS build
WORKDIR /ceiling
RUN python -m venv /venv
COPY requirements.lock .
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements.lock
COPY bot bot
COPY models models
# Nothing is written there later: compiled now, it starts faster.
RUN /venv/bin/python -m compileall -q bot models

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home ceiling \
    && install --directory --owner=ceiling /var/lib/ceiling
COPY --from=build /venv /venv
COPY --from=build /ceiling /ceiling
WORKDIR /ceiling
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////var/lib/ceiling/ceiling.db \
    PORT=3000
USER ceiling
EXPOSE 3000
# Only what listens over HTTP can be asked: start the others with --no-healthcheck.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
CMD ["python", "-m", "bot", "run"]
